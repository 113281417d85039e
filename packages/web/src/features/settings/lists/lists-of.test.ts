import { buildCatalog } from '@relata/model';
import { expect, test } from 'vitest';
import type { DescribedCatalog } from '../../../data/catalog.ts';
import { listNamed, listsOf } from './lists-of.ts';

const all = { read: true, create: true, update: true, delete: true, export: true, import: true };
const can = { ...all, bulk: true, changeOwner: true, seeSums: true };

function described(
  objects: { name: string; definition: { off?: boolean } }[] = [],
): DescribedCatalog {
  const { version, objects: known } = buildCatalog('1', { fields: [], objects });
  return {
    version,
    objects: Object.fromEntries(
      Object.entries(known).map(([name, object]) => [name, { ...object, can, relations: [] }]),
    ),
  };
}

const lists = (objects?: Parameters<typeof described>[0]): string[] =>
  listsOf(described(objects)).map(({ id }) => id);

test('OO-SET-10 what a note is about is a list like others; what only the engine keeps is none', () => {
  expect(lists()).toEqual(
    expect.arrayContaining(['note.category', 'activity.category', 'company.type', 'tag']),
  );
  expect(lists().filter((id) => /^(file|import|view)\./.test(id))).toEqual([]);
});

test('an object that nobody works with has no lists', () => {
  const off = lists([{ name: 'campaign', definition: { off: true } }]);
  expect(lists()).toContain('campaign.status');
  expect(off).not.toContain('campaign.status');
});

test('a list that several objects share opens under each of them', () => {
  const known = listsOf(described());
  const shown = (id: string) => listNamed(known, id)?.id;
  expect(shown('person.temperature')).toBeDefined();
  expect(shown('company.temperature')).toBe(shown('person.temperature'));
  expect(shown('company.temperature')).not.toBe(shown('nothing.such'));
  expect(shown('company.type')).toBe('company.type');
});
