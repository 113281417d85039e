import { dateShape, isDate, isoDate, isTimeOfDay, two, type DateShape } from './date-shape.ts';
import { problem, type DateOrder, type Parsed } from './parsed.ts';
import { cleanText } from './text.ts';

/** A calendar date, found in a text. */
interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/**
 * A date as ISO text: `2024-06-15`. A time behind it has to be right and is left out; nothing rolls over.
 * Zero dates (`0/0/00`, `0000-00-00` …) are empty.
 *
 * Problems: `date_impossible` (no calendar has it), `date_other_order` (it reads only the other way round),
 * `date_without_year`, `date_unreadable`.
 *
 * @param order of the day, month and year in the column; dates with the year first or a month's name need none.
 * Dots are day first everywhere, so `03.04.2025` does not fit a column of month first.
 */
export function parseDate(text: string, order: DateOrder): Parsed<string> {
  const clean = cleanText(text);
  if (clean === '') return { value: null };
  const shape = dateShape(clean);
  if (shape?.kind === 'zero') return { value: null };
  if (shape?.kind === 'yearless')
    return problem('date_without_year', 'This date has no year', clean);
  const date = calendarDate(shape, order);
  if ('problem' in date) return problem(date.problem, messages[date.problem], clean);
  return { value: isoDate(date.year, date.month, date.day) };
}

/** As `parseDate`, but a birthday may have no year: `--08-11` (RFC 6350). */
export function parseBirthday(text: string, order: DateOrder): Parsed<string> {
  const shape = dateShape(text);
  if (shape?.kind !== 'yearless') return parseDate(text, order);
  // 2000 has a 29 February.
  if (!isDate(2000, shape.month, shape.day))
    return problem('date_impossible', messages.date_impossible, cleanText(text));
  return { value: `--${two(shape.month)}-${two(shape.day)}` };
}

/** A zero date: an empty value in most columns, a mistake where a date is required. */
export function isZeroDate(text: string): boolean {
  return dateShape(text)?.kind === 'zero';
}

const messages = {
  date_impossible: 'No calendar has this date',
  date_other_order: 'This date does not fit the order of day and month in its column',
  date_unreadable: 'This is no date',
} as const;

type DateProblem = keyof typeof messages;

/** The date that a shape means in an order; also for dates with a time. */
export function calendarDate(
  shape: DateShape | undefined,
  order: DateOrder,
): CalendarDate | { problem: DateProblem } {
  if (!shape || shape.kind === 'zero' || shape.kind === 'yearless')
    return { problem: 'date_unreadable' };
  if (shape.kind === 'serial') return fromMilliseconds(serialMilliseconds(shape.days));
  if (shape.kind === 'instant') return fromMilliseconds(shape.milliseconds);
  if (shape.time && !isTimeOfDay(shape.time)) return { problem: 'date_impossible' };
  if (shape.kind === 'ymd') return checked(shape.year, shape.month, shape.day);
  const { first, second, year, dotted } = shape;
  const other = order === 'MDY' ? isDate(year, second, first) : isDate(year, first, second);
  if (order === 'MDY' && !(dotted && first <= 12)) {
    return isDate(year, first, second) ? { year, month: first, day: second } : wrong(other);
  }
  if (order === 'MDY') return { problem: 'date_other_order' };
  return isDate(year, second, first) ? { year, month: second, day: first } : wrong(other);
}

function wrong(other: boolean): { problem: DateProblem } {
  return { problem: other ? 'date_other_order' : 'date_impossible' };
}

function checked(
  year: number,
  month: number,
  day: number,
): CalendarDate | { problem: DateProblem } {
  return isDate(year, month, day) ? { year, month, day } : { problem: 'date_impossible' };
}

function fromMilliseconds(milliseconds: number): CalendarDate {
  const date = new Date(milliseconds);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Excel's day numbers count from 30 December 1899 (right for all after February 1900), as if in UTC. */
export function serialMilliseconds(days: number): number {
  return Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000;
}
