import { fold, isDay } from '@relata/model';

/**
 * Reads a day as people of the locale type it: `22/11/2026`, `22.11.26`, `22/11` (this year), `22 nov 2026`, `2026-11-22`.
 * Where `yearless`, a day without a year stays one: `--11-22`. Null where it is no day.
 */
export function readDay(
  typed: string,
  locale: string,
  today: string,
  yearless = false,
): string | null {
  const text = typed.trim();
  if (isDay(text)) return text;
  const pieces = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const named = pieces.findIndex((piece) => monthNamed(piece, locale) !== null);
  const month = named < 0 ? null : monthNamed(pieces[named] ?? '', locale);
  const numbers = pieces.filter((piece) => /^\d{1,4}$/.test(piece));
  const words = pieces.length - numbers.length - (month === null ? 0 : 1);
  // `22 de nov. de 2026`: small words between the parts do no harm beside a month's name.
  if (words > 0 && month === null) return null;
  const order = month === null ? orderOf(locale) : (['day', 'year'] as const);
  const withYear = numbers.length === order.length;
  if (!withYear && numbers.length !== order.length - 1) return null;
  const wanted = withYear ? order : order.filter((part) => part !== 'year');
  const part = (name: 'day' | 'month' | 'year') => numbers[wanted.findIndex((one) => one === name)];
  const day = part('day')?.padStart(2, '0');
  const monthDigits = (month === null ? part('month') : String(month))?.padStart(2, '0');
  if (!day || !monthDigits) return null;
  const year = fullYear(part('year'), today);
  if (year === null) {
    if (!isDay(`2024-${monthDigits}-${day}`)) return null;
    if (yearless) return `--${monthDigits}-${day}`;
    return valid(`${today.slice(0, 4)}-${monthDigits}-${day}`);
  }
  return valid(`${year}-${monthDigits}-${day}`);
}

/** The day as the person would type it: `22/11/2026`, without its year where it has none. */
export function typedDay(day: string, locale: string): string {
  const yearless = day.startsWith('--');
  const instant = new Date(`${yearless ? `2024-${day.slice(2)}` : day}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: '2-digit',
    month: '2-digit',
    ...(yearless ? {} : { year: 'numeric' }),
  }).format(instant);
}

const valid = (day: string) => (isDay(day) ? day : null);

/** `26` is 2026, `71` is 1971: a two-digit year lies at most twenty years ahead. */
function fullYear(typed: string | undefined, today: string): string | null {
  if (typed === undefined) return null;
  if (typed.length === 4) return typed;
  const century = Number(today.slice(0, 2)) * 100;
  const year = century + Number(typed);
  return String(year > Number(today.slice(0, 4)) + 20 ? year - 100 : year);
}

function orderOf(locale: string): ('day' | 'month' | 'year')[] {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date(0)).map((part) => part.type);
  return parts.filter(
    (part): part is 'day' | 'month' | 'year' =>
      part === 'day' || part === 'month' || part === 'year',
  );
}

/** 1–12 for the beginning (three letters or more) of a month's name in the locale or in English. */
function monthNamed(piece: string, locale: string): number | null {
  if (piece.length < 3 || /\d/.test(piece)) return null;
  for (const language of [locale, 'en'])
    for (let month = 0; month < 12; month++) {
      const names = new Intl.DateTimeFormat(language, {
        timeZone: 'UTC',
        day: 'numeric',
        month: 'long',
      }).formatToParts(new Date(Date.UTC(2024, month, 1)));
      const name = fold(names.find((part) => part.type === 'month')?.value ?? '');
      if (name.startsWith(piece)) return month + 1;
    }
  return null;
}
