import { expect, test } from 'vitest';
import { readDuration, typedDuration } from './read-duration.ts';

test.each([
  ['1:30', 90],
  ['45', 45],
  ['1h 30m', 90],
  ['1,5h', 90],
  ['2 h', 120],
  ['1h30', 90],
  ['30 min', 30],
  ['0:05', 5],
])('%s are %s minutes', (typed, minutes) => {
  expect(readDuration(typed)).toBe(minutes);
});

test.each(['', 'x', '1:75', '-5'])('%j is no length of time', (typed) => {
  expect(readDuration(typed)).toBeNull();
});

test('ninety minutes are shown as hours and minutes', () => {
  expect(typedDuration(90)).toBe('1:30');
});
