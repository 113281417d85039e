import type { ColumnMapping, MappingSuggestion } from './mapping.ts';

/** Everything of an entry but its column and field. */
export type Settings = Omit<ColumnMapping, 'column' | 'field'> & {
  /** Leave the entry out if the file has this column: a better source of the same. */
  unless?: string;
};

/** A field and what its column is called, in en, pt, it, pl and, where they differ, de, es, fr; written as `headerKey` does. */
export interface Words extends Settings {
  field: string;
  words: string;
}

export type Entry = Settings & { column: string; field: string };

/** How the export of a program is recognised and what its columns mean. Plain data. */
export interface Preset {
  id: string;
  object: string;
  /** Columns that together only this export has; each may be given in several languages. */
  needs: (string | string[])[];
  entries: Entry[];
  /** As in `MappingSuggestion`; the column in several languages. */
  objectBy?: { column: string[]; values: Record<string, string> };
  options: MappingSuggestion['options'];
}

/** An entry for each way that a column may be called. */
export function column(names: string | string[], field: string, settings: Settings = {}): Entry[] {
  return (typeof names === 'string' ? [names] : names).map((name) => ({
    column: name,
    field,
    ...settings,
  }));
}

/** The parts of one postal address: `{street: 'City address', …}`. */
export function address(
  label: string,
  parts: Partial<
    Record<'street' | 'city' | 'region' | 'postalCode' | 'country', string | string[]>
  >,
  settings: Settings & { field?: string } = {},
): Entry[] {
  const { field = 'addresses', ...rest } = settings;
  const given = [
    ['street', parts.street],
    ['city', parts.city],
    ['region', parts.region],
    ['postalCode', parts.postalCode],
    ['country', parts.country],
  ] as const;
  return given.flatMap(([part, names]) =>
    names ? column(names, field, { label, part, ...rest }) : [],
  );
}
