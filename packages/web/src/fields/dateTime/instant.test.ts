import { clockIn, instantAt } from '@relata/model';
import { expect, test } from 'vitest';
import { dayDistance, nextSlot, readTime } from './instant.ts';

test.each([
  ['14:30', '14:30'],
  ['9', '09:00'],
  ['930', '09:30'],
  ['1430', '14:30'],
  ['14h30', '14:30'],
  ['14h', '14:00'],
  ['2:30 pm', '14:30'],
  ['12am', '00:00'],
  ['12 PM', '12:00'],
  ['8.15', '08:15'],
])('%s is %s', (typed, time) => {
  expect(readTime(typed)).toBe(time);
});

test.each(['', '25', '12:60', 'noon', '13pm'])('%j is no time', (typed) => {
  expect(readTime(typed)).toBeNull();
});

test('a time is meant on the clock of the person, summer or winter', () => {
  expect(instantAt('2026-01-15', '10:00', 'Europe/Warsaw')).toBe('2026-01-15T09:00:00.000Z');
  expect(instantAt('2026-07-15', '10:00', 'Europe/Warsaw')).toBe('2026-07-15T08:00:00.000Z');
  expect(instantAt('2026-07-15', '22:00', 'America/Sao_Paulo')).toBe('2026-07-16T01:00:00.000Z');
});

test('on the day that clocks change, the afternoon is still right', () => {
  expect(instantAt('2026-03-29', '15:00', 'Europe/Rome')).toBe('2026-03-29T13:00:00.000Z');
  expect(instantAt('2026-10-25', '15:00', 'Europe/Rome')).toBe('2026-10-25T14:00:00.000Z');
  expect(clockIn('2026-10-25T14:00:00.000Z', 'Europe/Rome')).toBe('15:00');
});

test('late in the evening it is already tomorrow elsewhere', () => {
  expect(
    dayDistance('2026-07-16T01:00:00.000Z', '2026-07-15T12:00:00.000Z', 'America/Sao_Paulo'),
  ).toBe('today');
  expect(dayDistance('2026-07-16T01:00:00.000Z', '2026-07-15T12:00:00.000Z', 'Europe/Rome')).toBe(
    'tomorrow',
  );
});

test('what is planned in the evening is proposed for the next morning', () => {
  expect(nextSlot('2026-07-15T10:00:00.000Z', 'Europe/Rome')).toBe('2026-07-15T15:00:00.000Z');
  expect(nextSlot('2026-07-15T16:00:00.000Z', 'Europe/Rome')).toBe('2026-07-16T07:00:00.000Z');
});
