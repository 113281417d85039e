import type { Filter } from './filter.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { isPlainObject } from './plain-object.ts';

/** Records that match get the colour; of several rules the first that does counts. */
export interface ColourRule {
  /** What it tells people who do not see the colour. */
  name: string;
  /** One of `ruleColours`. */
  colour: string;
  filter: Filter;
}

export const ruleColours = ['red', 'orange', 'yellow', 'green', 'blue', 'violet', 'gray'] as const;
export const mostRules = 20;

/** What of the settings of a view somebody else than its layout reads; they are JSON that anybody may have written. */
export interface ViewSettings {
  colours: ColourRule[];
  /** Fields by which the calendar shows records: from, or from and to. */
  dates: string[];
  /** What the foot of a column says, by field. */
  totals: Record<string, TotalKind>;
  /** Columns of the board that hold several values. */
  joined: JoinedColumn[];
  /** What the headers of the board add up; '' where it is what the object says, `-` where they only count. */
  sum: string;
}

/** One column of a board for several of the values that it is made by: stages, options (EP-OPP-16). */
export interface JoinedColumn {
  name: string;
  /** Ids of records, values of options; each stands in one column alone. */
  values: string[];
  /** Which of them a card gets that is dropped in it. */
  dropIn: string;
}

export const mostJoined = 60;

/** In place of a field's name, where none is wanted at all. No field can be called so: names begin with a letter. */
export const noField = '-';

type Summed = Pick<ObjectDefinition, 'fields' | 'board'>;

/** What is to be added up, as it is said today: bookmarks and set-up files of before say 'none' where no field is called so. */
export const sumSaid = ({ fields }: Pick<Summed, 'fields'>, wanted: string): string =>
  wanted === 'none' && !Object.hasOwn(fields, wanted) ? noField : wanted;

/** The field that the headers of a board add up: the one that is asked for, else the object's; undefined: none. */
export function summedBy(object: Summed, wanted: string | undefined): string | undefined {
  const said = sumSaid(object, wanted ?? '');
  return said === noField ? undefined : said || object.board?.sum;
}

export const totalKinds = ['none', 'sum', 'avg', 'min', 'max', 'filled'] as const;
export type TotalKind = (typeof totalKinds)[number];

export function settingsOf(settings: unknown): ViewSettings {
  const given = isPlainObject(settings) ? settings : {};
  return {
    colours: readColours(given['colours']),
    dates: readDates(given['dates']),
    totals: readTotals(given['totals']),
    joined: readJoined(given['joined']),
    sum: typeof given['sum'] === 'string' ? given['sum'] : '',
  };
}

/** `[{name, colour, filter}]`; what is no rule is left out. */
export function readColours(given: unknown): ColourRule[] {
  if (!Array.isArray(given)) return [];
  return given.slice(0, mostRules).flatMap((one: unknown): ColourRule[] => {
    if (!isPlainObject(one) || !isPlainObject(one['filter'])) return [];
    const colour = ruleColours.find((known) => known === one['colour']);
    const name = one['name'];
    return colour && typeof name === 'string'
      ? [{ name, colour, filter: { ...one['filter'] } as Filter }]
      : [];
  });
}

/** `startsAt,endsAt` */
export const readDates = (given: unknown): string[] =>
  typeof given === 'string' && given ? given.split(',').slice(0, 2) : [];

/** `value:avg,probability:none` */
export function readTotals(given: unknown): Record<string, TotalKind> {
  const totals: Record<string, TotalKind> = {};
  for (const part of typeof given === 'string' ? given.split(',') : []) {
    const [field = '', kind] = part.split(':');
    const known = totalKinds.find((one) => one === kind);
    if (field && known) totals[field] = known;
  }
  return totals;
}

export const writeTotals = (totals: Readonly<Record<string, TotalKind>>): string =>
  Object.entries(totals)
    .map(([field, kind]) => `${field}:${kind}`)
    .join();

export type JoinedProblem = 'list' | 'joined_column' | 'joined_twice' | 'joined_drop_in';

/** What is wrong with `[{name, values, dropIn}]`; null: nothing. */
export function problemOfJoined(given: unknown): JoinedProblem | null {
  if (!Array.isArray(given) || given.length > mostJoined) return 'list';
  if (!given.every(isJoined)) return 'joined_column';
  const values = given.flatMap((one) => one.values);
  if (new Set(values).size < values.length) return 'joined_twice';
  return given.every(({ values: own, dropIn }) => own.includes(dropIn)) ? null : 'joined_drop_in';
}

/** The same as columns; none where something is wrong with them. */
export const readJoined = (given: unknown): JoinedColumn[] =>
  Array.isArray(given) && problemOfJoined(given) === null ? given.filter(isJoined) : [];

const isJoined = (one: unknown): one is JoinedColumn =>
  isPlainObject(one) &&
  Object.keys(one).length === 3 &&
  typeof one['name'] === 'string' &&
  one['name'].trim() !== '' &&
  one['name'].length <= 100 &&
  typeof one['dropIn'] === 'string' &&
  Array.isArray(one['values']) &&
  one['values'].length > 0 &&
  one['values'].every((value) => typeof value === 'string');
