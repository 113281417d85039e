import { type Catalog, objectOf } from '@relata/model';
import type { ImportOptions } from './options.ts';
import { ownPreset, suggestForOwn } from './own-file.ts';
import { suggestMapping } from './presets/index.ts';
import type { ColumnMapping, MappingSuggestion } from './presets/mapping.ts';
import { currencyNames } from './presets/words-every.ts';
import {
  type EncodingChoice,
  type FileKind,
  type FileProblem,
  type OpenedFile,
  openFile,
  type ReadOptions,
  type UsedOptions,
} from './read/index.ts';
import { entriesFor } from './targets.ts';
import {
  type ColumnFormat,
  cleanText,
  dateOrderDetector,
  decimalDetector,
  nameKey,
} from './values/index.ts';

/** What reading the whole file showed. */
export interface Facts {
  kind: FileKind;
  columns: { name: string; samples: string[] }[];
  /** How it is read: what was chosen, completed by what was found. */
  reading: UsedOptions;
  encodings: EncodingChoice[];
  /** The encoding could as well be another of `encodings`. */
  encodingUnsure: boolean;
  sheets: string[];
  /** Rows of data; lines of totals and remarks are not among them. */
  rows: number;
  /** All rows that reading gives. */
  lines: number;
  preset: string | null;
  /** By column, of those that hold dates or numbers. */
  formats: Record<string, ColumnFormat>;
  /** Texts of columns whose names have to be known here, with the number of their rows. */
  names: Record<string, [string, number][]>;
  problems: FileProblem[];
}

/** What the file suggests, as it may be shown and changed. */
export interface Suggestion {
  object: string;
  mapping: ColumnMapping[];
  options: Pick<ImportOptions, 'match'> & Partial<ImportOptions>;
}

const shownSamples = 3;
const mostNames = 500;

/**
 * Reads a file from end to end: its form, what its columns may be, in which order its dates stand. `given` is what
 * somebody chose already.
 *
 * @throws Refusal `invalid`, field `file`, where the file holds no table
 */
export async function analyse(
  catalog: Catalog,
  path: string,
  fileName: string,
  given: {
    reading: ReadOptions;
    object?: string | undefined;
    mapping?: ColumnMapping[] | undefined;
  },
): Promise<{ facts: Facts; suggestion: Suggestion }> {
  const file = await openFile(path, fileName, given.reading);
  const suggested = suggest(catalog, file, given.object);
  const mapping = given.mapping ?? suggested.mapping;
  const scan = await scanColumns(file, watched(catalog, mapping));
  const facts: Facts = {
    kind: file.kind,
    columns: file.header.map((name, at) => ({ name, samples: samplesOf(file, at) })),
    reading: file.options,
    encodings: file.encodings,
    encodingUnsure: given.reading.encoding === undefined && file.encodingUnsure === true,
    sheets: file.sheets,
    preset: suggested.preset ?? null,
    problems: file.problems,
    ...scan,
  };
  const { match, country } = suggested.options;
  return {
    facts,
    suggestion: {
      object: suggested.object,
      mapping: given.mapping ?? settled(suggested.mapping, facts, file),
      options: {
        match,
        ...(country ? { country } : {}),
        ...(suggested.objectBy ? { objectBy: knownObjects(catalog, suggested.objectBy) } : {}),
      },
    },
  };
}

/** Looks once more at columns that a changed mapping made interesting. */
export async function lookAgain(
  catalog: Catalog,
  path: string,
  fileName: string,
  facts: Facts,
  mapping: ColumnMapping[],
): Promise<Facts> {
  const wanted = watched(catalog, mapping);
  const missing = {
    formats: wanted.formats.filter((column) => !Object.hasOwn(facts.formats, column)),
    names: wanted.names.filter((column) => !Object.hasOwn(facts.names, column)),
  };
  if (!missing.formats.length && !missing.names.length) return facts;
  const scan = await scanColumns(await openFile(path, fileName, chosen(facts.reading)), missing);
  return {
    ...facts,
    formats: { ...facts.formats, ...scan.formats },
    names: { ...facts.names, ...scan.names },
  };
}

/** The reading in effect, as options that give it again. */
export const chosen = ({
  delimiter,
  quote,
  encoding,
  header,
  sheet,
}: UsedOptions): ReadOptions => ({
  ...(delimiter === undefined ? {} : { delimiter }),
  ...(quote === undefined ? {} : { quote }),
  ...(encoding === undefined ? {} : { encoding }),
  ...(sheet === undefined ? {} : { sheet }),
  header,
});

function suggest(
  catalog: Catalog,
  file: OpenedFile,
  object: string | undefined,
): MappingSuggestion {
  const own = suggestForOwn(catalog, file.header, object);
  if (own) return own;
  const rows = file.sample.map((row) => row.cells);
  const found = suggestMapping(file.header, rows, object);
  // Leads are people where the workspace keeps none.
  const known = Object.hasOwn(catalog.objects, found.object)
    ? found
    : suggestMapping(file.header, rows, 'person');
  const objects = [known.object, ...Object.values(known.objectBy?.values ?? {})].filter((name) =>
    Object.hasOwn(catalog.objects, name),
  );
  const mapping = known.mapping.filter((entry) =>
    objects.some((name) => entriesFor(catalog, objectOf(catalog, name), [entry]).length > 0),
  );
  const custom = Object.hasOwn(catalog.objects, known.object)
    ? ownFields(catalog, known.object, file.header, mapping)
    : [];
  return { ...known, mapping: [...mapping, ...custom] };
}

/** Columns that are called like a field which the workspace made. */
function ownFields(
  catalog: Catalog,
  name: string,
  header: string[],
  mapping: ColumnMapping[],
): ColumnMapping[] {
  const free = header.filter((column) => !mapping.some((entry) => entry.column === column));
  const fields = Object.entries(objectOf(catalog, name).fields).filter(([, field]) => field.custom);
  const calledLike = (called: string) =>
    fields.find(([field, { label }]) =>
      [field, ...Object.values(label ?? {})].some((one) => nameKey(one) === called),
    );
  return free.flatMap((column): ColumnMapping[] => {
    const found = calledLike(nameKey(column));
    if (found) return [{ column, field: found[0] }];
    const [field, amount] = calledLike(withoutCurrency(column)) ?? [];
    return field && amount?.kind === 'money' ? [{ column, field, part: 'currency' }] : [];
  });
}

/** `Price (currency)`, `Waluta ceny` stands beside the amount itself, whose name is what is left; otherwise nothing. */
function withoutCurrency(column: string): string {
  const words = nameKey(column).split(' ');
  const others = words.filter((word) => !currencyWords.has(word));
  return others.length < words.length ? others.join(' ') : '';
}

const currencyWords = new Set(currencyNames.split('|'));

function knownObjects(
  catalog: Catalog,
  by: NonNullable<MappingSuggestion['objectBy']>,
): NonNullable<MappingSuggestion['objectBy']> {
  return {
    ...by,
    values: Object.fromEntries(
      Object.entries(by.values).filter(([, name]) => Object.hasOwn(catalog.objects, name)),
    ),
  };
}

/** What the whole column says goes before what its first rows suggested; where it says nothing, what the program is known for. */
function settled(mapping: ColumnMapping[], facts: Facts, file: OpenedFile): ColumnMapping[] {
  return mapping.map(({ dates, decimal, ...entry }) => {
    const format = facts.formats[entry.column];
    const known = facts.preset !== null;
    const order =
      (['DMY', 'MDY', 'YMD'] as const).find((one) => one === format?.dates) ??
      (known ? dates : undefined);
    const mark =
      ([',', '.'] as const).find((one) => one === format?.decimal) ??
      (known ? decimal : undefined) ??
      (format?.decimal === 'ambiguous' ? file.decimal : undefined);
    return { ...entry, ...(order ? { dates: order } : {}), ...(mark ? { decimal: mark } : {}) };
  });
}

const dateKinds = new Set(['date', 'dateTime']);
const numberKinds = new Set(['number', 'integer', 'money', 'percent', 'rating', 'duration']);
const nameKinds = new Set(['link', 'user', 'select']);

/** Columns whose cells decide something for the whole file. */
function watched(
  catalog: Catalog,
  mapping: ColumnMapping[],
): { formats: string[]; names: string[] } {
  const formats = new Set<string>();
  const names = new Set<string>();
  for (const object of Object.values(catalog.objects))
    for (const { entry, target } of entriesFor(catalog, object, mapping)) {
      const kind = target.field?.kind ?? '';
      if ((dateKinds.has(kind) || numberKinds.has(kind)) && !entry.part) formats.add(entry.column);
      if (nameKinds.has(kind) || entry.part === 'country') names.add(entry.column);
    }
  return { formats: [...formats], names: [...names] };
}

async function scanColumns(
  file: OpenedFile,
  wanted: { formats: string[]; names: string[] },
): Promise<Pick<Facts, 'rows' | 'lines' | 'formats' | 'names'>> {
  const place = (name: string) => ({ name, at: file.header.indexOf(name) });
  const detectors = wanted.formats.map((name) => ({
    ...place(name),
    dates: dateOrderDetector(),
    decimal: decimalDetector(),
  }));
  const tallies = wanted.names.map((name) => ({ ...place(name), seen: new Map<string, number>() }));
  let rows = 0;
  let lines = 0;
  for await (const { cells, problems } of file.rows()) {
    lines++;
    if (problems?.some((problem) => problem.severity === 'skip')) continue;
    rows++;
    if (problems?.some((problem) => problem.severity === 'error')) continue;
    for (const { at, dates, decimal } of detectors) {
      const cell = cells[at];
      if (!cell) continue;
      dates.add(cell);
      decimal.add(cell);
    }
    for (const { at, seen } of tallies) {
      const text = cleanText(cells[at] ?? '').slice(0, 200);
      if (text !== '' && (seen.has(text) || seen.size < mostNames))
        seen.set(text, (seen.get(text) ?? 0) + 1);
    }
  }
  return {
    rows,
    lines,
    formats: Object.fromEntries(
      detectors.map(({ name, dates, decimal }) => [
        name,
        { dates: dates.result(), decimal: decimal.result() },
      ]),
    ),
    names: Object.fromEntries(tallies.map(({ name, seen }) => [name, [...seen]])),
  };
}

function samplesOf(file: OpenedFile, at: number): string[] {
  const found: string[] = [];
  for (const { cells } of file.sample) {
    const text = (cells[at] ?? '').trim();
    if (text !== '') found.push(text.length > 80 ? `${text.slice(0, 80)}…` : text);
    if (found.length === shownSamples) break;
  }
  return found;
}

export const isOwn = (facts: Facts): boolean => facts.preset === ownPreset;
