import { expect, test } from 'vitest';
import { quartersOf, yearOf } from './period.ts';
import { cellOf, copied, copiedYear, type Goal } from './plan-data.ts';

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const goal = (owner: string, from: string, to: string, amount = '10.00'): Goal => ({
  record: { id: `${owner}${from}`, title: '', version: 1 } as Goal['record'],
  ...{ owner, from, to, target: euros(amount) },
});
const year = yearOf('2027-05-05');
const [first, second] = quartersOf(year);
if (!first || !second) throw new Error('a year has quarters');

test('the quarters of a year follow each other without a gap', () => {
  expect(quartersOf(year).map(({ from, to }) => `${from} ${to}`)).toEqual([
    '2027-01-01 2027-03-31',
    '2027-04-01 2027-06-30',
    '2027-07-01 2027-09-30',
    '2027-10-01 2027-12-31',
  ]);
});

test('a cell holds the goal of the quarter, or tells of others that take its days', () => {
  const exact = goal('ana', first.from, first.to);
  const month = goal('ana', '2027-04-01', '2027-04-30');
  const half = goal('ben', '2027-01-01', '2027-06-30');
  const all = [exact, month, half];
  expect(cellOf(all, 'ana', first)).toEqual({ own: exact, others: [] });
  expect(cellOf(all, 'ana', second)).toEqual({ own: null, others: [month] });
  expect(cellOf(all, 'ben', second)).toEqual({ own: null, others: [half] });
});

test('what is copied forward fills what is empty and overwrites nothing', () => {
  const all = [
    goal('ana', first.from, first.to, '7.00'),
    goal('ben', first.from, first.to),
    goal('ben', '2027-06-01', '2027-06-30'),
  ];
  expect(copied(all, first, second)).toEqual([
    { owner: 'ana', startsOn: second.from, endsOn: second.to, target: euros('7.00') },
  ]);
});

test('last year is copied quarter by quarter', () => {
  const all = [
    goal('ana', '2026-01-01', '2026-03-31', '1.00'),
    goal('ana', '2026-10-01', '2026-12-31'),
  ];
  expect(copiedYear(all, year).map(({ startsOn }) => startsOn)).toEqual([
    '2027-01-01',
    '2027-10-01',
  ]);
});
