import type { Trouble } from './trouble.ts';

/** How many rows came to what. */
export interface Tally {
  made: number;
  changed: number;
  /** There already. */
  skipped: number;
  refused: number;
}

export interface Counts extends Tally {
  /** Lines that are no data: totals, remarks under the table. Not among the rows. */
  ignored: number;
  /** Rows imported with something to look at. */
  warnings: number;
  /** By object, where a file holds several. */
  objects: Record<string, Tally>;
  /** Records that rows led to and that were made for it: companies of people. */
  related: Record<string, { made: number }>;
  /** Names that are not known here, each once. */
  unknown: { code: string; column: string; text: string; rows: number }[];
}

export const noCounts = (): Counts => ({
  ...{ made: 0, changed: 0, skipped: 0, refused: 0, ignored: 0, warnings: 0 },
  objects: {},
  related: {},
  unknown: [],
});

export function count(counts: Counts, object: string, what: keyof Tally, rows = 1): void {
  counts[what] += rows;
  const own = (counts.objects[object] ??= { made: 0, changed: 0, skipped: 0, refused: 0 });
  own[what] += rows;
}

/** So many different unknown names are listed. */
const mostUnknown = 500;

export function note(
  counts: Pick<Counts, 'unknown'>,
  { code, column = '', values }: Trouble,
): void {
  const text = String(values?.['text'] ?? '');
  const known = counts.unknown.find(
    (one) => one.text === text && one.code === code && one.column === column,
  );
  if (known) known.rows++;
  else if (counts.unknown.length < mostUnknown)
    counts.unknown.push({ code, column, text, rows: 1 });
}
