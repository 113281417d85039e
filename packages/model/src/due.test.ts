import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  deadlineAfter,
  deadlineIn,
  dueColumnOf,
  dueColumns,
  dueFilter,
  matches,
  plusDays,
  shipped,
} from './index.ts';

const zones = [
  'Europe/Rome',
  'Europe/Warsaw',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'UTC',
];
const instants = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const zone = fc.constantFrom(...zones);

test('half past eleven tonight is today in Rome, and tomorrow for whoever is in Kathmandu', () => {
  // A Wednesday.
  const now = '2026-11-18T12:00:00.000Z';
  const evening = '2026-11-18T22:30:00.000Z';
  expect(dueColumnOf(evening, now, 'Europe/Rome', false)).toBe('today');
  expect(dueColumnOf(evening, now, 'Asia/Kathmandu', false)).toBe('thisWeek');
  expect(dueColumnOf('2026-11-18T11:59:00.000Z', now, 'Europe/Rome', false)).toBe('overdue');
  expect(dueColumnOf('2026-11-22T22:59:00.000Z', now, 'Europe/Rome', false)).toBe('thisWeek');
  expect(dueColumnOf('2026-11-22T23:00:00.000Z', now, 'Europe/Rome', false)).toBe('nextWeek');
  expect(dueColumnOf('2026-11-30', now, 'Europe/Rome', true)).toBe('later');
  expect(dueColumnOf('2026-11-18', now, 'Europe/Rome', true)).toBe('today');
  expect(dueColumnOf(null, now, 'Europe/Rome', true)).toBe('none');
});

test('every value lies in exactly the column whose filter takes it', () => {
  fc.assert(
    fc.property(
      instants,
      fc.option(fc.integer({ min: -40, max: 40 }), { nil: null }),
      zone,
      (now, days, timeZone) => {
        const value = days === null ? null : `${plusDays(now.slice(0, 10), days)}${now.slice(10)}`;
        const context = { me: null, now, timeZone, rate: () => null };
        const found = dueColumns.filter((column) =>
          matches(
            dueFilter(column, 'nextActivityAt', now, timeZone, false),
            { nextActivityAt: value },
            'deal',
            shipped,
            context,
          ),
        );
        expect(found).toEqual([dueColumnOf(value, now, timeZone, false)]);
      },
    ),
  );
});

test('what is planned into a column stands in it, and not at a weekend next week or later', () => {
  fc.assert(
    fc.property(instants, zone, (now, timeZone) => {
      for (const column of dueColumns) {
        const deadline = deadlineIn(column, now, timeZone);
        if (deadline !== null) expect(dueColumnOf(deadline, now, timeZone, false)).toBe(column);
      }
      expect(deadlineIn('overdue', now, timeZone)).toBeNull();
      expect(deadlineIn('none', now, timeZone)).toBeNull();
    }),
  );
  // A Saturday morning.
  expect(deadlineIn('nextWeek', '2026-11-21T09:10:00.000Z', 'UTC')).toBe(
    '2026-11-27T10:00:00.000Z',
  );
  expect(deadlineIn('later', '2026-11-21T09:10:00.000Z', 'UTC')).toBe('2026-12-07T10:00:00.000Z');
});

test('a new activity is proposed three working days ahead, at the next full hour', () => {
  // Thursday in Warsaw, 14:20: Friday, Monday, Tuesday.
  expect(deadlineAfter(3, '2026-11-19T13:20:00.000Z', 'Europe/Warsaw')).toBe(
    '2026-11-24T14:00:00.000Z',
  );
  // Full hours stay; Sunday: Monday, Tuesday, Wednesday.
  expect(deadlineAfter(3, '2026-11-22T09:00:00.000Z', 'UTC')).toBe('2026-11-25T09:00:00.000Z');
  // Half past eleven at night becomes the midnight after it.
  expect(deadlineAfter(3, '2026-11-16T23:30:00.000Z', 'UTC')).toBe('2026-11-20T00:00:00.000Z');
});
