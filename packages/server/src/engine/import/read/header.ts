import type { RawRow } from './parse-csv.ts';
import { refuseFile } from './refuse-file.ts';
import { maxColumns, type FileProblem } from './rows.ts';

export interface HeaderFound {
  /** Line of the column names, false if the first line is data. */
  line: number | false;
  /** First line that may hold data. */
  dataFrom: number;
  names: string[];
  problems: FileProblem[];
}

/**
 * Finds the line of the column names: the first one that fills most of the columns, below any title lines; a line
 * with an address, a phone number or a date in it is data already.
 *
 * @param rows the first rows that are not blank
 * @param columns cells in most rows
 * @throws Refusal 'invalid' `too_many_columns`
 */
export function findHeader(
  rows: RawRow[],
  columns: number,
  wanted: boolean | number | undefined,
): HeaderFound {
  const found =
    typeof wanted === 'number' ? rows.find((row) => row.line >= wanted) : firstFull(rows, columns);
  const noRow = { line: 1, cells: [] };
  const row: RawRow = found ?? rows[0] ?? noRow;
  const isData = wanted === false || (wanted === undefined && looksLikeData(row.cells));
  const width = Math.max(columns, isData ? 0 : lastFilled(row.cells));
  if (width > maxColumns)
    throw refuseFile('too_many_columns', { columns: width, limit: maxColumns });

  if (isData) {
    const names = Array.from({ length: width }, (_, at) => `Column ${at + 1}`);
    const problems = wanted === undefined ? [noHeader(row.line)] : [];
    return { line: false, dataFrom: row.line, names, problems };
  }
  const cells = Array.from(
    { length: Math.max(lastFilled(row.cells), Math.min(width, row.cells.length)) },
    (_, at) => row.cells[at] ?? '',
  );
  return { line: row.line, dataFrom: row.line + 1, names: nameColumns(cells), problems: [] };
}

/** Every name different and none empty: `Email`, `Email (2)`, `Column 6`. */
export function nameColumns(cells: string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, at) => {
    const plain = cell
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim()
      .slice(0, 200);
    const base = plain === '' ? `Column ${at + 1}` : plain;
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base} (${number})`;
    taken.add(name);
    return name;
  });
}

/** The first row that fills half the columns and is no title (a single cell over a table of several columns). */
function firstFull(rows: RawRow[], columns: number): RawRow | undefined {
  const isTitle = ({ cells }: RawRow): boolean => columns > 1 && cells.length === 1;
  return rows
    .slice(0, 50)
    .find((row) => !isTitle(row) && filled(row.cells) >= Math.max(1, Math.ceil(columns / 2)));
}

function filled(cells: string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

function lastFilled(cells: string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

function looksLikeData(cells: string[]): boolean {
  return cells.some((cell) => {
    const text = cell.trim();
    return (
      /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text) ||
      (/^\+?[\d\s().-]{8,20}$/.test(text) && (text.match(/\d/g)?.length ?? 0) >= 8) ||
      /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(text) ||
      /^https?:\/\/\S+$/i.test(text)
    );
  });
}

function noHeader(line: number): FileProblem {
  return {
    code: 'no_header',
    line,
    message: 'The file seems to have no line of column names; the first line is read as data',
  };
}
