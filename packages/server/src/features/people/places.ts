import { invalid, isCurrency } from '@relata/model';

/** An IANA name that this runtime knows: `Europe/Warsaw`. */
export function checkTimeZone(timeZone: string | null | undefined, field = 'timeZone'): void {
  if (timeZone === null || timeZone === undefined) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw invalid(field, 'time_zone', 'there is no such time zone', { value: timeZone });
  }
}

/** A BCP 47 tag: `pt-BR`, `en-GB`. */
export function checkLocale(locale: string | null | undefined, field = 'locale'): void {
  if (locale === null || locale === undefined) return;
  try {
    new Intl.Locale(locale);
  } catch {
    throw invalid(field, 'locale', 'there is no such locale', { value: locale });
  }
}

export function checkCurrency(currency: string | undefined, field = 'currency'): void {
  if (currency !== undefined && !isCurrency(currency))
    throw invalid(field, 'currency', 'needs a currency code such as EUR', { value: currency });
}
