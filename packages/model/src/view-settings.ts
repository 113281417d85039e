import type { Filter } from './filter.ts';

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
}

export const totalKinds = ['none', 'sum', 'avg', 'min', 'max', 'filled'] as const;
export type TotalKind = (typeof totalKinds)[number];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function settingsOf(settings: unknown): ViewSettings {
  const given = isObject(settings) ? settings : {};
  return {
    colours: readColours(given['colours']),
    dates: readDates(given['dates']),
    totals: readTotals(given['totals']),
  };
}

/** `[{name, colour, filter}]`; what is no rule is left out. */
export function readColours(given: unknown): ColourRule[] {
  if (!Array.isArray(given)) return [];
  return given.slice(0, mostRules).flatMap((one: unknown): ColourRule[] => {
    if (!isObject(one) || !isObject(one['filter'])) return [];
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
