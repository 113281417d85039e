import { describe, expect, test } from 'vitest';
import { acme, eur, mistaken } from './test/asked.ts';

describe('texts', () => {
  test('are equal only letter by letter', () =>
    expect(
      mistaken('deal', 'name', 'Żabka Kraków', [
        [{ eq: 'Żabka Kraków' }, true],
        [{ eq: 'żabka kraków' }, false],
        [{ eq: 'Zabka Krakow' }, false],
        [{ in: ['x', 'Żabka Kraków'] }, true],
        [{ in: [] }, false],
        [{ ne: 'Żabka' }, true],
        [{ nin: ['Żabka Kraków'] }, false],
        [{ nin: [] }, true],
      ]),
    ).toEqual([]));

  test('contain, begin and end without regard to case and accents', () =>
    expect(
      mistaken('deal', 'name', 'Żabka Kraków', [
        [{ contains: 'KRAKOW' }, true],
        [{ contains: 'bka k' }, true],
        [{ contains: 'łódź' }, false],
        [{ startsWith: 'zab' }, true],
        [{ startsWith: 'kra' }, false],
        [{ endsWith: 'ÓW' }, true],
        [{ endsWith: 'zab' }, false],
        [{ contains: '' }, false],
        [{ contains: '%' }, false],
      ]),
    ).toEqual([]));

  test('of no letters are empty', () => {
    for (const nothing of ['', null, undefined])
      expect(
        mistaken('deal', 'name', nothing, [
          [{ empty: true }, true],
          [{ empty: false }, false],
          [{ eq: '' }, true],
          [{ eq: null }, true],
          [{ ne: '' }, false],
          [{ ne: 'Acme' }, true],
          [{ nin: ['Acme'] }, true],
          [{ eq: 'Acme' }, false],
          [{ contains: 'a' }, false],
        ]),
      ).toEqual([]);
    expect(
      mistaken('deal', 'name', 'Acme', [
        [{ empty: false }, true],
        [{ eq: '' }, false],
        [{ ne: '' }, true],
      ]),
    ).toEqual([]);
  });
});

test('deals without a value, a date or an owner are among those that are “not” something', () => {
  const conditions: [string, unknown][] = [
    ['value', 100],
    ['expectedClose', '2026-05-14'],
    ['owner', '@me'],
    ['type', 'sale'],
    ['rating', 3],
    ['company', acme],
  ];
  for (const [field, operand] of conditions)
    expect(
      mistaken('deal', field, null, [
        [{ ne: operand }, true],
        [{ nin: [operand] }, true],
        [{ eq: operand }, false],
        [{ in: [operand] }, false],
        [{ empty: true }, true],
      ]),
    ).toEqual([]);
});

describe('amounts', () => {
  test('are compared in the currency of the workspace', () =>
    expect(
      mistaken('deal', 'value', eur('100.00'), [
        [{ eq: 430 }, true],
        [{ eq: '430.00' }, true],
        [{ eq: eur('100') }, true],
        [{ eq: { amount: '430', currency: 'PLN' } }, true],
        [{ gt: 429 }, true],
        [{ gt: 430 }, false],
        [{ gte: 430 }, true],
        [{ lt: 430 }, false],
        [{ lte: 430 }, true],
      ]),
    ).toEqual([]));

  test('lie between both ends, ends included', () =>
    expect(
      mistaken('deal', 'value', eur('100.00'), [
        [{ between: [430, 500] }, true],
        [{ between: [400, 430] }, true],
        [{ between: [430, 430] }, true],
        [{ between: [431, 500] }, false],
        [{ between: [500, 400] }, false],
      ]),
    ).toEqual([]));

  test('without a rate are neither more nor less than anything, but not empty', () =>
    expect(
      mistaken('deal', 'value', { amount: '100.00', currency: 'USD' }, [
        [{ gt: 0 }, false],
        [{ lte: 0 }, false],
        [{ between: [0, 1000] }, false],
        [{ eq: 100 }, false],
        [{ ne: 100 }, true],
        [{ empty: false }, true],
      ]),
    ).toEqual([]));
});

test('numbers are compared by value, not as texts', () => {
  expect(
    mistaken('company', 'employees', 9, [
      [{ lt: 10 }, true],
      [{ gt: '10' }, false],
      [{ eq: '9.0' }, true],
      [{ in: [8, 9] }, true],
      [{ between: ['9', 9] }, true],
    ]),
  ).toEqual([]);
  expect(
    mistaken('company', 'employees', 0, [
      [{ empty: true }, false],
      [{ eq: 0 }, true],
    ]),
  ).toEqual([]);
});

describe('dates', () => {
  test('are before, on or after a day', () =>
    expect(
      mistaken('deal', 'expectedClose', '2026-05-14', [
        [{ eq: '2026-05-14' }, true],
        [{ lt: '2026-05-15' }, true],
        [{ lt: '2026-05-14' }, false],
        [{ gte: '2026-05-14' }, true],
        [{ gt: '2026-05-14' }, false],
        [{ between: ['2026-05-01', '2026-05-14'] }, true],
        [{ between: ['2026-05-14', '2026-05-31'] }, true],
        [{ within: 'today' }, true],
        [{ within: 'thisWeek' }, true],
        [{ within: 'tomorrow' }, false],
        [{ within: 'past' }, false],
      ]),
    ).toEqual([]));

  test('of birthdays without a year are found as birthdays', () =>
    expect(
      mistaken('person', 'birthday', '--11-22', [
        [{ empty: false }, true],
        [{ lt: '1900-01-01' }, true],
        [{ eq: '2026-11-22' }, false],
      ]),
    ).toEqual([]));

  test('of times belong to the day on the wall of whoever asks', () => {
    const lateYesterdayInUtc = '2026-05-13T22:30:00.000Z';
    expect(
      mistaken('deal', 'createdAt', lateYesterdayInUtc, [
        [{ within: 'today' }, true],
        [{ within: 'yesterday' }, false],
        [{ gte: '2026-05-14' }, true],
        [{ lt: '2026-05-14' }, false],
        [{ eq: '2026-05-14T00:30:00+02:00' }, true],
        [{ within: 'past' }, true],
      ]),
    ).toEqual([]);
  });
});
