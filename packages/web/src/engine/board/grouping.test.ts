import type { DescribedObject } from '@relata/client';
import { objectOf, shipped } from '@relata/model';
import { expect, test } from 'vitest';
import { contentOf, groupingOf, groupings, valueIn } from './grouping.ts';

const described = (name: string): DescribedObject => ({
  ...objectOf(shipped, name),
  can: {
    read: true,
    create: true,
    update: true,
    delete: true,
    export: true,
    import: true,
    bulk: true,
    changeOwner: true,
    seeSums: true,
  },
  relations: [],
});
const deal = described('deal');
// A Wednesday, noon in Rome.
const here = { now: '2026-11-18T11:00:00.000Z', timeZone: 'Europe/Rome' };

test('a board is made by stages, by what is next to do, or by a date that people set', () => {
  expect(groupings(deal)).toEqual(
    expect.arrayContaining(['stage', 'nextActivityAt:due', 'expectedClose:month']),
  );
  // Written by the engine or by actions: nobody moves a card along it.
  expect(groupings(deal)).not.toContain('closedOn:month');
  expect(groupings(deal)).not.toContain('createdAt:month');
  expect(groupings(described('person'))).not.toContain('birthday:month');
});

test('what a board cannot be made by leaves it as it is', () => {
  expect(groupingOf(deal, 'expectedClose:quarter')).toMatchObject({ unit: 'quarter' });
  expect(groupingOf(deal, 'expectedClose:due')).toMatchObject({ unit: 'due' });
  expect(groupingOf(deal, 'expectedClose').name).toBe('stage');
  expect(groupingOf(deal, 'gone:month').name).toBe('stage');
  expect(groupingOf(deal, null).name).toBe('stage');
});

test('dropped into another month, a deal keeps its day; one without a date closes at the end of it', () => {
  const months = groupingOf(deal, 'expectedClose:month');
  expect(valueIn(deal, months, '2027-02-01', '2026-11-30', here)).toBe('2027-02-28');
  expect(valueIn(deal, months, '2026-12-01', null, here)).toBe('2026-12-31');
  expect(valueIn(deal, months, null, '2026-11-30', here)).toBeNull();
});

test('nothing is planned for yesterday', () => {
  const due = groupingOf(deal, 'nextActivityAt:due');
  expect(valueIn(deal, due, 'overdue', null, here)).toBeUndefined();
  expect(valueIn(deal, due, 'today', null, here)).toBe('2026-11-18T11:00:00.000Z');
  expect(valueIn(deal, due, 'thisWeek', null, here)).toBe('2026-11-19T11:00:00.000Z');
});

test('more of a column is asked for as the server has put it there', () => {
  const months = groupingOf(deal, 'expectedClose:month');
  const column = { key: '2026-12-01' };
  expect(contentOf(deal, months, column, here)).toEqual({
    filter: {
      and: [
        { status: { eq: 'open' } },
        { expectedClose: { between: ['2026-12-01', '2026-12-31'] } },
      ],
    },
    sort: 'expectedClose',
  });
  expect(contentOf(deal, months, column, here, 'done')).toEqual({
    filter: {
      and: [{ status: { eq: 'won' } }, { closedOn: { between: ['2026-12-01', '2026-12-31'] } }],
    },
    sort: '-closedOn',
  });
});
