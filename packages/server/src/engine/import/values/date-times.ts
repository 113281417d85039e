import { dateShape } from './date-shape.ts';
import { calendarDate, serialMilliseconds } from './dates.ts';
import { problem, type DateOrder, type Parsed } from './parsed.ts';
import { cleanText } from './text.ts';

/**
 * A moment as RFC 3339 in UTC: `2025-01-01T00:00:00Z`, milliseconds only where there are some.
 *
 * A time without zone is local in `timeZone` (IANA). A local time that a clock change leaves out is a problem
 * (`time_does_not_exist`), one that it repeats is the first of the two. A date alone is the start of that day there;
 * Excel's day numbers are local too, seconds and milliseconds since 1970 are not.
 * Other problems as in `parseDate`, and `time_zone_unknown`.
 */
export function parseDateTime(text: string, order: DateOrder, timeZone: string): Parsed<string> {
  const clean = cleanText(text);
  if (clean === '') return { value: null };
  const shape = dateShape(clean);
  if (shape?.kind === 'zero') return { value: null };
  if (shape?.kind === 'instant') return { value: print(shape.milliseconds) };
  const date = calendarDate(shape, order);
  if ('problem' in date) return problem(date.problem, 'This is no date and time', clean);

  const midnight = Date.UTC(date.year, date.month - 1, date.day);
  if (shape?.kind === 'serial') {
    return local(serialMilliseconds(shape.days), timeZone, clean, Number.isInteger(shape.days));
  }
  const time = shape && 'time' in shape ? shape.time : undefined;
  if (!time) return local(midnight, timeZone, clean, true);
  const wall =
    midnight + ((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond;
  if (time.zone === undefined) return local(wall, timeZone, clean, false);
  const offset = offsetMinutes(time.zone);
  if (offset !== undefined) return { value: print(wall - offset * 60_000) };
  if (!isTimeZone(time.zone))
    return problem('time_zone_unknown', 'This time zone is not known', clean);
  return local(wall, time.zone, clean, false);
}

function local(wall: number, timeZone: string, text: string, wholeDay: boolean): Parsed<string> {
  const instants = instantsOf(wall, timeZone);
  const first = instants[0];
  if (first !== undefined) return { value: print(first) };
  if (wholeDay) return { value: print(startOfDay(wall, timeZone)) };
  return problem('time_does_not_exist', 'The clock skipped this time', text);
}

/** `Z`, `+02:00`, `-0300`, `GMT+2` in minutes; undefined for a named zone. */
function offsetMinutes(zone: string): number | undefined {
  if (/^(Z|UTC|GMT)$/i.test(zone)) return 0;
  const found = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (!found) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' ? -minutes : minutes;
}

/** The moments at which a clock in the zone shows `wall` (as if it were UTC): none, one or two, the earlier first. */
function instantsOf(wall: number, timeZone: string): number[] {
  const offsets = new Set([
    offsetAt(wall - 2 * dayLength, timeZone),
    offsetAt(wall + 2 * dayLength, timeZone),
  ]);
  if (offsets.size === 1) return [...offsets].map((offset) => wall - offset);
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((instant) => exactOffset(instant, timeZone) === wall - instant)
    .toSorted((a, b) => a - b);
}

/** Midnight may be the hour that a clock change leaves out; the day then starts when the clock goes on. */
function startOfDay(wall: number, timeZone: string): number {
  return wall - offsetAt(wall - 2 * dayLength, timeZone);
}

const dayLength = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsetsByDay = new Map<string, number>();

/** Offset around a moment, remembered by day: clock changes are looked at exactly, all other days cost nothing. */
function offsetAt(instant: number, timeZone: string): number {
  const day = Math.floor(instant / dayLength);
  const key = `${timeZone} ${day}`;
  const known = offsetsByDay.get(key);
  if (known !== undefined) return known;
  const offset = exactOffset(day * dayLength + dayLength / 2, timeZone);
  if (offsetsByDay.size > 100_000) offsetsByDay.clear();
  offsetsByDay.set(key, offset);
  return offset;
}

/** What the clock in the zone is ahead of UTC, in milliseconds. */
function exactOffset(instant: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(
    get('year'),
    get('month') - 1,
    get('day'),
    get('hour'),
    get('minute'),
    get('second'),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function print(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
