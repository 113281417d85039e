import { expect, test } from 'vitest';
import { daysIn } from './days-in.ts';

const moved = (at: string, before: string | null, after: string) => ({
  at: `2026-03-${at}T12:00:00.000Z`,
  fields: { stage: { before, after } },
});
const created = '2026-03-01T12:00:00.000Z';
const now = '2026-03-20T12:00:00.000Z';

test('each stage knows how long the deal was in it', () => {
  const days = daysIn([moved('05', 'a', 'b'), moved('15', 'b', 'c')], 'stage', 'c', created, now);
  expect(Object.fromEntries(days)).toEqual({ a: 4, b: 10, c: 5 });
});

test('a stage that a deal came back to counts both times', () => {
  const days = daysIn([moved('03', 'a', 'b'), moved('05', 'b', 'a')], 'stage', 'a', created, now);
  expect(Object.fromEntries(days)).toEqual({ a: 17, b: 2 });
});

test('a deal that never moved has been where it is since it was created', () => {
  expect(daysIn([], 'stage', { id: 'a', title: 'A' }, created, now).get('a')).toBe(19);
});

test('the creation in history is no move', () => {
  const days = daysIn([moved('01', null, 'a'), moved('04', 'a', 'b')], 'stage', 'b', created, now);
  expect(Object.fromEntries(days)).toEqual({ a: 3, b: 16 });
});
