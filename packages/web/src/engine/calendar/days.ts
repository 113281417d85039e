import type { CatalogObject } from '@relata/model';
import { clockIn, dayIn, instantAt, plusDays } from '@relata/model';
import { isWritable } from '../../fields/check.ts';

export const scales = ['month', 'week', 'day'] as const;
export type Scale = (typeof scales)[number];

/** 0 is Sunday. */
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

const startOfWeek = (day: string, first: number): string =>
  plusDays(day, -((weekday(day) - first + 7) % 7));

/** The days that are shown: whole weeks around the month, one week, one day. */
export function daysOf(scale: Scale, day: string, first: number): string[] {
  if (scale === 'day') return [day];
  const start = startOfWeek(scale === 'month' ? `${day.slice(0, 7)}-01` : day, first);
  const days = (count: number) => Array.from({ length: count }, (_, i) => plusDays(start, i));
  if (scale === 'week') return days(7);
  const all = days(42);
  return all[35]?.slice(0, 7) === day.slice(0, 7) ? all : all.slice(0, 35);
}

/** The same place in the month, week or day before or after; the last day where a month is shorter. */
export function step(scale: Scale, day: string, by: -1 | 1): string {
  if (scale !== 'month') return plusDays(day, by * (scale === 'week' ? 7 : 1));
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + by, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The day on which a value lies where the person is; null: on none. */
export function dayOf(value: unknown, timeZone: string): string | null {
  if (typeof value !== 'string') return null;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  return value.includes('T') ? dayIn(value, timeZone) : null;
}

/** Does the record lie on the day? By its one date, or from the first to the second. */
export function liesOn(
  record: Record<string, unknown>,
  [from = '', to]: readonly string[],
  day: string,
  timeZone: string,
): boolean {
  const begins = dayOf(record[from], timeZone);
  const ends = to === undefined ? null : dayOf(record[to], timeZone);
  return begins !== null && (begins === day || (begins < day && ends !== null && ends >= day));
}

const apart = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** What moving a record by days changes: its dates; a time of day stays what it is on the wall. */
export function moved(
  record: Record<string, unknown>,
  fields: readonly string[],
  by: number,
  timeZone: string,
): Record<string, string> {
  const changes: Record<string, string> = {};
  for (const name of fields) {
    const value = record[name];
    const day = dayOf(value, timeZone);
    if (typeof value !== 'string' || day === null) continue;
    const goal = plusDays(day, by);
    changes[name] = value.includes('T')
      ? instantAt(goal, clockIn(value, timeZone), timeZone)
      : goal;
  }
  return changes;
}

/** What dropping a record on a day changes, by where it was taken. */
export const movedTo = (
  record: Record<string, unknown>,
  fields: readonly string[],
  from: string,
  to: string,
  timeZone: string,
): Record<string, string> => moved(record, fields, apart(from, to), timeZone);

const mayWrite = (object: CatalogObject, name: string): boolean => {
  const field = object.fields[name];
  return field !== undefined && isWritable(field);
};

export const dateFields = (object: CatalogObject): string[] =>
  Object.entries(object.fields)
    .filter(([, { kind }]) => kind === 'date' || kind === 'dateTime')
    .map(([name]) => name);

/** By what an object is shown until somebody says otherwise: what people plan by, else when it was made. */
export function firstDates(object: CatalogObject): string[] {
  const possible = dateFields(object).filter((name) => mayWrite(object, name));
  const inColumns = object.columns.find((name) => possible.includes(name));
  return [inColumns ?? possible[0] ?? 'createdAt'];
}

/** May records be moved by these fields? */
export const isMovableBy = (object: CatalogObject, fields: readonly string[]): boolean =>
  fields.every((name) => mayWrite(object, name));
