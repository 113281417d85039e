import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

import { decoder } from './decode.ts';
import { detectLayout, type Layout } from './delimiter.ts';
import { assertEncoding, detectEncoding } from './encoding.ts';
import { findHeader } from './header.ts';
import { csvParser, type RawRow } from './parse-csv.ts';
import { refuseFile } from './refuse-file.ts';
import { sampleSize, type ImportRow, type OpenedFile, type ReadOptions } from './rows.ts';
import { scanFile } from './scan.ts';
import { isOdd, rowTidier } from './tidy.ts';

/** Bytes that delimiter, quote and header are recognised by; the larger number where the first rows are very long. */
const headBytes = 1 << 18;
const longHeadBytes = 1 << 23;

/**
 * Opens a CSV file: everything about its form is detected and may be overridden.
 *
 * @throws Refusal 'invalid', field `file`: `file_empty`, `file_no_rows`, `too_many_columns`, `unknown_encoding`
 */
export async function openCsv(path: string, options: ReadOptions = {}): Promise<OpenedFile> {
  const scan = await scanFile(path);
  const head = await readHead(path, headBytes);
  const found = detectEncoding(head, scan);
  const encoding = options.encoding ?? found.encoding;
  assertEncoding(encoding);
  const layoutOf = (start: Buffer): Layout =>
    detectLayout(decoder(encoding).write(start), scan.bytes <= start.length, options);

  let layout = layoutOf(head);
  if (layout.rows.length < 2 && head.length < scan.bytes)
    layout = layoutOf(await readHead(path, longHeadBytes));
  if (layout.rows.length === 0) throw refuseFile('file_empty');
  const header = findHeader(layout.rows, layout.columns, options.header);
  const columns = header.names.length;
  const format = { delimiter: layout.delimiter, quote: layout.quote, columns };

  const raw = (): AsyncGenerator<Batch> => readRaw(path, encoding, format);
  const tidying = { columns, dataFrom: Math.max(header.dataFrom, layout.skipLines + 1) };
  const sample = await firstRows(tidyRows(raw(), tidying, 1));
  if (sample.length === 0) throw refuseFile('file_no_rows');
  const emailColumns = emailColumnsOf(sample, columns);

  return {
    kind: 'csv',
    header: header.names,
    sample: await firstRows(tidyRows(raw(), { ...tidying, emailColumns }, 1)),
    options: { delimiter: layout.delimiter, quote: layout.quote, encoding, header: header.line },
    encodings: found.encodings,
    encodingUnsure: found.unsure,
    sheets: [],
    lines: scan.lines,
    problems: options.encoding ? header.problems : [...found.problems, ...header.problems],
    rows: (from = 1) => tidyRows(raw(), { ...tidying, emailColumns }, from),
  };
}

/** The first `bytes` bytes of a file. */
export async function readHead(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

interface Batch {
  rows: RawRow[];
  odd: boolean;
}

async function* readRaw(
  path: string,
  encoding: string,
  format: { delimiter: string; quote: string; columns: number },
): AsyncGenerator<Batch> {
  const bytes = decoder(encoding);
  const parser = csvParser(format);
  let odd = false;
  const batch = (text: string, last: boolean): Batch => {
    odd ||= isOdd(text);
    return { rows: parser.push(text, last), odd };
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    yield batch(bytes.write(chunk), false);
  }
  yield batch(bytes.end(), true);
}

async function* tidyRows(
  batches: AsyncGenerator<Batch>,
  tidying: Parameters<typeof rowTidier>[0],
  from: number,
): AsyncGenerator<ImportRow, void, undefined> {
  const tidy = rowTidier(tidying);
  for await (const { rows, odd } of batches) {
    for (const raw of rows) {
      const row = tidy(raw, odd);
      if (row && row.row >= from) yield row;
    }
  }
}

async function firstRows(rows: AsyncGenerator<ImportRow>): Promise<ImportRow[]> {
  const taken: ImportRow[] = [];
  for await (const row of rows) {
    if (taken.push(row) >= sampleSize) break;
  }
  return taken;
}

function emailColumnsOf(sample: ImportRow[], columns: number): number[] {
  return Array.from({ length: columns }, (_, at) => at).filter((at) => {
    const filled = sample.map((row) => row.cells[at] ?? '').filter((cell) => cell.trim() !== '');
    return (
      filled.length > 0 && filled.filter((cell) => cell.includes('@')).length / filled.length >= 0.6
    );
  });
}
