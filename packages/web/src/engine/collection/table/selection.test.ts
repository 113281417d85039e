import type { AnyRecord } from '@relata/client';
import { expect, test } from 'vitest';
import { extend, nothing, shareOf, toggle, togglePage } from './selection.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id): AnyRecord => ({
  id,
  version: 1,
  title: id,
  tags: null,
  createdAt: '',
  createdBy: null,
  updatedAt: '',
  updatedBy: null,
}));
const rowAt = (index: number) => rows[index];

test('Shift takes everything from the last choice on, in both directions', () => {
  const one = toggle(nothing, 'c', 2, rows);
  expect([...extend(one, 4, rowAt).ids].toSorted()).toEqual(['c', 'd', 'e']);
  expect([...extend(one, 0, rowAt).ids].toSorted()).toEqual(['a', 'b', 'c']);
});

test('the box in the header takes the page, and lets it go again', () => {
  const all = togglePage(nothing, rows);
  expect(shareOf(all, rows)).toBe('all');
  expect(togglePage(all, rows)).toEqual(nothing);
  expect(shareOf(toggle(all, 'b', 1, rows), rows)).toBe('some');
});

test('taking one out of all that match keeps the loaded others', () => {
  const left = toggle({ ...nothing, isAll: true }, 'b', 1, rows);
  expect(left.isAll).toBe(false);
  expect([...left.ids].toSorted()).toEqual(['a', 'c', 'd', 'e']);
});
