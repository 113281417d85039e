import { Big } from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { allRows, open } from '../read/fixtures.ts';
import { parseMoney } from './money.ts';
import { detectDecimal, parseNumber } from './numbers.ts';

const expectedMark: Record<string, ',' | '.'> = { eu: ',', ch: '.', us: '.', in: '.' };

test('every way to write an amount is read in its own notation, and never wrong in the other', async () => {
  const rows = (await allRows(await open('numbers-mixed.csv'))).map(({ cells }) => cells);
  const read = (text = '', decimal: ',' | '.'): string | undefined => {
    const amount = parseMoney(text, decimal, 'EUR').value?.amount;
    return amount === undefined ? undefined : new Big(amount).toFixed();
  };
  const exact = (number = ''): string => new Big(number).toFixed();

  const inOne = rows.filter(([, , style = '']) => style in expectedMark);
  expect(inOne.map(([, text, style = '']) => read(text, expectedMark[style] ?? '.'))).toEqual(
    inOne.map(([, , , expected]) => exact(expected)),
  );
  const wrong = inOne.filter(([, text, style = '', expected]) => {
    const other = read(text, expectedMark[style] === ',' ? '.' : ',');
    return other !== undefined && other !== exact(expected);
  });
  expect(wrong).toEqual([]);

  const inBoth = rows.filter(([, , style]) => style === 'sci' || style === 'arabic');
  expect(inBoth.map(([, text]) => [read(text, ','), read(text, '.')])).toEqual(
    inBoth.map(([, , , expected]) => [exact(expected), exact(expected)]),
  );
  const inNone = rows.filter(([, , style]) => style === 'error');
  expect(inNone.flatMap(([, text]) => [read(text, ','), read(text, '.')]).filter(Boolean)).toEqual(
    [],
  );
  expect(inOne.length + inBoth.length + inNone.length).toBe(28);
});

test('a number that reads both ways is decided by the column', async () => {
  expect(parseNumber('1.234', ',').value).toBe('1234');
  expect(parseNumber('1.234', '.').value).toBe('1.234');
  expect(detectDecimal(['1.234', '2.500'])).toBe('ambiguous');
  expect(detectDecimal(['1.234', '0,5'])).toBe(',');
  expect(detectDecimal(['R$ 1.234,56', '10'])).toBe(',');
  expect(detectDecimal(['USD 1,234.56'])).toBe('.');
  expect(detectDecimal(['0.125'])).toBe('.');
  expect(detectDecimal(['12', '7'])).toBe('none');
  const mixed = (await allRows(await open('numbers-mixed.csv'))).map((row) => row.cells[1] ?? '');
  expect(detectDecimal(mixed)).toBe('contradicting');
});

test('amounts are exact to the last digit', () => {
  expect(parseMoney('99999999999999999999,99', ',', 'EUR').value?.amount).toBe(
    '99999999999999999999.99',
  );
  const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  fc.assert(
    fc.property(amount, fc.constantFrom('.', ' ', '\u00a0', "'", ''), (cents, group) => {
      const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
      const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
      const exact = `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      expect(parseNumber(`${cents < 0n ? '-' : ''}${whole},${digits.slice(-2)}`, ',').value).toBe(
        exact,
      );
    }),
  );
});

test.for([
  ['R$ 1.234,56', '1234.56', 'BRL'],
  ['-R$ 5,00', '-5.00', 'BRL'],
  ['1 234,56 zł', '1234.56', 'PLN'],
  ['85\u00a0124\u00a0848,93 zł', '85124848.93', 'PLN'],
  ['1.536.735,23 €', '1536735.23', 'EUR'],
  ['US$ 10', '10', 'USD'],
  ['EUR 10', '10', 'EUR'],
  ['12 Kč', '12', 'CZK'],
  ['10', '10', 'PLN'],
])('%s is %s %s', ([text = '', amount, currency]) => {
  expect(parseMoney(text, ',', 'PLN').value).toEqual({ amount, currency });
});

test('a dollar sign is the dollar of the workspace, if it counts in dollars', () => {
  expect(parseMoney('$5', '.', 'CAD').value?.currency).toBe('CAD');
  expect(parseMoney('$5', '.', 'EUR').value?.currency).toBe('USD');
});

test('what is no amount is a problem, an empty cell is none', () => {
  expect(parseMoney(' ', ',', 'EUR')).toEqual({ value: null });
  expect(parseMoney('5 XYZ', ',', 'EUR').problem?.code).toBe('currency_unknown');
  for (const text of [
    'R$ abc',
    'R$ 1.23.4,5',
    'a combinar',
    'R$ 12,345.678,90',
    'R$',
    'NaN',
    'Infinity',
  ]) {
    expect.soft(parseMoney(text, ',', 'EUR').problem?.code, text).toBe('amount_unreadable');
  }
});
