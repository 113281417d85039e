import { monthNumber } from './months.ts';
import { cleanText } from './text.ts';

/** Time of day and zone that follow a date. */
export interface TimeShape {
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** `Z`, `+02:00` or an IANA name; undefined: the time is local. */
  zone?: string;
}

/** What a text could mean as a date, before the order of the column decides. */
export type DateShape =
  | { kind: 'zero' }
  | { kind: 'serial'; days: number }
  | { kind: 'instant'; milliseconds: number }
  | { kind: 'yearless'; month: number; day: number }
  | { kind: 'ymd'; year: number; month: number; day: number; time?: TimeShape }
  /** Two numbers before a year: day and month in one order or the other. */
  | {
      kind: 'open';
      first: number;
      second: number;
      year: number;
      dotted: boolean;
      time?: TimeShape;
    };

/** What programs write where there is no date (Outlook, MySQL, .NET, Delphi, Excel). */
const zeroDates =
  /^(0+[-/.]0+[-/.]0+|0+1[-/.]0+1[-/.]0001|0001-01-01|0?1[-/]0[-/]1900|0{1,2}[-/.]0?1[-/.]1900|1899-12-30|30[-/.]12[-/.]1899|0|-|–|—)(?=$|[ t]0+:0+)/i;

/** The shape of a date or a date with a time; undefined if the text is neither. */
export function dateShape(text: string): DateShape | undefined {
  // RFC 9557 writes the zone in brackets: `2025-06-01T10:00[Europe/Rome]`.
  const clean = cleanText(text).replace(/\[([a-z_/+-]+)\]$/i, ' $1');
  if (zeroDates.test(clean)) return { kind: 'zero' };
  return (
    yearless(clean) ?? counted(clean) ?? yearFirst(clean) ?? dayAndMonth(clean) ?? namedMonth(clean)
  );
}

function yearless(text: string): DateShape | undefined {
  const found = /^--(\d{2})-?(\d{2})$/.exec(text);
  return found ? { kind: 'yearless', month: Number(found[1]), day: Number(found[2]) } : undefined;
}

/** Excel's day numbers (1927 to 2173), seconds and milliseconds since 1970; 20240615 is a date. */
function counted(text: string): DateShape | undefined {
  if (/^\d{5}([.,]\d+)?$/.test(text))
    return { kind: 'serial', days: Number(text.replace(',', '.')) };
  if (/^\d{10}$/.test(text)) return { kind: 'instant', milliseconds: Number(text) * 1000 };
  if (/^\d{13}$/.test(text)) return { kind: 'instant', milliseconds: Number(text) };
  const compact =
    /^((?:18|19|20|21)\d{2})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    );
  if (!compact) return undefined;
  const [, year, month, day, hour, minute, second, zone] = compact;
  const date = { kind: 'ymd' as const, year: Number(year), month: Number(month), day: Number(day) };
  if (hour === undefined) return date;
  const time = {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
    millisecond: 0,
  };
  return { ...date, time: zone ? { ...time, zone } : time };
}

function yearFirst(text: string): DateShape | undefined {
  const found = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:T|,?\s+)(.+))?$/i.exec(text);
  if (!found) return undefined;
  const [, year, , month, day, rest] = found;
  return withTime(
    { kind: 'ymd', year: Number(year), month: Number(month), day: Number(day) },
    rest,
  );
}

function dayAndMonth(text: string): DateShape | undefined {
  const found = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?:(?:T|,?\s+)(.+))?$/i.exec(
    text,
  );
  if (!found) return undefined;
  const [, first, mark, second, year = '', rest] = found;
  const shape = {
    kind: 'open' as const,
    first: Number(first),
    second: Number(second),
    year: fullYear(year),
    dotted: mark === '.',
  };
  return withTime(shape, rest);
}

/** `15-jun-2024`, `15 de junho de 2024`, `Jun 15, 2024`, `15 czerwca 2024`. */
function namedMonth(text: string): DateShape | undefined {
  const dayFirst =
    /^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:º|ª|\.|st|nd|rd|th)?[\s-]+(?:de\s+)?(\p{L}{3,12})\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})(?:,?\s+(.+))?$/iu.exec(
      text,
    );
  const monthFirst =
    /^(?:\p{L}+,\s+)?(\p{L}{3,12})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?:,?\s+(.+))?$/iu.exec(
      text,
    );
  const [, day, name = '', year = '', rest] =
    dayFirst ??
    (monthFirst ? [monthFirst[0], monthFirst[2], monthFirst[1], monthFirst[3], monthFirst[4]] : []);
  const month = monthNumber(name);
  if (day === undefined || month === undefined) return undefined;
  return withTime({ kind: 'ymd', year: fullYear(year), month, day: Number(day) }, rest);
}

/** Two digits as Excel reads them: 00–29 are 2000–2029, 30–99 are 1930–1999. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}

function withTime<S extends DateShape>(
  shape: S,
  rest: string | undefined,
): (S & { time?: TimeShape }) | undefined {
  if (rest === undefined) return shape;
  const time = timeShape(rest);
  return time ? { ...shape, time } : undefined;
}

/** `14:30`, `2:30:05 PM`, `10:00:00.000Z`, `21:00 -0300`, `02:30:00 Europe/Rome`; hours and minutes may be impossible. */
function timeShape(text: string): TimeShape | undefined {
  const found =
    /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?\s?m\.?(?![a-z]))?\s*(Z|UTC|GMT|(?:GMT|UTC)?[+-]\d{1,2}:?(?:\d{2})?|[A-Z][A-Za-z]+\/[A-Za-z_/+-]+\d*)?$/i.exec(
      text.trim(),
    );
  if (!found) return undefined;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half, zone] = found;
  const noon = half?.toLowerCase().startsWith('p');
  const hour = half ? (Number(hours) % 12) + (noon ? 12 : 0) : Number(hours);
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return undefined;
  const time = {
    hour,
    minute: Number(minutes),
    second: Number(seconds),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
  };
  return zone ? { ...time, zone } : time;
}

export function isTimeOfDay(time: TimeShape): boolean {
  return time.hour < 24 && time.minute < 60 && time.second < 60;
}

export function isDate(year: number, month: number, day: number): boolean {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `2024-06-15`. */
export function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

export function two(number: number): string {
  return String(number).padStart(2, '0');
}
