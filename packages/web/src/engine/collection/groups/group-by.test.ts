import type { DescribedObject } from '@relata/client';
import { shipped } from '@relata/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  filterOf,
  groupableFields,
  groupsOf,
  nextPeriod,
  readGroupBy,
  units,
  writeGroupBy,
} from './group-by.ts';

const deal = (shipped.objects['deal'] ?? expect.fail('no deal')) as DescribedObject;

test('rows are put together by whatever several records may have in common', () => {
  const fields = groupableFields(deal);
  expect(fields).toEqual(expect.arrayContaining(['stage', 'owner', 'status', 'expectedClose']));
  for (const name of ['id', 'title', 'version', 'value', 'tags'])
    expect(fields).not.toContain(name);
});

test('what the address says of groups is read as it was written; what an object no longer has is no group', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...groupableFields(deal)),
      fc.constantFrom(...units),
      (field, unit) => {
        const by = readGroupBy(deal, `${field}:${unit}`);
        expect(by && readGroupBy(deal, writeGroupBy(by))).toEqual(by);
      },
    ),
  );
  expect(readGroupBy(deal, 'expectedClose:fortnight')).toEqual({
    field: 'expectedClose',
    unit: 'month',
  });
  for (const text of [null, '', 'gone', 'tags', 'constructor'])
    expect(readGroupBy(deal, text)).toBeNull();
});

test('periods follow one another without a gap', () => {
  expect(nextPeriod('2026-12-28', 'week')).toBe('2027-01-04');
  expect(nextPeriod('2026-11-01', 'month')).toBe('2026-12-01');
  expect(nextPeriod('2026-10-01', 'quarter')).toBe('2027-01-01');
  expect(nextPeriod('2024-01-01', 'year')).toBe('2025-01-01');
  expect(nextPeriod('2024-02-28', 'day')).toBe('2024-02-29');
});

test('groups stand as stages follow each other, by time or by name, and the empty one last', () => {
  const row = (key: unknown, count = 1) => ({ key, count });
  const named = new Map([
    ['a', { title: 'Won', position: 3 }],
    ['b', { title: 'New', position: 1 }],
  ]);
  const stages = groupsOf(
    deal,
    { field: 'stage', unit: null },
    [row(null), row('a'), row('b')],
    named,
    'en',
  );
  expect(stages.map((group) => group.value)).toEqual([
    { id: 'b', title: 'New' },
    { id: 'a', title: 'Won' },
    null,
  ]);
  const months = groupsOf(
    deal,
    { field: 'expectedClose', unit: 'month' },
    [row('2026-10-01'), row(null), row('2026-02-01', 7)],
    new Map(),
    'en',
  );
  expect(months.map(({ id, count }) => [id, count])).toEqual([
    ['2026-02-01', 7],
    ['2026-10-01', 1],
    ['', 1],
  ]);
});

test('a group holds what its value says, or what falls into its period', () => {
  expect(filterOf({ field: 'status', unit: null }, 'open')).toEqual({ status: { eq: 'open' } });
  expect(filterOf({ field: 'stage', unit: null }, null)).toEqual({ stage: { empty: true } });
  expect(filterOf({ field: 'expectedClose', unit: 'quarter' }, '2026-10-01')).toEqual({
    and: [{ expectedClose: { gte: '2026-10-01' } }, { expectedClose: { lt: '2027-01-01' } }],
  });
});
