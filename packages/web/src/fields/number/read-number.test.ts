import { expect, test } from 'vitest';
import { readNumber, typedNumber } from './read-number.ts';

test.each([
  ['1.234,5', 'pt-BR', '1234.5'],
  ['1.500', 'pt-BR', '1500'],
  ['12.50', 'pt-BR', '12.50'],
  ['1 234,5', 'pl', '1234.5'],
  ['1\u00a0234\u00a0567,89', 'pl', '1234567.89'],
  ['1,234.5', 'en', '1234.5'],
  ['1,500', 'en', '1500'],
  ['1.500', 'en', '1.500'],
  ['-0,5', 'it', '-0.5'],
  [',5', 'it', '0.5'],
  ['1.234.567', 'it', '1234567'],
  ['12,', 'pl', '12'],
])('%s typed in %s is %s', (typed, locale, value) => {
  expect(readNumber(typed, locale)).toBe(value);
});

test.each(['', 'abc', '1-2', '--3', '1e5', ','])('%j is no number', (typed) => {
  expect(readNumber(typed, 'en')).toBeNull();
});

test('a number is offered for editing with the decimal sign of its reader', () => {
  expect(typedNumber('1234.50', 'pt-BR')).toBe('1234,50');
  expect(typedNumber('1234.50', 'en')).toBe('1234.50');
});
