import type { AnyRecord } from '@relata/client';
import { expect, test } from 'vitest';
import { neighbour } from './keyboard.ts';
import type { Column } from './move.ts';

const card = (id: string): AnyRecord => ({
  id,
  title: id,
  version: 1,
  createdAt: '',
  createdBy: null,
  updatedAt: '',
  updatedBy: null,
  tags: null,
});
const column = (key: string, ids: string[]): Column => ({
  key,
  title: key,
  colour: null,
  count: ids.length,
  records: ids.map(card),
  next: null,
});
const board = [column('a', ['a1', 'a2', 'a3']), column('empty', []), column('c', ['c1', 'c2'])];
const from = (at: number, id: string, key: string) => neighbour(board, at, card(id), key)?.id;

test('arrows walk down a column and stop at its end', () => {
  expect(from(0, 'a1', 'ArrowDown')).toBe('a2');
  expect(from(0, 'a3', 'ArrowDown')).toBeUndefined();
  expect(from(0, 'a1', 'ArrowUp')).toBeUndefined();
});

test('to the side, empty columns are passed over and the height is kept where there is a card', () => {
  expect(from(0, 'a2', 'ArrowRight')).toBe('c2');
  expect(from(0, 'a3', 'ArrowRight')).toBe('c2');
  expect(from(2, 'c1', 'ArrowLeft')).toBe('a1');
  expect(from(2, 'c1', 'ArrowRight')).toBeUndefined();
});
