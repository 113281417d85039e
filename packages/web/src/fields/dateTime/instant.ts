import { dayIn, plusDays, startOf } from '@relata/model';

/** Reads a time of day: `14:30`, `14h30`, `2:30 pm`, `930`, `9`. `HH:MM`; null where it is none. */
export function readTime(typed: string): string | null {
  const found = /^(\d{1,2})(?:\s*[:.h]?\s*(\d{2})?)?\s*(h|[ap]\.?m?\.?)?$/i.exec(typed.trim());
  if (!found) return null;
  const half = found[3]?.[0]?.toLowerCase();
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (half === 'a' || half === 'p') {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The instant (RFC 3339 UTC) at which clocks in the zone show this day and time; the next valid one where a clock change skips it. */
export function instantAt(day: string, time: string, timeZone: string): string {
  const wanted = `${day} ${time}`;
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const guess = Date.parse(startOf(day, timeZone)) + (hour * 60 + minute) * 60_000;
  for (const shift of [0, -60, 60, -30, 30]) {
    const instant = new Date(guess + shift * 60_000).toISOString();
    if (`${dayIn(instant, timeZone)} ${timeIn(instant, timeZone)}` === wanted) return instant;
  }
  return new Date(guess).toISOString();
}

/** `HH:MM` on the wall of the zone. */
export const timeIn = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));

/** The time of day as the person writes it. */
export const typedTime = (instant: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }).format(new Date(instant));

/** When to propose something new: the end of today, or tomorrow morning where today is over. */
export function nextSlot(now: string, timeZone: string): string {
  const today = dayIn(now, timeZone);
  const evening = instantAt(today, '17:00', timeZone);
  return evening > now ? evening : instantAt(plusDays(today, 1), '09:00', timeZone);
}

/** Where a day lies: what colours a due date. */
export function dayDistance(
  instant: string,
  now: string,
  timeZone: string,
): 'past' | 'today' | 'tomorrow' | 'later' {
  const day = dayIn(instant, timeZone);
  const today = dayIn(now, timeZone);
  if (day < today) return 'past';
  if (day === today) return 'today';
  return day === plusDays(today, 1) ? 'tomorrow' : 'later';
}
