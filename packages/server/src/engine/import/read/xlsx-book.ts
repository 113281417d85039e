import { maxCell } from './parse-csv.ts';
import { refuseFile } from './refuse-file.ts';
import { sharedStrings, type SharedStrings } from './shared-strings.ts';
import { builtInFormat, cellText, customFormat, type NumberFormat } from './xlsx-cell.ts';
import { attribute, xmlReader, type XmlHandler } from './xml.ts';
import { readZipDirectory, unpack, type ZipEntry } from './zip.ts';

export interface Workbook {
  sheets: { name: string; hidden: boolean; entry: ZipEntry }[];
  date1904: boolean;
  /** By style number of a cell. */
  formats: NumberFormat[];
  strings: SharedStrings;
}

/** Reads everything of a workbook but its sheets. */
export async function readWorkbook(path: string): Promise<Workbook> {
  const entries = await readZipDirectory(path);
  const book = entries.get('xl/workbook.xml');
  if (!book) throw refuseFile(entries.has('[Content_Types].xml') ? 'xlsx_broken' : 'file_is_zip');
  const targets = await readTargets(path, entries.get('xl/_rels/workbook.xml.rels'));
  const { sheets, date1904 } = await readSheets(path, book);
  return {
    sheets: sheets.flatMap(({ name, hidden, relation }) => {
      const entry = entries.get(targets.get(relation) ?? '');
      return entry ? [{ name, hidden, entry }] : [];
    }),
    date1904,
    formats: await readFormats(path, entries.get('xl/styles.xml')),
    strings: await readStrings(path, entries.get('xl/sharedStrings.xml')),
  };
}

/** Runs the XML of an entry through a handler. */
export async function readXml(
  path: string,
  entry: ZipEntry,
  handler: Partial<XmlHandler>,
): Promise<void> {
  const reader = xmlReader({ open: () => {}, close: () => {}, text: () => {}, ...handler });
  const decoder = new TextDecoder();
  for await (const chunk of unpack(path, entry))
    reader.push(decoder.decode(chunk, { stream: true }));
}

/** Relation id → path inside the archive. */
async function readTargets(
  path: string,
  entry: ZipEntry | undefined,
): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  if (!entry) return targets;
  await readXml(path, entry, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = attribute(attributes, 'Target') ?? '';
      targets.set(
        attribute(attributes, 'Id') ?? '',
        target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      );
    },
  });
  return targets;
}

async function readSheets(
  path: string,
  entry: ZipEntry,
): Promise<{ sheets: { name: string; hidden: boolean; relation: string }[]; date1904: boolean }> {
  const sheets: { name: string; hidden: boolean; relation: string }[] = [];
  let date1904 = false;
  await readXml(path, entry, {
    open(name, attributes) {
      if (name === 'workbookPr')
        date1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const state = attribute(attributes, 'state');
      sheets.push({
        name: attribute(attributes, 'name') ?? '',
        hidden: state === 'hidden' || state === 'veryHidden',
        relation: attribute(attributes, 'id') ?? '',
      });
    },
  });
  return { sheets, date1904 };
}

async function readFormats(path: string, entry: ZipEntry | undefined): Promise<NumberFormat[]> {
  const custom = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  if (!entry) return formats;
  let inCellStyles = false;
  await readXml(path, entry, {
    open(name, attributes) {
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'numFmt')
        custom.set(
          Number(attribute(attributes, 'numFmtId')),
          customFormat(attribute(attributes, 'formatCode') ?? ''),
        );
      if (name !== 'xf' || !inCellStyles) return;
      const id = Number(attribute(attributes, 'numFmtId') ?? 0);
      formats.push(custom.get(id) ?? builtInFormat(id));
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return formats;
}

async function readStrings(path: string, entry: ZipEntry | undefined): Promise<SharedStrings> {
  const strings = sharedStrings();
  if (!entry) return strings;
  const text = textCollector();
  await readXml(path, entry, {
    open(name, attributes, selfClosing) {
      if (name === 'si') text.start();
      text.open(name, selfClosing);
      if (name === 'si' && selfClosing) strings.add('');
    },
    close(name) {
      text.close(name);
      if (name === 'si') strings.add(cellText(text.take()));
    },
    text: text.text,
  });
  return strings;
}

/** Joins the `<t>` of a text with formatting; the pronunciation marks of East Asian texts (`<rPh>`) are left out. */
export function textCollector(): {
  start(): void;
  open(name: string, selfClosing: boolean): void;
  close(name: string): void;
  text(piece: string): void;
  take(): string;
} {
  let collected = '';
  let inText = false;
  let inPhonetic = false;
  return {
    start() {
      collected = '';
    },
    open(name, selfClosing) {
      if (selfClosing) return;
      if (name === 't') inText = true;
      if (name === 'rPh') inPhonetic = true;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
    },
    text(piece) {
      if (inText && !inPhonetic && collected.length < maxCell) collected += piece;
    },
    take: () => collected,
  };
}
