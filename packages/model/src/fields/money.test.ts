import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from './index.ts';
import { currencyDigits, isCurrency, roundMoney, toBase } from './money.ts';

const value = { kind: 'money', min: 0 } as const;
const parse = (input: unknown) => kinds.money.parse(input, value);
const problem = (code: string) => expect.objectContaining({ code });

test('an amount is kept with the digits of its currency', () => {
  expect(parse({ amount: '1250', currency: 'EUR' })).toEqual({
    amount: '1250.00',
    currency: 'EUR',
  });
  expect(parse({ amount: 1250.5, currency: 'PLN' })).toEqual({
    amount: '1250.50',
    currency: 'PLN',
  });
  expect(parse({ amount: '99.5', currency: 'JPY' })).toEqual({ amount: '100', currency: 'JPY' });
  expect(parse({ amount: '1.0005', currency: 'KWD' })).toEqual({
    amount: '1.001',
    currency: 'KWD',
  });
});

test('no amount is no money, whatever the currency', () => {
  for (const nothing of [
    null,
    '',
    { amount: null, currency: 'EUR' },
    { amount: '', currency: 'EUR' },
  ])
    expect(parse(nothing)).toBeNull();
});

test('what is no amount, or has no currency that exists, is refused', () => {
  for (const wrong of ['a lot', { amount: '1,5', currency: 'EUR' }, { currency: 'EUR' }, [], true])
    expect(() => parse(wrong)).toThrow(problem('money'));
  for (const wrong of [
    100,
    '100',
    { amount: 1 },
    { amount: 1, currency: 'eur' },
    { amount: 1, currency: 'XYZW' },
  ])
    expect(() => parse(wrong)).toThrow(problem('currency'));
});

test('a deal is worth nothing or more, and less than a quadrillion', () => {
  expect(parse({ amount: 0, currency: 'EUR' })).toEqual({ amount: '0.00', currency: 'EUR' });
  expect(() => parse({ amount: '-0.01', currency: 'EUR' })).toThrow(problem('too_small'));
  expect(parse({ amount: '999999999999999.99', currency: 'EUR' })).toMatchObject({
    amount: '999999999999999.99',
  });
  expect(() => parse({ amount: '1000000000000000', currency: 'EUR' })).toThrow(problem('too_big'));
});

describe('rounding', () => {
  test('goes half away from zero', () => {
    expect([
      roundMoney('0.125', 'EUR'),
      roundMoney('-0.125', 'EUR'),
      roundMoney('1.005', 'EUR'),
    ]).toEqual(['0.13', '-0.13', '1.01']);
    expect([roundMoney('0.5', 'JPY'), roundMoney('-0.5', 'JPY')]).toEqual(['1', '-1']);
  });

  test('is never off by more than half of the smallest coin, and a half always grows', () => {
    const currency = fc.constantFrom('EUR', 'BRL', 'PLN', 'JPY', 'KWD', 'CLF');
    fc.assert(
      fc.property(currency, fc.bigInt(-(10n ** 16n), 10n ** 16n), (code, units) => {
        const digits = currencyDigits(code);
        const scale = 10n ** BigInt(4 - digits + 2);
        const given = decimal(units, 6);
        // Whole coins, by integer arithmetic: half a coin more, then cut off, and the sign put back.
        const size = units < 0n ? -units : units;
        const coins = (size + scale / 2n) / scale;
        expect(roundMoney(given, code)).toBe(decimal(units < 0n ? -coins : coins, digits));
      }),
    );
  });
});

test('amounts are compared in the currency of the workspace', () => {
  const context = { rate: (code: string) => ({ PLN: '1', EUR: '4.30' })[code] ?? null };
  expect(toBase({ amount: '100.00', currency: 'EUR' }, context)).toBe('430');
  expect(toBase({ amount: '100.00', currency: 'PLN' }, context)).toBe('100');
  expect(toBase({ amount: '100.00', currency: 'USD' }, context)).toBeNull();
});

test('an amount is printed as the reader writes money', () => {
  const print = (locale: string) =>
    kinds.money
      .print({ amount: '1234567.50', currency: 'BRL' }, value, {
        locale,
        timeZone: 'UTC',
        option: String,
        yes: '',
        no: '',
      })
      .replace(/\s/g, ' ');
  expect(print('pt-BR')).toBe('R$ 1.234.567,50');
  expect(print('pl')).toBe('1 234 567,50 R$');
});

test('a currency is one that people trade in', () => {
  expect(['EUR', 'BRL', 'PLN'].every(isCurrency)).toBe(true);
  for (const wrong of ['euro', '€', '', null, 978]) expect(isCurrency(wrong)).toBe(false);
});

/** `-1234567` with 6 digits behind the point: `-1.234567`. */
function decimal(units: bigint, digits: number): string {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const sign = units < 0n && /[1-9]/.test(text) ? '-' : '';
  return digits ? `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}` : `${sign}${text}`;
}
