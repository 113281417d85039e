import type { CatalogObject, ColumnMapping, DateOrder, DecimalMark, Field } from '@relata/model';
import type { Lists } from '../lists.ts';
import { type Trouble, trouble } from '../trouble.ts';
import { cleanText, type Parsed } from '../values/index.ts';

/** One column's part in a field, ready to be read. */
export interface Source {
  entry: ColumnMapping;
  /** 0-based; -1 never happens here. */
  at: number;
  /** Of the column with the labels. */
  labelAt: number | undefined;
  dates: DateOrder;
  decimal: DecimalMark;
}

/** What reading a row needs to know beside its cells. */
export interface Reading {
  cells: string[];
  /** ISO 3166-1 of the row's own address, else of the file or the workspace. */
  country: string;
  /** The country was told by the row or the file, not taken from the workspace. */
  countryTold: boolean;
  /** Values of the row so far, for fields that depend on each other: a stage on its pipeline. */
  values: Record<string, unknown>;
  troubles: Trouble[];
}

/** The same for all rows. */
export interface Surroundings {
  object: CatalogObject;
  /** As the mapping writes it: `company.employees`. */
  path: string;
  name: string;
  field: Field;
  lists: Lists;
  timeZone: string;
  currency: string;
  /** Country of the workspace. */
  country: string;
  /** The file is ours: its cells are values already, and are taken to the letter. */
  verbatim: boolean;
}

/** Reads a field of one row from its columns; undefined where they say nothing. */
export type ValueReader = (sources: Source[], reading: Reading, about: Surroundings) => unknown;

/** The text of a cell; empty where it stands for nothing. */
export const cellOf = (source: Source, reading: Reading): string => {
  const cell = reading.cells[source.at] ?? '';
  if (cell === '' || !source.entry.empty) return cell;
  const clean = cleanText(cell).toLowerCase();
  return source.entry.empty.some((one) => one.toLowerCase() === clean) ? '' : cell;
};

/** Where something is wrong. */
export const placeOf = (source: Source, about: Surroundings) => ({
  field: about.path,
  column: source.entry.column,
});

/** The first column that holds something, read by `parse`. */
export function single<T>(
  parse: (text: string, source: Source, reading: Reading, about: Surroundings) => Parsed<T>,
): ValueReader {
  return (sources, reading, about) => {
    for (const source of sources) {
      const cell = cellOf(source, reading);
      if (cell === '') continue;
      const parsed = parse(cell, source, reading, about);
      if (parsed.problem) {
        reading.troubles.push(trouble('error', parsed.problem, placeOf(source, about)));
        return undefined;
      }
      if (parsed.value !== null) return parsed.value;
    }
    return undefined;
  };
}

/** What the mapping says that a text means. */
export function translated(clean: string, { values, otherwise }: ColumnMapping): string {
  if (clean === '' || !values) return clean;
  const lower = clean.toLowerCase();
  const known = Object.entries(values).find(([name]) => name.toLowerCase() === lower);
  return known?.[1] ?? otherwise ?? clean;
}
