import { Big } from 'big.js';
import type { Money } from '../kind-values.ts';
import type { FilterContext } from '../filter.ts';
import { numberFormat } from './formats.ts';
import { FieldProblem, type Kind, operatorsOf } from './kind.ts';
import { toDecimal } from './number.ts';

const digitsOf = new Map<string, number>();

/** Digits behind the point that a currency has (ISO 4217: JPY 0, EUR 2, KWD 3). */
export function currencyDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

const codes = new Set(Intl.supportedValuesOf('currency'));

export const isCurrency = (code: unknown): code is string =>
  typeof code === 'string' && codes.has(code);

/** Rounds half away from zero to the currency's own digits (spec decision 8). */
export function roundMoney(amount: string | Big, currency: string): string {
  return new Big(amount)
    .round(currencyDigits(currency), Big.roundHalfUp)
    .toFixed(currencyDigits(currency));
}

/** The sum of amounts of one currency. */
export const addMoney = (amounts: readonly string[], currency: string): string =>
  roundMoney(
    amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)),
    currency,
  );

/** Units of the workspace's currency, four digits; null without a rate. */
export function toBase(value: Money, context: Pick<FilterContext, 'rate'>): string | null {
  const rate = context.rate(value.currency);
  return rate === null
    ? null
    : new Big(value.amount).times(rate).round(4, Big.roundHalfUp).toFixed();
}

/** An amount with its currency. Compared in the workspace's currency, at the rates of the context. */
export const money: Kind<Money> = {
  scalar: 'decimal',
  operators: operatorsOf.number,
  parse(input, field) {
    if (input === null || input === '') return null;
    const { amount, currency, ...rest } = (
      typeof input === 'object' ? input : { amount: input, currency: undefined }
    ) as Partial<Money>;
    if (Object.keys(rest).length)
      throw new FieldProblem('unknown_part', 'takes amount and currency');
    if (amount === null || amount === '') return null;
    const value = toDecimal(amount);
    if (value === null)
      throw new FieldProblem('money', 'takes {"amount": "1250.00", "currency": "EUR"}');
    if (!isCurrency(currency))
      throw new FieldProblem('currency', 'needs a currency code such as EUR');
    if (field.min !== undefined && new Big(value).lt(field.min))
      throw new FieldProblem('too_small', `at least ${field.min}`, { min: field.min });
    if (new Big(value).abs().gte('1e15'))
      throw new FieldProblem('too_big', 'at most 15 digits', { max: 1e15 });
    return { amount: roundMoney(value, currency), currency };
  },
  scalars: (value, context) => [toBase(value as Money, context)],
  operand: (value, context) =>
    typeof value === 'object' && value !== null
      ? toBase(value as Money, context)
      : toDecimal(value),
  part: (part) => part,
  parts: {
    currency: {
      field: { kind: 'select', options: [...codes].map((value) => ({ value })) },
      of: (value) => (value as Money).currency,
      takes: isCurrency,
      wanted: 'a currency code such as EUR',
    },
  },
  print: (value, _field, { locale }) =>
    numberFormat(locale, { style: 'currency', currency: value.currency }).format(
      value.amount as Intl.StringNumericLiteral,
    ),
};
