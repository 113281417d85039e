import type { AnyRecord } from '@relata/client';
import { expect, test } from 'vitest';
import { appendCards, type Column, isElsewhere, moveCard, showCard, takeCard } from './move.ts';

const card = (id: string, amount: string, currency = 'EUR', probability = 50): AnyRecord => ({
  id,
  title: id,
  version: 1,
  createdAt: '',
  createdBy: null,
  updatedAt: '',
  updatedBy: null,
  tags: null,
  stage: 'a',
  value: { amount, currency },
  probability,
});
const money = (amount: string) => ({ amount, currency: 'EUR', parts: [], unconverted: [] });
const column = (key: string, records: AnyRecord[], sum: string): Column => ({
  key,
  title: key,
  colour: null,
  count: records.length,
  sum: money(sum),
  weighted: money('0.00'),
  records,
  next: null,
});
const measures = { sum: 'value', weight: 'probability', rates: { EUR: '1', PLN: '0.25' } };
const board = () => [
  column('a', [card('one', '100.00'), card('two', '40.00', 'PLN')], '110.00'),
  column('b', [], '0.00'),
];

test('a moved card takes its money along, and both headers know it at once', () => {
  const [a, b] = moveCard(board(), 'one', 'b', { stage: 'b' }, measures);
  expect(a).toMatchObject({ count: 1, sum: { amount: '10.00' } });
  expect(b).toMatchObject({ count: 1, sum: { amount: '100.00' }, weighted: { amount: '50.00' } });
  expect(b?.records[0]).toMatchObject({ id: 'one', stage: 'b' });
});

test('amounts in another currency count at the workspace’s rate', () => {
  const [a, b] = moveCard(board(), 'two', 'b', {}, measures);
  expect(a?.sum).toMatchObject({ amount: '100.00' });
  expect(b?.sum).toMatchObject({ amount: '10.00' });
});

test('dropped where it was, a card stays and nothing changes', () => {
  expect(moveCard(board(), 'one', 'a', {}, measures)).toEqual(board());
});

test('a deleted card leaves its column and its sum', () => {
  const [a] = takeCard(board(), 'one', measures);
  expect(a).toMatchObject({ count: 1, sum: { amount: '10.00' } });
});

test('a card that moved up while scrolling is not shown twice', () => {
  const [a] = appendCards(board(), 'a', [card('two', '1'), card('three', '1')], null);
  expect(a?.records.map((record) => record.id)).toEqual(['one', 'two', 'three']);
});

test('a card that was dropped into a long column stays on top of it, and is not counted twice', () => {
  const [a, b] = showCard(
    board(),
    { ...card('three', '1'), stage: { id: 'b', title: 'B' } },
    'stage',
  );
  expect(b).toMatchObject({ count: 0, records: [{ id: 'three' }] });
  expect(a?.records).toHaveLength(2);
});

test('several chosen cards can all be put into the column of the one that is held; it alone would stay where it is', () => {
  const home = column('a', [card('one', '1')], '1');
  expect(isElsewhere([card('one', '1')], 'a', home)).toBe(false);
  expect(isElsewhere([card('one', '1')], 'b', home)).toBe(true);
  expect(isElsewhere([card('one', '1'), card('two', '2')], 'a', home)).toBe(true);
});
