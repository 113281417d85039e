/** Roughly what a euro is in other money, so that amounts look as people there expect them. No rate to calculate with. */
const perEuro: Record<string, number> = {
  BRL: 6,
  CAD: 1.6,
  CHF: 1,
  CZK: 25,
  DKK: 7.5,
  GBP: 0.85,
  HUF: 400,
  INR: 95,
  JPY: 165,
  MXN: 21,
  NOK: 11.5,
  PLN: 4.3,
  RON: 5,
  SEK: 11,
  USD: 1.1,
};

/** An amount of euros in another currency, rounded as somebody would who makes an offer. */
export function inCurrency(euros: number, currency: string): number {
  const amount = euros * (perEuro[currency] ?? 1);
  const step = 10 ** Math.max(1, Math.floor(Math.log10(amount)) - 1);
  return Math.round(amount / step) * step;
}

const currencies: Record<string, string> = {
  BR: 'BRL',
  IT: 'EUR',
  IE: 'EUR',
  PL: 'PLN',
  GB: 'GBP',
  US: 'USD',
  CA: 'CAD',
};

export const currencyIn = (country: string): string | undefined => currencies[country];
