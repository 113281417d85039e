import type { Language } from '@relata/model';

/** What a browser says about where it is: a first answer, which the person may change. */
const currencyOfRegion: Record<string, string> = {
  AR: 'ARS',
  AU: 'AUD',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CL: 'CLP',
  CN: 'CNY',
  CO: 'COP',
  CZ: 'CZK',
  DK: 'DKK',
  GB: 'GBP',
  HU: 'HUF',
  IL: 'ILS',
  IN: 'INR',
  JP: 'JPY',
  KR: 'KRW',
  MX: 'MXN',
  NO: 'NOK',
  NZ: 'NZD',
  PL: 'PLN',
  RO: 'RON',
  RS: 'RSD',
  SE: 'SEK',
  TR: 'TRY',
  UA: 'UAH',
  US: 'USD',
  ZA: 'ZAR',
};
const currencyOfZone: [RegExp, string][] = [
  [/^Europe\/Warsaw$/, 'PLN'],
  [/^Europe\/London$/, 'GBP'],
  [/^Europe\/Zurich$/, 'CHF'],
  [
    /^America\/(Sao_Paulo|Bahia|Fortaleza|Recife|Manaus|Belem|Cuiaba|Maceio|Campo_Grande|Porto_Velho|Rio_Branco|Noronha)$/,
    'BRL',
  ],
  [/^America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit)$/, 'USD'],
  [/^Europe\//, 'EUR'],
];

/** The browser's own spelling of the language that was chosen: `en-GB` for English, where it has one. */
export function guessLocale(
  language: Language,
  offered: readonly string[] = navigator.languages,
): string {
  return (
    offered.find(
      (one) => one.slice(0, 2).toLowerCase() === language.slice(0, 2) && one.length > 2,
    ) ?? language
  );
}

/** By the clock first: people travel less than their browsers speak English. */
export function guessCurrency(locale: string, timeZone: string): string {
  const byZone = currencyOfZone.find(([pattern]) => pattern.test(timeZone))?.[1];
  const region = new Intl.Locale(locale).maximize().region ?? '';
  return byZone ?? currencyOfRegion[region] ?? 'EUR';
}
