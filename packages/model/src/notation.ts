const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A UUID in the usual notation. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && uuid.test(value);

/** A day that the calendar has, as `2026-11-22`; years 0001 to 9999, which the database keeps as well. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const instant = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** An RFC 3339 time, in UTC to the millisecond; null where the text is none. Years as in `isDay`. */
export function toInstant(text: string): string | null {
  if (!instant.test(text) || !isDay(text.slice(0, 10))) return null;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return null;
  const utc = time.toISOString();
  return isDay(utc.slice(0, 10)) ? utc : null;
}
