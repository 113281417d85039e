import type { ColumnMapping } from '@relata/client';
import { shipped } from '@relata/model';
import { expect, test } from 'vitest';
import { adjust, aim, byColumn, doubles, without } from './mapping.ts';
import { targetGroups } from './targets.ts';

const targets = targetGroups(shipped, ['person']).flatMap((group) => group.targets);
const target = (field: string, part?: string) =>
  targets.find((one) => one.field === field && one.part === part) ??
  expect.fail(`no target ${field}`);

const columns = ['Name', 'Mail', 'Born', 'Notes', 'Mail 2'];
const mapping: ColumnMapping[] = [
  { column: 'Name', field: 'name' },
  { column: 'Born', field: 'birthday', dates: 'DMY' },
];

test('a column takes its place among the others: of those that fill a field the first one counts', () => {
  const next = aim(mapping, columns, 'Mail', null, target('emails'));
  expect(next.map((entry) => entry.column)).toEqual(['Name', 'Mail', 'Born']);
});

test('a column that becomes something else keeps how its dates are read, and nothing else', () => {
  const labelled: ColumnMapping[] = [
    { column: 'Born', field: 'birthday', dates: 'MDY', label: 'work', split: ';' },
  ];
  expect(aim(labelled, columns, 'Born', 0, target('description'))).toEqual([
    { column: 'Born', field: 'description', dates: 'MDY' },
  ]);
});

test('one column may become several things, and stop becoming one of them', () => {
  const both = aim(mapping, columns, 'Name', null, target('company.name'));
  expect(byColumn(both).get('Name')).toHaveLength(2);
  expect(without(both, 0).map((entry) => entry.field)).toEqual(['company.name', 'birthday']);
});

test('a setting that is taken away is gone, not empty', () => {
  expect(adjust(mapping, 1, { dates: undefined })[1]).toStrictEqual({
    column: 'Born',
    field: 'birthday',
  });
});

test('of two columns with addresses all are kept, of two with names the first filled one', () => {
  const mails: ColumnMapping[] = [
    { column: 'Mail', field: 'emails' },
    { column: 'Mail 2', field: 'emails', label: 'home' },
  ];
  expect(doubles(mails, 0, target('emails'))).toEqual({ columns: ['Mail 2'], together: 'all' });
  const names: ColumnMapping[] = [
    { column: 'Name', field: 'lastName' },
    { column: 'Notes', field: 'lastName' },
  ];
  expect(doubles(names, 1, target('lastName'))).toEqual({ columns: ['Name'], together: 'first' });
});

test('the cities of two addresses do not get in each other’s way', () => {
  const cities: ColumnMapping[] = [
    { column: 'Mail', field: 'addresses', part: 'city', label: 'home' },
    { column: 'Mail 2', field: 'addresses', part: 'city', label: 'work' },
  ];
  expect(doubles(cities, 0, target('addresses', 'city'))).toBeNull();
});
