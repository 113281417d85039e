import { expect, test } from 'vitest';
import { convertValue } from './convert-value.ts';
import { customField } from './custom-field.ts';

const label = { en: 'X' };
const as = (value: unknown, kind: Parameters<typeof customField>[0]['kind'], more = {}) =>
  convertValue(value, customField({ kind, label, ...more }), 'PLN');

test('what says the same in another kind of field is kept, and what does not is lost', () => {
  expect(as('12,50', 'number')).toBe('12.5');
  expect(as('12.50', 'money')).toEqual({ amount: '12.50', currency: 'PLN' });
  expect(as({ amount: '3.00', currency: 'EUR' }, 'money')).toMatchObject({ currency: 'EUR' });
  expect(as({ amount: '3.00', currency: 'EUR' }, 'text')).toBe('3.00');
  expect(as('seven', 'number')).toBeNull();
  expect(as('3.5', 'integer')).toBeNull();
  expect(as('7', 'rating')).toBeNull();
  expect(as('Tak', 'boolean')).toBe(true);
  expect(as('perhaps', 'boolean')).toBeNull();
  expect(as('2026-11-22T10:00:00.000Z', 'date')).toBe('2026-11-22');
  expect(as('2026-02-31', 'date')).toBeNull();
  expect(as(['a', 'b'], 'text')).toBe('a, b');
  expect(as(['a', 'b'], 'select', { options: [{ value: 'a' }] })).toBeNull();
  expect(as('a', 'multiSelect', { options: [{ value: 'a' }] })).toEqual(['a']);
  expect(as('c', 'select', { options: [{ value: 'a' }] })).toBeNull();
  expect(as('a@firm.example', 'emails')).toMatchObject([{ value: 'a@firm.example' }]);
  expect(as([{ value: '+48 1', primary: true }], 'text')).toBe('+48 1');
  expect(as('', 'number')).toBeNull();
});
