import { parseNumber, withoutCurrency } from './numbers.ts';
import { problem, type DecimalMark, type Parsed } from './parsed.ts';
import { cleanText } from './text.ts';

/** Amount as decimal text, currency by ISO 4217. */
export interface MoneyText {
  amount: string;
  currency: string;
}

/** Signs that mean one currency, wherever they stand. */
const signs = new Map([
  ['R$', 'BRL'],
  ['€', 'EUR'],
  ['EURO', 'EUR'],
  ['ZŁ', 'PLN'],
  ['ZL', 'PLN'],
  ['£', 'GBP'],
  ['US$', 'USD'],
  ['U$', 'USD'],
  ['C$', 'CAD'],
  ['CA$', 'CAD'],
  ['A$', 'AUD'],
  ['AU$', 'AUD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['MX$', 'MXN'],
  ['AR$', 'ARS'],
  ['KČ', 'CZK'],
  ['FT', 'HUF'],
  ['LEI', 'RON'],
  ['SFR', 'CHF'],
  ['FR', 'CHF'],
  ['₽', 'RUB'],
  ['₴', 'UAH'],
  ['₺', 'TRY'],
  ['₹', 'INR'],
  ['₪', 'ILS'],
  ['₩', 'KRW'],
  ['₫', 'VND'],
  ['฿', 'THB'],
  ['元', 'CNY'],
  ['円', 'JPY'],
]);

/** Signs that several countries use: the workspace's own currency if it is one of them, else the first. */
const sharedSigns = new Map([
  ['$', ['USD', 'CAD', 'AUD', 'NZD', 'MXN', 'ARS', 'CLP', 'COP', 'HKD', 'SGD', 'UYU']],
  ['¥', ['JPY', 'CNY']],
  ['KR', ['SEK', 'NOK', 'DKK', 'ISK']],
]);

const codes = new Set(Intl.supportedValuesOf('currency'));

/**
 * An amount of money: `R$ 1.234,56`, `USD 1,234.56`, `1 234,56 zł`, `-12,00 €`, `1234.5`.
 *
 * @param decimal the decimal mark of the column
 * @param currency where the cell names none (ISO 4217)
 */
export function parseMoney(
  text: string,
  decimal: DecimalMark,
  currency: string,
): Parsed<MoneyText> {
  // `-R$ 5,00`: the sign belongs to the number.
  const clean = cleanText(text).replace(/^([-\u2212])\s*([^\d\s.,()-]+)\s?(?=[\d.,])/u, '$2 $1');
  if (clean === '') return { value: null };
  const bare = withoutCurrency(clean);
  const mark = clean.replace(bare, '').trim();
  const found = mark === '' ? currency : currencyOf(mark, currency);
  if (!found) return problem('currency_unknown', 'This is no amount in a known currency', clean);
  const number = parseNumber(bare, decimal);
  if (number.problem) return problem('amount_unreadable', 'This is no amount', clean);
  return { value: number.value === null ? null : { amount: number.value, currency: found } };
}

/** ISO 4217 code of a code, sign or abbreviation; undefined if it is none. */
export function currencyOf(text: string, usual: string): string | undefined {
  const mark = cleanText(text).toUpperCase().replace(/\.$/, '');
  const shared = sharedSigns.get(mark);
  if (shared) return shared.includes(usual) ? usual : shared[0];
  return signs.get(mark) ?? (codes.has(mark) ? mark : undefined);
}
