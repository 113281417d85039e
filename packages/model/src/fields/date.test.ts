import { describe, expect, test } from 'vitest';
import { kinds } from './index.ts';

const day = (input: unknown, yearless = false) =>
  kinds.date.parse(input, { kind: 'date', yearless });
const time = (input: unknown) => kinds.dateTime.parse(input, { kind: 'dateTime' });
const print = { locale: 'pl', timeZone: 'Europe/Warsaw', option: String, yes: '', no: '' };
const context = {
  me: null,
  now: '2026-11-22T10:00:00.000Z',
  timeZone: 'Europe/Warsaw',
  rate: () => null,
};
const problem = (code: string) => expect.objectContaining({ code });

describe('a date', () => {
  test('is a day of the calendar', () => {
    expect(day('2026-11-22')).toBe('2026-11-22');
    expect(day(' 2028-02-29 ')).toBe('2028-02-29');
    for (const wrong of [
      '2026-02-29',
      '2026-13-01',
      '2026-11-31',
      '22/11/2026',
      '2026-1-1',
      '0000-01-01',
      '2026-11-22T10:00:00Z',
      20261122,
      [],
      true,
    ])
      expect(() => day(wrong)).toThrow(problem('date'));
  });

  test('may be empty', () => expect([day(null), day('')]).toEqual([null, null]));

  test('is printed as the reader writes dates', () =>
    expect(kinds.date.print('2026-11-22', { kind: 'date' }, print)).toBe('22 lis 2026'));
});

describe('a birthday', () => {
  test('may come without its year, even on 29 February', () => {
    expect(day('--11-22', true)).toBe('--11-22');
    expect(day('--02-29', true)).toBe('--02-29');
    expect(() => day('--02-30', true)).toThrow(problem('date'));
    expect(() => day('--11-22')).toThrow(problem('date'));
  });

  test('without its year is printed without one', () =>
    expect(kinds.date.print('--11-22', { kind: 'date', yearless: true }, print)).toBe(
      '22 listopada',
    ));
});

describe('a time', () => {
  test('is kept in UTC, to the millisecond', () => {
    expect(time('2026-11-22T10:00:00Z')).toBe('2026-11-22T10:00:00.000Z');
    expect(time('2026-11-22T10:00+01:00')).toBe('2026-11-22T09:00:00.000Z');
    expect(time('2026-11-22T10:00:00.123456-03:00')).toBe('2026-11-22T13:00:00.123Z');
  });

  test('without a zone, or on a day that does not exist, is refused', () => {
    const wrong = [
      '2026-11-22',
      '2026-11-22T10:00:00',
      '2026-02-30T10:00:00Z',
      '2026-11-22T25:00:00Z',
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00+02:00',
      '9999-12-31T23:59:59-05:00',
      0,
      {},
    ];
    for (const one of wrong) expect(() => time(one)).toThrow(problem('dateTime'));
  });

  test('in a condition may be a day, which means its beginning where the asker is', () => {
    expect(kinds.dateTime.operand('2026-11-22', context)).toBe('2026-11-21T23:00:00.000Z');
    expect(kinds.dateTime.operand('2026-11-22T10:00:00+01:00', context)).toBe(
      '2026-11-22T09:00:00.000Z',
    );
  });

  test('is printed in the zone of the reader', () => {
    expect(kinds.dateTime.print('2026-11-22T10:00:00.000Z', { kind: 'dateTime' }, print)).toBe(
      '22 lis 2026, 11:00',
    );
  });
});
