import { plusDays } from './ranges.ts';

/** Periods by which boards and sums put dates together. Weeks begin on Monday (ISO 8601). */
export const periodUnits = ['week', 'month', 'quarter'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

export const isPeriodUnit = (value: unknown): value is PeriodUnit =>
  periodUnits.some((unit) => unit === value);

/** `2026-11-22` → the first day of its week, month or quarter: `2026-11-16`, `2026-11-01`, `2026-10-01`. */
export function periodOf(day: string, unit: PeriodUnit): string {
  if (unit === 'week') return plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  const [year = '', month = ''] = day.split('-');
  const first = unit === 'month' ? Number(month) : Math.floor((Number(month) - 1) / 3) * 3 + 1;
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

/** The first day of the period so many later; earlier ones for negative numbers. `first` begins a period. */
export function periodAfter(first: string, unit: PeriodUnit, count = 1): string {
  if (unit === 'week') return plusDays(first, 7 * count);
  const date = new Date(`${first}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count * (unit === 'month' ? 1 : 3));
  return date.toISOString().slice(0, 10);
}

/** What a period from a day to a day is called in every language: `2026-Q4`, `2026`, `2026-11`, else both days. */
export function periodName(from: string, to: string): string {
  const year = from.slice(0, 4);
  const lastOf = (unit: PeriodUnit, count = 1) => plusDays(periodAfter(from, unit, count), -1);
  if (from.endsWith('-01-01') && to === lastOf('month', 12)) return year;
  if (from === periodOf(from, 'quarter') && to === lastOf('quarter'))
    return `${year}-Q${Math.ceil(Number(from.slice(5, 7)) / 3)}`;
  if (from === periodOf(from, 'month') && to === lastOf('month')) return from.slice(0, 7);
  return from === to ? from : `${from} – ${to}`;
}

/** The day in the period that follows `first` which is as far from its beginning as `day` is from that of its own. */
export function sameDayIn(first: string, unit: PeriodUnit, day: string): string {
  const last = plusDays(periodAfter(first, unit), -1);
  const begin = periodOf(day, unit);
  const far = (Date.parse(day) - Date.parse(begin)) / 86_400_000;
  if (unit !== 'quarter') return [plusDays(first, far), last].toSorted()[0] ?? last;
  const months = (Number(day.slice(5, 7)) - Number(begin.slice(5, 7))) % 3;
  return sameDayIn(periodAfter(first, 'month', months), 'month', day);
}

/** By what a board makes its columns. */
export interface Grouping {
  /** As the API, views and addresses name it: `stage`, `nextActivityAt:due`, `expectedClose:month`. */
  name: string;
  field: string;
  /** `due`: by when it is due. Null: a column for each value of the field. */
  unit: 'due' | PeriodUnit | null;
}

/** Null where the part behind the colon means nothing. */
export function groupingFrom(name: string): Grouping | null {
  const [field = '', unit, ...more] = name.split(':');
  if (more.length) return null;
  if (unit === undefined) return { name, field, unit: null };
  return unit === 'due' || isPeriodUnit(unit) ? { name, field, unit } : null;
}
