import { expect, test } from 'vitest';
import { readSort, sortBy, toggleSort, writeSort } from './sort.ts';

const clicks = (start: string, ...fields: [string, boolean][]) =>
  writeSort(
    fields.reduce((steps, [field, adding]) => toggleSort(steps, field, adding), readSort(start)),
  );

test('a click sorts by a column alone, the next one turns it round', () => {
  expect(clicks('-createdAt', ['value', false])).toBe('value');
  expect(clicks('-createdAt', ['value', false], ['value', false])).toBe('-value');
  expect(clicks('value,title', ['value', false])).toBe('value');
});

test('a click with Shift adds a step, turns it round, and takes it out again', () => {
  expect(clicks('value', ['title', true])).toBe('value,title');
  expect(clicks('value', ['title', true], ['title', true])).toBe('value,-title');
  expect(clicks('value', ['title', true], ['title', true], ['title', true])).toBe('value');
});

test('the menu sets a direction without losing the other steps', () => {
  expect(writeSort(sortBy(readSort('value,title'), 'value', true, true))).toBe('-value,title');
  expect(writeSort(sortBy(readSort('value,title'), 'value', true, false))).toBe('-value');
});

test('a field that is named twice counts once', () => {
  expect(readSort('-value, value,,title')).toEqual([
    { field: 'value', descending: true },
    { field: 'title', descending: false },
  ]);
});
