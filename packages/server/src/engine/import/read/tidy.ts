import { hasForeignBytes, repairForeignBytes } from './decode.ts';
import { notData } from './not-data.ts';
import type { RawRow } from './parse-csv.ts';
import { maxColumns, type ImportRow, type RowProblem } from './rows.ts';

export interface Tidying {
  /** Number of columns in the header. */
  columns: number;
  /** First line that may hold data. */
  dataFrom: number;
  /** Columns that hold e-mail addresses in the sample: a row that is shifted shows there. */
  emailColumns?: number[];
}

/**
 * Makes rows of the header's width out of what a reader found; blank ones give undefined. One per pass over a file.
 * `odd`: the text read so far holds NULs or bytes of another encoding, so cells have to be looked through.
 */
export function rowTidier({
  columns,
  dataFrom,
  emailColumns = [],
}: Tidying): (raw: RawRow, odd: boolean) => ImportRow | undefined {
  let row = 0;
  let blankBefore = false;
  return ({ line, cells, problems: found }, odd) => {
    if (line < dataFrom) return undefined;
    const problems: RowProblem[] = found ? [...found] : [];
    if (odd) stripNul(cells, problems);
    if (isBlank(cells)) {
      blankBefore = true;
      return undefined;
    }
    row += 1;
    if (odd) repair(cells, problems);
    const reason = notData(cells, columns, blankBefore);
    if (reason) problems.push(reason);
    else blankBefore = false;
    fit(cells, columns, emailColumns, problems);
    return problems.length > 0 ? { row, line, cells, problems } : { row, line, cells };
  };
}

/** Whether cells of this text have to be looked through. */
export function isOdd(text: string): boolean {
  return text.includes('\0') || hasForeignBytes(text);
}

function isBlank(cells: string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '');
}

/** PostgreSQL stores no NUL in a text. */
function stripNul(cells: string[], problems: RowProblem[]): void {
  let stripped = false;
  for (const [at, cell] of cells.entries()) {
    if (!cell.includes('\0')) continue;
    cells[at] = cell.replaceAll('\0', '');
    stripped = true;
  }
  if (stripped)
    problems.push({
      code: 'nul_removed',
      severity: 'warning',
      message: 'NUL characters were removed',
    });
}

function repair(cells: string[], problems: RowProblem[]): void {
  let repaired = false;
  for (const [at, cell] of cells.entries()) {
    if (!hasForeignBytes(cell)) continue;
    cells[at] = repairForeignBytes(cell);
    repaired = true;
  }
  if (!repaired) return;
  problems.push({
    code: 'other_encoding',
    severity: 'warning',
    message: 'This line is not UTF-8 like the rest of the file; it was read as windows-1252',
  });
}

function fit(
  cells: string[],
  columns: number,
  emailColumns: number[],
  problems: RowProblem[],
): void {
  while (cells.length < columns) cells.push('');
  if (cells.length === columns) return;
  const surplus = cells.slice(columns).filter((cell) => cell.trim() !== '').length;
  if (surplus === 0) {
    cells.length = columns;
    return;
  }
  const values = { cells: cells.length, columns };
  if (cells.length > maxColumns) {
    cells.length = maxColumns;
    problems.push({
      code: 'too_many_cells',
      severity: 'error',
      message: `The row has ${values.cells} cells, the header ${columns}`,
      values,
    });
    return;
  }
  problems.push({
    code: 'extra_cells',
    severity: 'warning',
    message: `The row has ${values.cells} cells, the header ${columns}; the rest was left out`,
    values,
  });
  const shifted = emailColumns.find(
    (at) =>
      cells[at]?.trim() &&
      !cells[at].includes('@') &&
      cells.slice(at + 1).some((cell) => cell.includes('@')),
  );
  if (shifted === undefined) return;
  problems.push({
    code: 'cells_shifted',
    severity: 'error',
    column: shifted,
    message: 'The cells of this row are shifted: a delimiter inside a cell is not quoted',
  });
}
