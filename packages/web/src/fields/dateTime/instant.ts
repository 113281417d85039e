import { dayIn, instantAt, plusDays } from '@relata/model';

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

/** The time of day as the person writes it. */
export const typedTime = (instant: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }).format(new Date(instant));

/** When to propose something new: the end of today, or tomorrow morning where today is over. */
export function nextSlot(now: string, timeZone: string): string {
  const today = dayIn(now, timeZone);
  const evening = instantAt(today, '17:00', timeZone);
  return evening > now ? evening : instantAt(plusDays(today, 1), '09:00', timeZone);
}

/** Is it too late for what was due then? What has all day has it until that is over. */
export function isLate(due: string, allDay: boolean, now: string, timeZone: string): boolean {
  const distance = dayDistance(due, now, timeZone);
  return distance === 'past' || (!allDay && distance === 'today' && due < now);
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
