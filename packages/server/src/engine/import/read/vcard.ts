import { isUtf8 } from 'node:buffer';

import { readHead } from './csv.ts';
import { assertEncoding, detectEncoding } from './encoding.ts';
import { refuseFile } from './refuse-file.ts';
import {
  sampleSize,
  type ImportRow,
  type OpenedFile,
  type ReadOptions,
  type RowProblem,
} from './rows.ts';
import { scanFile, type Scan } from './scan.ts';
import { hasForeignBytes, repairForeignBytes } from './decode.ts';
import { vcardHeader } from './vcard-columns.ts';
import { cardLines } from './vcard-lines.ts';
import { readProperty, type CardProperty } from './vcard-property.ts';
import { cardCells } from './vcard-row.ts';

/** More properties than this are no contact. */
const maxProperties = 2000;

/**
 * Opens a file of contact cards, vCard 2.1, 3.0 and 4.0 in any mixture; each card is a row of `vcardHeader`.
 * A card that is not closed is imported with a warning when the next one starts; groups and places are left out.
 *
 * @throws Refusal 'invalid', field `file`: `file_no_rows`, `unknown_encoding`
 */
export async function openVcard(path: string, options: ReadOptions = {}): Promise<OpenedFile> {
  const scan = await scanFile(path);
  const found = detectEncoding(await readHead(path, 1 << 16), await unfoldedScan(path, scan));
  const encoding = options.encoding ?? found.encoding;
  assertEncoding(encoding);
  const rows = (from = 1): AsyncGenerator<ImportRow, void, undefined> =>
    readCards(path, encoding, from);

  const sample: ImportRow[] = [];
  for await (const row of rows()) {
    if (sample.push(row) >= sampleSize) break;
  }
  if (sample.length === 0) throw refuseFile('file_no_rows');
  return {
    kind: 'vcard',
    header: vcardHeader,
    sample,
    options: { encoding, header: false },
    encodings: found.encodings,
    encodingUnsure: found.unsure,
    sheets: [],
    lines: scan.lines,
    problems: options.encoding ? [] : found.problems,
    rows,
  };
}

/** A line folded inside a character is right once it is unfolded, so unfolded lines are what counts. */
async function unfoldedScan(path: string, scan: Scan): Promise<Scan> {
  if (scan.invalidLines === 0) return scan;
  let invalidLines = 0;
  let multibyteLines = 0;
  const firstInvalid: number[] = [];
  for await (const lines of cardLines(path, 'utf-8')) {
    for (const { line, bytes } of lines) {
      if (!/[\u0080-\u00ff]/.test(bytes)) continue;
      if (isUtf8(Buffer.from(bytes, 'latin1'))) {
        multibyteLines += 1;
        continue;
      }
      invalidLines += 1;
      if (firstInvalid.length < 20) firstInvalid.push(line);
    }
  }
  return { ...scan, invalidLines, multibyteLines, firstInvalid };
}

interface OpenCard {
  line: number;
  properties: CardProperty[];
  problems: RowProblem[];
}

async function* readCards(
  path: string,
  encoding: string,
  from: number,
): AsyncGenerator<ImportRow, void, undefined> {
  let row = 0;
  let card: OpenCard | undefined;
  let agent = 0;
  let between: RowProblem[] = [];

  const finish = (done: OpenCard): ImportRow | undefined => {
    if (done.properties.length === 0) return undefined;
    row += 1;
    return row >= from ? toRow(row, done) : undefined;
  };

  for await (const lines of cardLines(path, encoding)) {
    for (const { line, bytes } of lines) {
      if (/^(\u00ef\u00bb\u00bf)*begin:vcard\s*$/i.test(bytes)) {
        if (card && card.properties.at(-1)?.name === 'AGENT') {
          agent += 1;
          continue;
        }
        const left = card && finish({ ...card, problems: [...card.problems, notClosed] });
        if (left) yield left;
        card = { line, properties: [], problems: between };
        between = [];
      } else if (/^end:vcard\s*$/i.test(bytes)) {
        if (agent > 0) {
          agent -= 1;
          continue;
        }
        const done = card && finish(card);
        card = undefined;
        if (done) yield done;
      } else if (!card) between = [strayText];
      else if (agent === 0 && card.properties.length < maxProperties) {
        const property = readProperty(bytes, encoding);
        if (property) card.properties.push(property);
      }
    }
  }
  const left = card && finish({ ...card, problems: [...card.problems, notClosed] });
  if (left) yield left;
}

function toRow(row: number, { line, properties, problems }: OpenCard): ImportRow {
  const cells = cardCells(properties);
  const all = [...problems];
  const version = properties.find((property) => property.name === 'VERSION')?.text() ?? '';
  if (!/^(2\.1|3\.0|4\.0)$/.test(version)) all.push(unknownVersion(version));
  if (
    properties.some(
      (property) => property.name === 'KIND' && /^(group|location)$/i.test(property.text()),
    )
  )
    all.push(noContact);
  if (cells.some((cell) => cell.includes('\0'))) all.push(nulRemoved);
  if (cells.some(hasForeignBytes)) all.push(otherEncoding);
  const clean = cells.map((cell) => repairForeignBytes(cell.replaceAll('\0', '')));
  return all.length > 0 ? { row, line, cells: clean, problems: all } : { row, line, cells: clean };
}

const notClosed: RowProblem = {
  code: 'card_not_closed',
  severity: 'warning',
  message: 'The card has no end; it was read up to the next one',
};
const strayText: RowProblem = {
  code: 'text_between_cards',
  severity: 'warning',
  message: 'Text before this card belongs to no card and was left out',
};
const noContact: RowProblem = {
  code: 'card_is_no_contact',
  severity: 'skip',
  message: 'The card describes a group or a place',
};
const nulRemoved: RowProblem = {
  code: 'nul_removed',
  severity: 'warning',
  message: 'NUL characters were removed',
};
const otherEncoding: RowProblem = {
  code: 'other_encoding',
  severity: 'warning',
  message: 'This card is not UTF-8 like the rest of the file; it was read as windows-1252',
};

function unknownVersion(version: string): RowProblem {
  const shown = version.slice(0, 20);
  return {
    code: 'card_version_unknown',
    severity: 'warning',
    message: `The card has the unknown version ${shown || '(none)'} and was read as 4.0`,
    values: { version: shown },
  };
}
