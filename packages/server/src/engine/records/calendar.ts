import {
  fieldOf,
  type Filter,
  isDay,
  objectOf,
  parseFilter,
  plusDays,
  Refusal,
} from '@relata/model';
import type { Work } from '../work.ts';
import { list, type ListQuery } from './list.ts';

export interface CalendarQuery extends ListQuery {
  /** A date, or a date with time. */
  from: string;
  /** Where records last: the field in which they end. */
  to?: string | undefined;
  /** `2026-11-01`, at the place of whoever asks. */
  day: string;
  days: number;
}

/** One day; its records are JSON texts as in a list. */
export interface CalendarDay {
  day: string;
  total: number;
  totalIsLowerBound?: true;
  rows: string[];
}

/** Six weeks: a month with what surrounds it. */
export const mostDays = 42;
/** What lasts longer than this is shown where it begins: days before are looked through by the index no farther back. */
const longest = 62;

/**
 * Days with how many records lie on them and the first of these, in the order of their time; days begin and end where
 * the actor is. Each day is a list of its own, which the index on the field answers.
 */
export async function calendar(
  work: Work,
  objectName: string,
  { from, to, day, days, ...query }: CalendarQuery,
): Promise<CalendarDay[]> {
  const object = objectOf(work.seen, objectName);
  for (const name of to === undefined ? [from] : [from, to])
    if (!['date', 'dateTime'].includes(fieldOf(object, name).kind))
      throw new Refusal('malformed', `a calendar cannot be made by '${name}'`);
  if (!isDay(day)) throw new Refusal('malformed', "'day' takes a day like 2026-11-22");
  const given = query.filter === undefined ? {} : parseFilter(query.filter, objectName, work.seen);
  const asked = Array.from({ length: days }, (_, i) => plusDays(day, i));
  return Promise.all(
    asked.map(async (one): Promise<CalendarDay> => {
      const page = await list(work, objectName, {
        ...query,
        filter: { and: [given, on(one, from, to)] },
        sort: query.sort ?? from,
        limit: query.limit ?? 6,
        total: 'capped',
      });
      return {
        day: one,
        total: page.total ?? page.rows.length,
        ...(page.totalIsLowerBound ? { totalIsLowerBound: true as const } : {}),
        rows: page.rows,
      };
    }),
  );
}

function on(day: string, from: string, to: string | undefined): Filter {
  const begins: Filter = { [from]: { between: [day, day] } };
  if (to === undefined) return begins;
  return {
    or: [begins, { [from]: { between: [plusDays(day, -longest), day] }, [to]: { gte: day } }],
  };
}
