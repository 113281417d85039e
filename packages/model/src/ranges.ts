/**
 * Ranges of days that move with the calendar, in the zone of whoever asks. Weeks begin on Monday (ISO 8601).
 */
const named = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'nextWeek',
  'thisMonth',
  'lastMonth',
  'nextMonth',
  'thisQuarter',
  'lastQuarter',
  'nextQuarter',
  'thisYear',
  'lastYear',
  'nextYear',
  'past',
  'future',
] as const;

export const namedRanges: readonly string[] = named;
/** A named range, or `last30Days` (up to and including today), `next7Days` (from tomorrow on). */
export type Range = (typeof named)[number] | `last${number}Days` | `next${number}Days`;

const rolling = /^(last|next)([1-9]\d{0,3})Days$/;

export const isRange = (value: unknown): value is Range =>
  typeof value === 'string' && (namedRanges.includes(value) || rolling.test(value));

/** Half open `[from, to)`: days, or instants (RFC 3339 UTC) where `instants` is set. */
export function rangeOf(
  range: Range,
  now: string,
  timeZone: string,
  instants: boolean,
): { from: string; to: string } {
  if (instants && (range === 'past' || range === 'future'))
    return range === 'past' ? { from: earliest, to: now } : { from: now, to: latest };
  const today = dayIn(now, timeZone);
  const [from, to] = days(range, today);
  return instants ? { from: startOf(from, timeZone), to: startOf(to, timeZone) } : { from, to };
}

const earliest = '0001-01-01';
const latest = '9999-12-31';

function days(range: Range, today: string): [string, string] {
  const roll = rolling.exec(range);
  if (roll) {
    const count = Number(roll[2]);
    return roll[1] === 'last'
      ? [plusDays(today, 1 - count), plusDays(today, 1)]
      : [plusDays(today, 1), plusDays(today, 1 + count)];
  }
  const monday = plusDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  const [year = 0, month = 1] = today.split('-').map(Number);
  const quarter = Math.floor((month - 1) / 3) * 3 + 1;
  const table: Record<(typeof named)[number], [string, string]> = {
    today: [today, plusDays(today, 1)],
    yesterday: [plusDays(today, -1), today],
    tomorrow: [plusDays(today, 1), plusDays(today, 2)],
    thisWeek: [monday, plusDays(monday, 7)],
    lastWeek: [plusDays(monday, -7), monday],
    nextWeek: [plusDays(monday, 7), plusDays(monday, 14)],
    thisMonth: [first(year, month), first(year, month + 1)],
    lastMonth: [first(year, month - 1), first(year, month)],
    nextMonth: [first(year, month + 1), first(year, month + 2)],
    thisQuarter: [first(year, quarter), first(year, quarter + 3)],
    lastQuarter: [first(year, quarter - 3), first(year, quarter)],
    nextQuarter: [first(year, quarter + 3), first(year, quarter + 6)],
    thisYear: [first(year, 1), first(year + 1, 1)],
    lastYear: [first(year - 1, 1), first(year, 1)],
    nextYear: [first(year + 1, 1), first(year + 2, 1)],
    past: [earliest, today],
    future: [plusDays(today, 1), latest],
  };
  return table[range as (typeof named)[number]];
}

/** First day of a month; months beyond the year roll over. */
const first = (year: number, month: number) =>
  new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);

export function plusDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The day that a clock on the wall of `timeZone` shows at the instant. */
export function dayIn(instant: string, timeZone: string): string {
  const { year, month, day } = wall(new Date(instant), timeZone);
  return `${year}-${month}-${day}`;
}

/**
 * The instant at which the day begins in `timeZone`: the first midnight where a clock change gives it two, the first
 * valid minute where one swallows midnight, the beginning of the next day where a zone left the day out altogether.
 */
export function startOf(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Offsets of the day before and after: the day begins by one of them, whatever the clocks do in between.
  const starts = [-oneDay, oneDay].map(
    (way) => midnight - offset(new Date(midnight + way), timeZone),
  );
  const sooner = new Date(Math.min(...starts)).toISOString();
  return dayIn(sooner, timeZone) === day ? sooner : new Date(Math.max(...starts)).toISOString();
}

const oneDay = 86_400_000;

/** `HH:MM` on the wall of the zone. */
export function clockIn(instant: string, timeZone: string): string {
  const { hour, minute } = wall(new Date(instant), timeZone);
  return `${hour}:${minute}`;
}

/** The instant (RFC 3339 UTC) at which clocks in the zone show this day and time; the next valid one where a clock change skips it. */
export function instantAt(day: string, time: string, timeZone: string): string {
  const wanted = `${day} ${time}`;
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const guess = Date.parse(startOf(day, timeZone)) + (hour * 60 + minute) * 60_000;
  for (const shift of [0, -60, 60, -30, 30]) {
    const instant = new Date(guess + shift * 60_000).toISOString();
    if (`${dayIn(instant, timeZone)} ${clockIn(instant, timeZone)}` === wanted) return instant;
  }
  return new Date(guess).toISOString();
}

function offset(instant: Date, timeZone: string): number {
  const parts = wall(instant, timeZone);
  const asUtc = Date.parse(
    `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`,
  );
  return asUtc - Math.floor(instant.getTime() / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wall(instant: Date, timeZone: string) {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const found = Object.fromEntries(
    format.formatToParts(instant).map((part) => [part.type, part.value]),
  );
  return {
    year: (found['year'] ?? '').padStart(4, '0'),
    month: found['month'] ?? '',
    day: found['day'] ?? '',
    hour: found['hour'] ?? '',
    minute: found['minute'] ?? '',
    second: found['second'] ?? '',
  };
}
