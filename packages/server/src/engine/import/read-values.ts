import {
  type Address,
  type CatalogObject,
  type ContactPoint,
  type Field,
  type FieldKind,
  isCurrency,
  isEmail,
  languages,
} from '@relata/model';
import { optionLabel } from '../wording.ts';
import type { Lists } from './lists.ts';
import { readLabel } from './presets/index.ts';
import type { ColumnMapping } from './presets/mapping.ts';
import type { Trouble } from './trouble.ts';
import { trouble } from './trouble.ts';
import {
  cleanText,
  type DateOrder,
  type DecimalMark,
  isZeroDate,
  matchCountry,
  nameKey,
  parseBirthday,
  parseBoolean,
  parseDate,
  parseDateTime,
  parseDomain,
  parseEmails,
  parseMoney,
  parseNumber,
  parsePhones,
  type Parsed,
  type Problem,
  parseTags,
  splitValues,
} from './values/index.ts';

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

const cellOf = (source: Source, reading: Reading): string => {
  const cell = reading.cells[source.at] ?? '';
  if (cell === '' || !source.entry.empty) return cell;
  const clean = cleanText(cell).toLowerCase();
  return source.entry.empty.some((one) => one.toLowerCase() === clean) ? '' : cell;
};

const at = (source: Source, about: Surroundings) => ({
  field: about.path,
  column: source.entry.column,
});

/** The first column that holds something, read by `parse`. */
function single<T>(
  parse: (text: string, source: Source, reading: Reading, about: Surroundings) => Parsed<T>,
): ValueReader {
  return (sources, reading, about) => {
    for (const source of sources) {
      const cell = cellOf(source, reading);
      if (cell === '') continue;
      const parsed = parse(cell, source, reading, about);
      if (parsed.problem) {
        reading.troubles.push(trouble('error', parsed.problem, at(source, about)));
        return undefined;
      }
      if (parsed.value !== null) return parsed.value;
    }
    return undefined;
  };
}

const text: ValueReader = (sources, reading, about) => {
  for (const source of sources) {
    if (about.verbatim && cellOf(source, reading) !== '') return cellOf(source, reading);
    const clean = translated(cleanText(cellOf(source, reading)), source.entry);
    if (clean === '') continue;
    return about.name === 'domain' ? (parseDomain(clean) ?? clean) : clean;
  }
  return undefined;
};

/** Several columns of remarks become one text. */
const longText: ValueReader = (sources, reading, { verbatim }) => {
  const parts = sources
    .map((source) =>
      verbatim ? cellOf(source, reading) : cleanText(cellOf(source, reading), true),
    )
    .filter(Boolean);
  return parts.length ? [...new Set(parts)].join('\n\n') : undefined;
};

const number = single((cell, { decimal }) => parseNumber(cell, decimal));

/** Programs write 0 where nobody has rated yet. */
const rating: ValueReader = (sources, reading, about) => {
  const value = number(sources, reading, about);
  return value === '0' ? undefined : value;
};

/** Minutes, or hours and minutes: `1:30`. */
const duration = single((cell, { decimal }) => {
  const clock = /^\s*(\d{1,5}):([0-5]\d)\s*$/.exec(cell);
  return clock
    ? { value: String(Number(clock[1]) * 60 + Number(clock[2])) }
    : parseNumber(cell, decimal);
});

const money: ValueReader = (sources, reading, about) => {
  const told = sources.find((source) => source.entry.part === 'currency');
  const code = told ? cleanText(cellOf(told, reading)).toUpperCase() : '';
  for (const source of sources) {
    if (source.entry.part) continue;
    const cell = cellOf(source, reading);
    if (cell === '') continue;
    const usual = isCurrency(code) ? code : (source.entry.currency ?? about.currency);
    const parsed = parseMoney(cell, source.decimal, usual);
    if (parsed.problem) {
      reading.troubles.push(trouble('error', parsed.problem, at(source, about)));
      return undefined;
    }
    if (parsed.value) return parsed.value;
  }
  return undefined;
};

const date: ValueReader = single((cell, { entry, dates }, _reading, { field }) => {
  if (entry.zeroDates === 'refuse' && isZeroDate(cell))
    return {
      problem: {
        code: 'date_impossible',
        message: `No calendar has this date: ${cell}`,
        values: { text: cell },
      },
    };
  return field.yearless ? parseBirthday(cell, dates) : parseDate(cell, dates);
});

const dateTime = single((cell, { dates }, _reading, { timeZone }) =>
  parseDateTime(cell, dates, timeZone),
);

const boolean = single((cell) => parseBoolean(cell));

function translated(clean: string, { values, otherwise }: ColumnMapping): string {
  if (clean === '' || !values) return clean;
  const lower = clean.toLowerCase();
  const known = Object.entries(values).find(([name]) => name.toLowerCase() === lower);
  return known?.[1] ?? otherwise ?? clean;
}

const labels = new WeakMap<Field, Map<string, string>>();

/** Every name that a choice goes by, in all our languages, and the choice. */
function choicesOf({ field, object, name }: Surroundings): Map<string, string> {
  let known = labels.get(field);
  if (known) return known;
  known = new Map();
  for (const { value } of field.options ?? [])
    for (const called of [
      value,
      ...languages.map((language) => optionLabel(object, name, value, language)),
    ]) {
      const key = nameKey(called ?? '');
      if (key && !known.has(key)) known.set(key, value);
    }
  labels.set(field, known);
  return known;
}

/** Lists that workspaces extend take what they do not know as it is (OO-IMP-10); of the others the field says no. */
const chosen = (clean: string, entry: ColumnMapping, about: Surroundings): string => {
  const meant = translated(clean, entry);
  return choicesOf(about).get(nameKey(meant)) ?? meant;
};

const select: ValueReader = (sources, reading, about) => {
  for (const source of sources) {
    if (about.verbatim && cellOf(source, reading) !== '') return cellOf(source, reading);
    const clean = cleanText(cellOf(source, reading));
    if (clean !== '') return chosen(clean, source.entry, about);
  }
  return undefined;
};

const multiSelect: ValueReader = (sources, reading, about) => {
  if (about.verbatim) return toTheLetter(sources, reading);
  const found = sources.flatMap((source) =>
    splitValues(
      cellOf(source, reading),
      source.entry.split ?? (/;|:::|\n|\|/.test(cellOf(source, reading)) ? undefined : ','),
    ).map((one) => chosen(one, source.entry, about)),
  );
  return found.length ? [...new Set(found)] : undefined;
};

/** The list as it was written. */
function toTheLetter(sources: Source[], reading: Reading): string[] | undefined {
  const found = sources
    .flatMap((source) => cellOf(source, reading).split(source.entry.split ?? '\n'))
    .filter(Boolean);
  return found.length ? found : undefined;
}

const tags: ValueReader = (sources, reading, about) => {
  if (about.verbatim) return toTheLetter(sources, reading);
  const found = new Map<string, string>();
  for (const source of sources) {
    const cell = cellOf(source, reading);
    if (cell !== '')
      for (const tag of parseTags(cell, source.entry.split))
        if (!found.has(tag.toLowerCase())) found.set(tag.toLowerCase(), tag);
  }
  return found.size ? [...found.values()] : undefined;
};

/** Texts of a list's entries: `A ::: B` in the columns where programs write so. */
const partsOf = (cell: string, { entry }: Source): string[] =>
  entry.split && cell.includes(entry.split) ? cell.split(entry.split) : [cell];

/** What the column beside it says of a value. */
function labelIn(
  source: Source,
  reading: Reading,
  { verbatim }: Surroundings,
): { label?: string; primary: boolean } | undefined {
  if (source.labelAt === undefined) return undefined;
  const cell = reading.cells[source.labelAt] ?? '';
  if (!verbatim) return readLabel(cell);
  return cell ? { label: cell, primary: false } : { primary: false };
}

function points(
  read: (
    piece: string,
    reading: Reading,
    about: Surroundings,
  ) => { values: string[]; warnings: Problem[] },
): ValueReader {
  return (sources, reading, about) => {
    const found: ContactPoint[] = [];
    for (const source of sources) {
      const cell = cellOf(source, reading);
      if (cell === '') continue;
      const said = labelIn(source, reading, about);
      const label = said?.label ?? (source.labelAt === undefined ? source.entry.label : undefined);
      if (about.verbatim) {
        found.push({ value: cell, ...(label ? { label } : {}) });
        continue;
      }
      for (const piece of partsOf(cell, source)) {
        const { values, warnings } = read(piece, reading, about);
        for (const warning of warnings)
          reading.troubles.push(trouble('warning', warning, at(source, about)));
        for (const value of values)
          found.push({
            value,
            ...(label ? { label } : {}),
            ...(said?.primary ? { primary: true } : {}),
          });
      }
    }
    return found.length ? found : undefined;
  };
}

/** What reading lets pass and the field does not would cost the whole person: it is dropped as well. */
const emails = points((piece) => {
  const { values, warnings } = parseEmails(piece);
  const fitting = values.filter(isEmail);
  if (fitting.length === values.length) return { values, warnings };
  const dropped = values.filter((one) => !isEmail(one));
  return {
    values: fitting,
    warnings: [
      ...warnings,
      ...dropped.map((one) => ({
        code: 'email_invalid',
        message: `This is no e-mail address: ${one}`,
        values: { text: one.slice(0, 80) },
      })),
    ],
  };
});

/**
 * Numbers stay as typed; where the row says of which country they are, those without a calling code
 * get it, because elsewhere nobody could dial them.
 */
const phones = points((piece, { country, countryTold }, about) => {
  const { values, warnings } = parsePhones(piece, country);
  const abroad = countryTold && country !== about.country;
  const found: string[] = [];
  for (const { value, e164, extension } of values) {
    // Digits of another script are digits; without any it is no number that a phone field could hold.
    const typed = /\d/.test(value);
    if (e164 && (!typed || (abroad && !/^\s*(\+|00)/.test(value))))
      found.push(`${e164}${extension ? ` ext. ${extension}` : ''}`);
    else if (typed) found.push(value);
  }
  return { values: found, warnings };
});

const urls = points((piece) => ({ values: splitValues(piece), warnings: [] }));

/** Parts of the same label belong to one address; two columns of one part are joined by a comma. */
const addresses: ValueReader = (sources, reading, about) => {
  const found = new Map<string, Address>();
  for (const source of sources) {
    const { entry } = source;
    const cell = cellOf(source, reading);
    const clean = about.verbatim
      ? cell
      : cleanText(cell, true)
          .split(/\s*\n\s*/)
          .join(', ');
    if (clean === '') continue;
    const key = entry.label ?? '';
    let one = found.get(key);
    if (!one) found.set(key, (one = {}));
    const part = entry.part && entry.part !== 'currency' ? entry.part : 'street';
    if (part === 'country')
      one.country = about.verbatim ? clean : countryIn(clean, source, reading, about);
    else one[part] = one[part] ? `${one[part]}, ${clean}` : clean;
    const said = labelIn(source, reading, about);
    const label =
      source.labelAt !== undefined ? said?.label : about.verbatim ? undefined : entry.label;
    if (label) one.label = label;
    if (said?.primary) one.primary = true;
  }
  const list = [...found.values()];
  return list.length ? list : undefined;
};

function countryIn(clean: string, source: Source, reading: Reading, about: Surroundings): string {
  let code = countries.get(clean);
  if (code === undefined) {
    code = matchCountry(clean) ?? '';
    if (countries.size > 2000) countries.clear();
    countries.set(clean, code);
  }
  if (!code)
    reading.troubles.push(
      trouble(
        'note',
        {
          code: 'country_unknown',
          message: `This country is not known: ${clean}`,
          values: { text: clean.slice(0, 80) },
        },
        at(source, about),
      ),
    );
  return code || clean;
}

/** Country by the text of a cell, empty for none: there are few, in very many rows. */
const countries = new Map<string, string>();

/** A name in a list of settings; within the pipeline that the row is in. */
const fromList: ValueReader = (sources, reading, about) => {
  const { field, lists } = about;
  for (const source of sources) {
    const clean = translated(cleanText(cellOf(source, reading)), source.entry);
    if (clean === '') continue;
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(clean)) return clean.toLowerCase();
    const within = field.of ? reading.values[field.of] : null;
    const id = lists.find(field.to ?? '', clean, typeof within === 'string' ? within : null);
    if (id) return id;
    reading.troubles.push(
      trouble(
        'note',
        {
          code: 'name_unknown',
          message: `There is none of this name: ${clean}`,
          values: { text: clean.slice(0, 80) },
        },
        at(source, about),
      ),
    );
    return undefined;
  }
  return undefined;
};

const user: ValueReader = (sources, reading, about) => {
  for (const source of sources) {
    const clean = translated(cleanText(cellOf(source, reading)), source.entry);
    if (clean === '') continue;
    const id = about.lists.user(clean);
    if (id) return id;
    reading.troubles.push(
      trouble(
        'note',
        {
          code: 'user_unknown',
          message: `Nobody here is called so: ${clean}`,
          values: { text: clean.slice(0, 80) },
        },
        at(source, about),
      ),
    );
    return undefined;
  }
  return undefined;
};

const nothing: ValueReader = () => undefined;

/** How the cells of each kind of field are read. */
export const valueReaders = {
  text,
  longText,
  number,
  integer: number,
  money,
  percent: number,
  date,
  dateTime,
  boolean,
  select,
  multiSelect,
  emails,
  phones,
  urls,
  addresses,
  link: fromList,
  links: nothing,
  user,
  files: nothing,
  rating,
  autonumber: nothing,
  duration,
  json: nothing,
  tags,
} satisfies Record<FieldKind, ValueReader>;
