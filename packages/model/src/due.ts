import { isWritable } from './field-rules.ts';
import type { Field } from './field.ts';
import type { Filter } from './filter.ts';
import { periodAfter, periodOf } from './periods.ts';
import { clockIn, dayIn, instantAt, plusDays, startOf } from './ranges.ts';

/**
 * Columns of a board by when something is due (plug-bitrix24-pipedrive §3.2, §3.3; spec decision 2), in their order.
 * Days and weeks are those of whoever looks: what is due at half past eleven tonight is due today only where it is.
 */
export const dueColumns = ['overdue', 'today', 'thisWeek', 'nextWeek', 'none', 'later'] as const;
export type DueColumn = (typeof dueColumns)[number];

interface Bound {
  column: DueColumn;
  /** What lies before it is in the column, as far as it is in none before; null: whatever is left. */
  until: string | null;
}

/** Where columns end: days for dates, instants (RFC 3339 UTC) otherwise. Something is overdue once its minute is over. */
export function dueBounds(now: string, timeZone: string, isDate: boolean): Bound[] {
  const today = dayIn(now, timeZone);
  const week = periodOf(today, 'week');
  const at = (day: string) => (isDate ? day : startOf(day, timeZone));
  return [
    { column: 'overdue', until: isDate ? today : `${now.slice(0, 16)}:00.000Z` },
    { column: 'today', until: at(plusDays(today, 1)) },
    { column: 'thisWeek', until: at(periodAfter(week, 'week')) },
    { column: 'nextWeek', until: at(periodAfter(week, 'week', 2)) },
    { column: 'later', until: null },
  ];
}

/** The column in which a value stands. */
export function dueColumnOf(
  value: unknown,
  now: string,
  timeZone: string,
  isDate: boolean,
): DueColumn {
  if (typeof value !== 'string' || value === '') return 'none';
  const found = dueBounds(now, timeZone, isDate).find(
    ({ until }) => until === null || value < until,
  );
  return found?.column ?? 'later';
}

/** The same as a filter on the field. */
export function dueFilter(
  column: DueColumn,
  field: string,
  now: string,
  timeZone: string,
  isDate: boolean,
): Filter {
  if (column === 'none') return { [field]: { empty: true } };
  const bounds = dueBounds(now, timeZone, isDate);
  const at = bounds.findIndex((one) => one.column === column);
  const from = bounds[at - 1]?.until;
  const to = bounds[at]?.until;
  return { [field]: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } };
}

/**
 * When something is to be done that is planned into a column: within the next full hour today, tomorrow, in a week, in
 * two weeks; never at a weekend where the column has other days. Null where nothing can be planned: what is overdue,
 * what is without, and the rest of the week on a Sunday.
 */
export function deadlineIn(column: DueColumn, now: string, timeZone: string): string | null {
  const today = dayIn(now, timeZone);
  const monday = periodOf(today, 'week');
  const hour = fullHour(now, timeZone);
  const on = (day: string) => instantAt(day, hour.time, timeZone);
  if (column === 'today') {
    const next = on(hour.day);
    return dayIn(next, timeZone) === today ? next : now;
  }
  if (column === 'thisWeek') return today === plusDays(monday, 6) ? null : on(plusDays(today, 1));
  if (column === 'nextWeek') {
    const day = plusDays(today, 7);
    const friday = plusDays(monday, 11);
    return on(day > friday ? friday : day);
  }
  return column === 'later' ? on(workingDay(plusDays(today, 14))) : null;
}

/** The day on which a date is put into a column; null as for `deadlineIn`. */
export function dueDayIn(column: DueColumn, now: string, timeZone: string): string | null {
  const deadline = deadlineIn(column, now, timeZone);
  return deadline && dayIn(deadline, timeZone);
}

/** What is proposed for something new to do: so many working days ahead, at the next full hour (§3.2). */
export function deadlineAfter(workingDays: number, now: string, timeZone: string): string {
  const { day, time } = fullHour(now, timeZone);
  let goal = day;
  for (let left = workingDays; left > 0; left--) goal = workingDay(plusDays(goal, 1));
  return instantAt(goal, time, timeZone);
}

/** The day itself, or the Monday after a weekend. */
function workingDay(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? plusDays(day, 2) : weekday === 0 ? plusDays(day, 1) : day;
}

/** The next full hour on the wall; the hour itself where it is full. */
function fullHour(now: string, timeZone: string): { day: string; time: string } {
  const day = dayIn(now, timeZone);
  const [hour = 0, minute = 0] = clockIn(now, timeZone).split(':').map(Number);
  const next = minute === 0 && Date.parse(now) % 60_000 === 0 ? hour : hour + 1;
  if (next === 24) return { day: plusDays(day, 1), time: '00:00' };
  return { day, time: `${String(next).padStart(2, '0')}:00` };
}

/** A date that people set, of this year or another: something can be due so many days before it. */
export const isAwaited = (field: Field): boolean =>
  (field.kind === 'date' || field.kind === 'dateTime') && !field.yearless && isWritable(field);
