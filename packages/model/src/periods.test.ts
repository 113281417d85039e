import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodAfter, periodOf, periodUnits, plusDays, sameDayIn } from './index.ts';

const day = fc
  .date({ min: new Date('1999-12-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('weeks begin on Monday, months and quarters with their first day', () => {
  expect(periodOf('2026-11-22', 'week')).toBe('2026-11-16');
  expect(periodOf('2026-11-22', 'month')).toBe('2026-11-01');
  expect(periodOf('2026-11-22', 'quarter')).toBe('2026-10-01');
  expect(periodAfter('2026-10-01', 'quarter')).toBe('2027-01-01');
  expect(periodAfter('2026-12-01', 'month', -12)).toBe('2025-12-01');
});

test('a day moved to another period keeps its place in it, as far as that has one', () => {
  expect(sameDayIn('2027-02-01', 'month', '2026-11-30')).toBe('2027-02-28');
  expect(sameDayIn('2026-12-07', 'week', '2026-11-18')).toBe('2026-12-09');
  // The last day of its quarter's second month.
  expect(sameDayIn('2027-01-01', 'quarter', '2026-11-30')).toBe('2027-02-28');
  expect(sameDayIn('2026-11-01', 'month', '2026-11-30')).toBe('2026-11-30');
});

test('every day lies in its period and, moved, in the one to which it was moved', () => {
  fc.assert(
    fc.property(
      day,
      fc.constantFrom(...periodUnits),
      fc.integer({ min: -30, max: 30 }),
      (one, unit, by) => {
        const first = periodOf(one, unit);
        expect(first <= one && one < periodAfter(first, unit)).toBe(true);
        expect(periodOf(plusDays(periodAfter(first, unit), -1), unit)).toBe(first);
        const goal = periodAfter(first, unit, by);
        expect(periodOf(sameDayIn(goal, unit, one), unit)).toBe(goal);
      },
    ),
  );
});
