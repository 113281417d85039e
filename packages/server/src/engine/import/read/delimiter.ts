import { csvParser, type RawRow } from './parse-csv.ts';

export interface Layout {
  delimiter: string;
  quote: string;
  /** Lines at the start that only say how the file is written (`sep=;`). */
  skipLines: number;
  /** Rows of the head in this layout, blank ones left out. */
  rows: RawRow[];
  /** Cells in most rows. */
  columns: number;
}

const candidates = [',', ';', '\t', '|', ':'];

/**
 * The delimiter is the character that cuts the lines into the same number of cells, not the most frequent one.
 * `head` is text from the start of the file, `whole` whether that is all of it.
 */
export function detectLayout(
  head: string,
  whole: boolean,
  given: { delimiter?: string; quote?: string },
): Layout {
  const declared = /^"?sep=(.)"?[\t;,]*(\r\n|\n|\r|$)/i.exec(head);
  const skipLines = declared ? 1 : 0;
  const text = declared ? head.slice(declared[0].length) : head;
  const quote = given.quote ?? detectQuote(text);
  const delimiter = given.delimiter ?? declared?.[1];
  const layouts = (delimiter ? [delimiter] : candidates).map((mark) =>
    layout(text, whole, mark, quote, skipLines),
  );
  const fallback = layouts[0];
  if (!fallback) throw new Error('no candidate delimiters');
  return layouts.reduce((best, next) => (next.score > best.score ? next : best), fallback);
}

function layout(
  text: string,
  whole: boolean,
  delimiter: string,
  quote: string,
  skipLines: number,
): Layout & { score: number } {
  const all = csvParser({ delimiter, quote }).push(text, whole);
  const rows = all.filter((row) =>
    row.cells.some((cell) => cell.trim() !== '' && cell.replaceAll('\0', '') !== ''),
  );
  for (const row of rows) row.line += skipLines;
  const columns = mostFrequent(rows.slice(0, 500).map((row) => row.cells.length));
  return { delimiter, quote, skipLines, rows, columns, score: score(rows.slice(0, 500), columns) };
}

/** Share of rows with the usual number of cells; among equals, more columns are better. */
function score(rows: RawRow[], columns: number): number {
  if (columns < 2) return 0.1;
  const usual = rows.filter((row) => row.cells.length === columns).length / rows.length;
  if (isProse(rows, columns)) return 0.05;
  const malformed = rows.filter((row) => row.problems).length / rows.length;
  return usual * (1 - malformed / 2) + Math.min(columns, 50) / 500;
}

/** A heading of one cell over texts that hold the character as people write it, with a blank: "Rua A, 1". */
function isProse(rows: RawRow[], columns: number): boolean {
  const [heading, ...rest] = rows;
  if (heading?.line !== 1 || heading.cells.length > 1 || rest[0]?.cells.length !== columns)
    return false;
  const later = rest.flatMap(({ cells }) => cells.slice(1));
  return later.filter((cell) => cell.startsWith(' ')).length >= later.length * 0.8;
}

function mostFrequent(counts: number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  let best = 1;
  let times = 0;
  for (const [count, number] of seen) {
    if (number > times || (number === times && count > best)) [best, times] = [count, number];
  }
  return best;
}

/** Single quotes count as quotes only in a file that has them around its cells and no double ones. */
function detectQuote(text: string): string {
  if (text.includes('"')) return '"';
  const line = /[^\r\n]+/.exec(text)?.[0] ?? '';
  return /^'[^']*'([,;\t|:]'[^']*')+$/.test(line) ? "'" : '"';
}
