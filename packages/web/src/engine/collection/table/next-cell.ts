/** Where editing goes on after a cell: the one beside it, the one before, or the next row. */
export type Way = 'next' | 'previous' | 'down';

/** Where the cursor is, by numbers of row and column. */
export interface Cursor {
  row: number;
  column: number;
}

interface Rows {
  /** Which of the columns may be edited at all. */
  editable: readonly boolean[];
  /** Headings of groups are passed over; rows that are still on their way are not. */
  isHeading: (row: number) => boolean;
  /** How many rows there are. */
  rows: number;
}

/**
 * The cell that is edited after another one; undefined where the list ends. Beyond a row's last cell it is the first
 * of the next row; the way down leads to the column where the row was begun.
 */
export function nextCell(
  { row, column }: Cursor,
  way: Way,
  begun: number,
  { editable, isHeading, rows }: Rows,
): Cursor | undefined {
  const step = way === 'previous' ? -1 : 1;
  if (way !== 'down')
    for (let at = column + step; at >= 0 && at < editable.length; at += step)
      if (editable[at]) return { row, column: at };
  let to = row + step;
  while (to >= 0 && to < rows && isHeading(to)) to += step;
  if (to < 0 || to >= rows) return undefined;
  const first = editable.indexOf(true);
  const columns = { next: first, previous: editable.lastIndexOf(true), down: begun };
  return { row: to, column: columns[way] };
}
