import { findHeader } from './header.ts';
import type { RawRow } from './parse-csv.ts';
import { refuseFile } from './refuse-file.ts';
import {
  maxColumns,
  sampleSize,
  type ImportRow,
  type OpenedFile,
  type ReadOptions,
  type RowProblem,
} from './rows.ts';
import { rowTidier } from './tidy.ts';
import { readWorkbook, textCollector, type Workbook } from './xlsx-book.ts';
import { cellText, columnOf, momentText, numberText } from './xlsx-cell.ts';
import { attribute, xmlReader } from './xml.ts';
import { unpack, type ZipEntry } from './zip.ts';

/**
 * Opens a workbook. Read with a reader of our own, because read-excel-file unpacks the whole file into memory, has no
 * limit on what it unpacks to and does not give the numbers of the rows. Memory here is the texts of the
 * workbook (`shared-strings.ts`); sheets are streamed.
 *
 * Dates come as ISO text, times of day as `HH:MM:SS`, numbers with a decimal point and all digits, formulas as the
 * value that was saved with them, truth values as `TRUE` and `FALSE`, errors as nothing with a warning.
 *
 * @throws Refusal 'invalid', field `file`: `xlsx_broken`, `xlsx_too_big`, `xlsx_has_dtd`, `xlsx_no_such_sheet`,
 * `file_is_zip`, `file_empty`, `file_no_rows`, `too_many_columns`
 */
export async function openXlsx(path: string, options: ReadOptions = {}): Promise<OpenedFile> {
  const book = await readWorkbook(path);
  const visible = book.sheets.filter((sheet) => !sheet.hidden);
  const sheet =
    options.sheet === undefined
      ? (visible[0] ?? book.sheets[0])
      : book.sheets.find((one) => one.name === options.sheet);
  if (!sheet) throw refuseFile(options.sheet === undefined ? 'xlsx_broken' : 'xlsx_no_such_sheet');

  const head: RawRow[] = [];
  for await (const raw of readSheet(path, book, sheet.entry)) {
    if (raw.cells.some((cell) => cell.trim() !== '') && head.push(raw) >= sampleSize) break;
  }
  if (head.length === 0) throw refuseFile('file_empty');
  const header = findHeader(head, usualWidth(head), options.header);
  const tidying = { columns: header.names.length, dataFrom: header.dataFrom };
  const rows = (from = 1): AsyncGenerator<ImportRow, void, undefined> =>
    tidyRows(readSheet(path, book, sheet.entry), tidying, from);

  const sample: ImportRow[] = [];
  for await (const row of rows()) {
    if (sample.push(row) >= sampleSize) break;
  }
  if (sample.length === 0) throw refuseFile('file_no_rows');
  return {
    kind: 'xlsx',
    header: header.names,
    sample,
    options: { header: header.line, sheet: sheet.name },
    encodings: [],
    sheets: visible.map((one) => one.name),
    lines: 0,
    decimal: '.',
    problems: header.problems,
    rows,
  };
}

async function* tidyRows(
  raws: AsyncGenerator<RawRow>,
  tidying: Parameters<typeof rowTidier>[0],
  from: number,
): AsyncGenerator<ImportRow, void, undefined> {
  const tidy = rowTidier(tidying);
  let previous = 0;
  for await (const raw of raws) {
    // Rows without any cell are not in the file: they count as blank lines.
    if (raw.line > previous + 1) tidy({ line: previous + 1, cells: [] }, false);
    previous = raw.line;
    const row = tidy(raw, true);
    if (row && row.row >= from) yield row;
  }
}

/** Width of the widest of the usual rows: trailing empty cells are often not written. */
function usualWidth(rows: RawRow[]): number {
  const widths = rows
    .map((row) => row.cells.findLastIndex((cell) => cell.trim() !== '') + 1)
    .toSorted((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 1;
}

async function* readSheet(
  path: string,
  book: Workbook,
  entry: ZipEntry,
): AsyncGenerator<RawRow, void, undefined> {
  const ready: RawRow[] = [];
  const reader = xmlReader(rowHandler(book, (row) => ready.push(row)));
  const decoder = new TextDecoder();
  for await (const chunk of unpack(path, entry)) {
    reader.push(decoder.decode(chunk, { stream: true }));
    yield* ready.splice(0);
  }
}

function rowHandler(book: Workbook, emit: (row: RawRow) => void): Parameters<typeof xmlReader>[0] {
  const inline = textCollector();
  let line = 0;
  let cells: string[] = [];
  let problems: RowProblem[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let inValue = false;
  let inInline = false;

  const endCell = (): void => {
    if (column < 0 || column > maxColumns * 8) return;
    const text = inInline ? cellText(inline.take()) : readValue(value, type, style, book);
    while (cells.length < column) cells.push('');
    if (type === 'e') problems.push(cellError(column, value));
    cells[column] = type === 'e' ? '' : text;
  };

  return {
    open(name, attributes, selfClosing) {
      if (name === 'row') {
        line = Number(attribute(attributes, 'r') ?? line + 1);
        cells = [];
        problems = [];
        column = -1;
        if (selfClosing) emit({ line, cells });
      } else if (name === 'c') {
        const reference = attribute(attributes, 'r');
        column = reference ? columnOf(reference) : column + 1;
        type = attribute(attributes, 't') ?? 'n';
        style = Number(attribute(attributes, 's') ?? 0);
        value = '';
        inInline = false;
      } else if (name === 'v') inValue = !selfClosing;
      else if (name === 'is') {
        inInline = true;
        inline.start();
      } else if (inInline) inline.open(name, selfClosing);
    },
    close(name) {
      if (name === 'v') inValue = false;
      else if (name === 'c') endCell();
      else if (name === 'row')
        emit(problems.length > 0 ? { line, cells, problems } : { line, cells });
      else if (inInline) inline.close(name);
    },
    text(text) {
      if (inValue) value += text;
      else if (inInline) inline.text(text);
    },
  };
}

function readValue(raw: string, type: string, style: number, book: Workbook): string {
  if (raw === '') return '';
  if (type === 's') return book.strings.get(Number(raw));
  if (type === 'str') return cellText(raw);
  if (type === 'b') return raw === '1' || raw === 'true' ? 'TRUE' : 'FALSE';
  if (type === 'd') return raw.replace(/T00:00:00(\.0+)?$/, '');
  const format = book.formats[style] ?? 'number';
  if (format === 'number') return numberText(raw);
  return momentText(raw, format, book.date1904) ?? numberText(raw);
}

function cellError(column: number, text: string): RowProblem {
  return {
    code: 'cell_error',
    severity: 'warning',
    column,
    message: `A cell holds the error ${text} and was taken as empty`,
    values: { error: text },
  };
}
