import {
  type CatalogObject,
  dueColumns,
  dueFilter,
  type Field,
  type Filter,
  isDay,
  periodAfter,
  periodOf,
  type PeriodUnit,
  plusDays,
  Refusal,
} from '@relata/model';
import type { Work } from '../work.ts';
import type { Column } from './board-columns.ts';

/** Which periods a board by a date shows. */
export interface Periods {
  /** A day in the first of them; today's unless given. */
  from?: string | undefined;
  /** So many; six unless given. */
  periods?: number | undefined;
}

/** A board by a date: its columns, and the groups of an `aggregate` in which they are counted. */
export interface DatedColumns {
  columns: Column[];
  /** What the columns hold, and by what it is grouped; `isWithoutNone`: what has no date is counted apart. */
  counted: { filter: Filter; groupBy: string; isWithoutNone?: true };
  /** The same of what has come true. */
  doneCounted?: { filter: Filter; groupBy: string };
}

export const mostPeriods = 24;
const bare = { title: null, colour: null, means: null, place: null };

/**
 * Columns of `expectedClose:month` (week, quarter), each with its first day as key, or of `nextActivityAt:due`; the column of what has no
 * date has none. Where the object says what is open and what is done, a board by its `date` shows the done ones at the
 * day on which they were, and boards by what is due only the open ones.
 */
export function columnsByDate(
  work: Work,
  object: CatalogObject,
  name: string,
  unit: 'due' | PeriodUnit,
  field: Field,
  query: Periods,
): DatedColumns {
  if (field.kind !== 'date' && field.kind !== 'dateTime')
    throw new Refusal('malformed', `a board cannot be made by '${name}:${unit}'`);
  const { open, done, date } = object.board ?? {};
  if (unit === 'due') {
    const { timeZone } = work.actor;
    const columns = dueColumns.map((column): Column => {
      const here = dueFilter(column, name, work.now, timeZone, field.kind === 'date');
      return {
        ...bare,
        key: column === 'none' ? null : column,
        filter: and(open, here),
        ...(column === 'none' ? {} : { sort: name }),
      };
    });
    return { columns, counted: { filter: open ?? {}, groupBy: `${name}:due` } };
  }
  const shown = periodsOf(work, unit, query);
  const isForeseen = name === date && open !== undefined;
  const still = isForeseen ? open : undefined;
  const come = isForeseen ? done : undefined;
  const columns = shown.map((first): Column => {
    const days = [first, plusDays(periodAfter(first, unit), -1)];
    return {
      ...bare,
      key: first,
      filter: and(still, { [name]: { between: days } }),
      sort: name,
      ...(come && {
        done: {
          filter: and(come.when, { [come.on]: { between: days } }),
          sort: `-${come.on}`,
        },
      }),
    };
  });
  const all = [shown[0], plusDays(periodAfter(shown.at(-1) ?? '', unit), -1)];
  return {
    columns: [...columns, { ...bare, key: null, filter: and(still, { [name]: { empty: true } }) }],
    counted: {
      filter: and(still, { [name]: { between: all } }),
      groupBy: `${name}:${unit}`,
      isWithoutNone: true,
    },
    ...(come && {
      doneCounted: {
        filter: and(come.when, { [come.on]: { between: all } }),
        groupBy: `${come.on}:${unit}`,
      },
    }),
  };
}

const and = (a: Filter | undefined, b: Filter): Filter => (a ? { and: [a, b] } : b);

function periodsOf(work: Work, unit: PeriodUnit, { from, periods = 6 }: Periods): string[] {
  if (from !== undefined && !isDay(from))
    throw new Refusal('malformed', "'from' takes a day like 2026-11-22");
  const first = periodOf(from ?? work.today, unit);
  return Array.from({ length: periods }, (_, i) => periodAfter(first, unit, i));
}
