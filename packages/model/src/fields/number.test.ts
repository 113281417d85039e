import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Field } from '../field.ts';
import { kinds } from './index.ts';
import { toDecimal } from './number.ts';

const print = {
  locale: 'en',
  timeZone: 'UTC',
  option: (value: string) => value,
  yes: 'Yes',
  no: 'No',
};
const parse = (
  kind: 'number' | 'integer' | 'percent' | 'rating' | 'duration',
  input: unknown,
  more: Partial<Field> = {},
) => kinds[kind].parse(input, { kind, ...more });
const problem = (code: string) => expect.objectContaining({ code });

describe('a number', () => {
  test('keeps all its digits', () => {
    expect(parse('number', '0.12345678901234567890')).toBe('0.1234567890123456789');
    expect(parse('number', '123456789012345678901234567890')).toBe(
      '123456789012345678901234567890',
    );
    expect(parse('number', 0.1)).toBe('0.1');
    expect(parse('number', ' -5.50 ')).toBe('-5.5');
  });

  test('is not what only looks like one', () => {
    for (const wrong of [
      '1,5',
      '1e3',
      '0x10',
      '1.',
      '.5',
      '--1',
      'NaN',
      Number.NaN,
      Number.POSITIVE_INFINITY,
      true,
      [],
      {},
      '1 000',
    ])
      expect(() => parse('number', wrong)).toThrow(problem('number'));
  });

  test('respects the limits of its field, both included', () => {
    expect(parse('number', 5, { min: 5, max: 5 })).toBe('5');
    expect(() => parse('number', '4.99', { min: 5 })).toThrow(problem('too_small'));
    expect(() => parse('number', '5.01', { max: 5 })).toThrow(problem('too_big'));
  });

  test('reads every decimal that it writes', () => {
    const kept = fc
      .double({ noNaN: true, min: -1e15, max: 1e15 })
      .filter((value) => toDecimal(value) !== null);
    fc.assert(
      fc.property(kept, (value) => {
        const written = toDecimal(value);
        expect([toDecimal(written), Number(written)]).toEqual([written, value === 0 ? 0 : value]);
      }),
    );
  });
});

test('nothing is empty, zero is not', () => {
  for (const kind of ['number', 'integer', 'percent', 'rating', 'duration'] as const) {
    expect([parse(kind, null), parse(kind, '')]).toEqual([null, null]);
    expect(Number(parse(kind, 0))).toBe(0);
    expect(parse(kind, '0')).not.toBeNull();
  }
});

test('employees are counted in whole numbers', () => {
  expect(parse('integer', '12')).toBe(12);
  expect(parse('integer', 12.0)).toBe(12);
  expect(() => parse('integer', 1.5)).toThrow(problem('integer'));
  expect(() => parse('integer', '9007199254740993')).toThrow(problem('too_big'));
});

test('a rating has one to five stars', () => {
  const stars = { min: 1, max: 5 };
  expect(parse('rating', 5, stars)).toBe(5);
  expect(() => parse('rating', 0, stars)).toThrow(problem('too_small'));
  expect(() => parse('rating', 6, stars)).toThrow(problem('too_big'));
  expect(() => parse('rating', 4.5, stars)).toThrow(problem('integer'));
  expect(kinds.rating.print(3, { kind: 'rating' }, print)).toBe('★★★');
});

test('a probability is rounded to two decimals, half away from zero', () => {
  expect(parse('percent', '33.335')).toBe(33.34);
  expect(() => parse('percent', 100.01, { min: 0, max: 100 })).toThrow(problem('too_big'));
  expect(kinds.percent.print(12.5, { kind: 'percent' }, print)).toBe('12.5%');
});

test('ninety minutes are an hour and a half', () => {
  expect(kinds.duration.print(90, { kind: 'duration' }, print)).toBe('1:30');
  expect(kinds.duration.print(5, { kind: 'duration' }, print)).toBe('0:05');
});

test('a deal’s number is printed without separators, an amount of people with them', () => {
  expect(kinds.autonumber.print(12345, { kind: 'autonumber' }, print)).toBe('12345');
  expect(kinds.integer.print(12345, { kind: 'integer' }, { ...print, locale: 'it' })).toBe(
    '12.345',
  );
  expect(kinds.number.print('1234567.891', { kind: 'number' }, { ...print, locale: 'pt-BR' })).toBe(
    '1.234.567,891',
  );
});
