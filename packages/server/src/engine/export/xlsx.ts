import type { ExportColumn } from './columns.ts';
import { zip, type ZipPart } from './zip.ts';

/** A sheet holds no more rows; the rest goes on the next one. */
const mostRows = 1_048_576;
/** A cell holds no more characters. */
const longestCell = 32_767;

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNs = 'http://schemas.openxmlformats.org/package/2006';

/**
 * A workbook in pieces, in constant memory: numbers, dates and yes or no as what they are, everything else as text
 * that no spreadsheet takes for a formula. The titles stay in sight; more rows than a sheet holds go on a second.
 */
export async function* xlsx(
  columns: ExportColumn[],
  titles: string[],
  portions: AsyncIterable<string[][]>,
): AsyncGenerator<Buffer, void, undefined> {
  let sheets = 0;
  const rows = portions[Symbol.asyncIterator]();
  let waiting: string[][] = [];

  async function more(): Promise<boolean> {
    const { value, done } = await rows.next();
    if (!done) waiting = value;
    return !done;
  }

  async function* sheet(): AsyncGenerator<string, void, undefined> {
    yield `${header}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
    yield rowXml(titles.map((title) => textCell(title)));
    let count = 1;
    while (count < mostRows) {
      if (!waiting.length && !(await more())) break;
      const some = waiting.splice(0, mostRows - count);
      count += some.length;
      yield some
        .map((cells) => rowXml(cells.map((cell, at) => cellXml(cell, columns[at]?.type ?? 'text'))))
        .join('');
    }
    yield '</sheetData></worksheet>';
  }

  async function* parts(): AsyncGenerator<ZipPart, void, undefined> {
    do {
      sheets++;
      yield { name: `xl/worksheets/sheet${sheets}.xml`, pieces: sheet() };
    } while (waiting.length > 0 || (await more()));
    const numbers = Array.from({ length: sheets }, (_, at) => at + 1);
    yield { name: 'xl/styles.xml', pieces: [styles] };
    yield {
      name: 'xl/workbook.xml',
      pieces: [
        `${header}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers.map((n) => `<sheet name="Sheet${n}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
      ],
    };
    yield {
      name: 'xl/_rels/workbook.xml.rels',
      pieces: [
        `${header}<Relationships xmlns="${packageNs}/relationships">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
      ],
    };
    yield {
      name: '_rels/.rels',
      pieces: [
        `${header}<Relationships xmlns="${packageNs}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    };
    yield {
      name: '[Content_Types].xml',
      pieces: [
        `${header}<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
      ],
    };
  }

  try {
    yield* zip(parts());
  } finally {
    await rows.return?.(undefined);
  }
}

/**
 * Style 1 is a date, year first. Said in full, with the two fills that come first in every workbook: some programs take
 * a style that leaves something out for a damaged file.
 */
const format = (numFmt: number) =>
  `<xf numFmtId="${numFmt}" fontId="0" fillId="0" borderId="0" xfId="0"${numFmt ? ' applyNumberFormat="1"' : ''}/>`;
const styles = `${header}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2">${format(0)}${format(164)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const rowXml = (cells: string[]): string => `<row>${cells.join('')}</row>`;

function cellXml(text: string, type: ExportColumn['type']): string {
  if (text === '') return '<c/>';
  if (type === 'number' && isExact(text)) return `<c><v>${text}</v></c>`;
  if (type === 'boolean') return `<c t="b"><v>${text === 'true' ? 1 : 0}</v></c>`;
  const day = type === 'date' ? serialOf(text) : undefined;
  return day === undefined ? textCell(text) : `<c s="1"><v>${day}</v></c>`;
}

/** Spreadsheets keep 15 digits; what has more stays text. */
const isExact = (text: string): boolean =>
  /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15;

/** Day number of a date; only from March 1900 on do all spreadsheets count alike. */
function serialOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const day = Date.parse(`${text}T00:00:00Z`) / 86_400_000 + 25_569;
  return day >= 61 ? day : undefined;
}

const textCell = (text: string): string =>
  `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text.length > longestCell ? text.slice(0, longestCell).toWellFormed() : text)}</t></is></c>`;

const special = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x[0-9a-fA-F]{4}_/;

/** XML knows no control characters; workbooks write them, and what looks so, as `_x000D_` (ECMA-376, 22.9.2.19). */
function escaped(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
