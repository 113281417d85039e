import type { Money } from '@relata/model';
import { createContext, use } from 'react';

/** Dates, numbers and amounts as the person reads them: by their locale and time zone. */
export interface Format {
  locale: string;
  timeZone: string;
  number: (value: number | string, options?: Intl.NumberFormatOptions) => string;
  money: (value: Money, options?: Intl.NumberFormatOptions) => string;
  /** Short, for headers and cards: `1,2 mln zł`. */
  moneyShort: (value: Money) => string;
  percent: (value: number) => string;
  /** Takes `2026-11-22` or an instant. */
  date: (value: string) => string;
  dateTime: (value: string) => string;
  time: (value: string) => string;
  /** `3 hours ago`, `in 2 days`. */
  relative: (instant: string, now?: number) => string;
  list: (parts: readonly string[]) => string;
  region: (code: string) => string;
  currency: (code: string) => string;
}

export const FormatContext = createContext<Format | null>(null);

export function useFormat(): Format {
  const format = use(FormatContext);
  if (!format) throw new Error('nobody is signed in');
  return format;
}

const made = new Map<string, Format>();

export function formatIn(givenLocale: string, givenZone: string): Format {
  const locale = Intl.NumberFormat.supportedLocalesOf([tidy(givenLocale)])[0] ?? 'en';
  const timeZone = isTimeZone(givenZone) ? givenZone : 'UTC';
  const key = `${locale} ${timeZone}`;
  const known = made.get(key);
  if (known) return known;

  const dateStyle = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium' });
  const dayStyle = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  const bothStyle = new Intl.DateTimeFormat(locale, {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const timeStyle = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const relativeStyle = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const listStyle = new Intl.ListFormat(locale, { type: 'conjunction' });
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const currencies = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'code' });
  const decimal = (value: number | string) => value as Intl.StringNumericLiteral;

  const format: Format = {
    locale,
    timeZone,
    number: (value, options) => new Intl.NumberFormat(locale, options).format(decimal(value)),
    money: ({ amount, currency }, options) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, ...options }).format(
        decimal(amount),
      ),
    moneyShort: ({ amount, currency }) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        notation: 'compact',
        maximumFractionDigits: Math.abs(Number(amount)) < 1000 ? 0 : 1,
      }).format(decimal(amount)),
    percent: (value) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
        value / 100,
      ),
    date: (value) =>
      value.length === 10
        ? dayStyle.format(new Date(`${value}T00:00:00Z`))
        : dateStyle.format(new Date(value)),
    dateTime: (value) => bothStyle.format(new Date(value)),
    time: (value) => timeStyle.format(new Date(value)),
    relative: (instant, now = Date.now()) => relative(relativeStyle, Date.parse(instant) - now),
    list: (parts) => listStyle.format(parts),
    region: (code) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code),
    currency: (code) => currencies.of(code) ?? code,
  };
  made.set(key, format);
  return format;
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function relative(style: Intl.RelativeTimeFormat, difference: number): string {
  for (const [unit, length] of steps)
    if (Math.abs(difference) >= length) return style.format(Math.trunc(difference / length), unit);
  return style.format(0, 'second');
}

const tidy = (locale: string) => (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/i.test(locale) ? locale : 'en');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
