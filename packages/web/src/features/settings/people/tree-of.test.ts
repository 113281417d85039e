import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Branch, liesBelow, type Placed, treeOf } from './tree-of.ts';

const flat = (branches: Branch<Placed>[]): string[] =>
  branches.flatMap(({ item, below }) => [item.id, ...flat(below)]);

test('a superior has whoever reports to them below, and is counted for all of them', () => {
  const people = [
    { id: 'Ada', parent: null },
    { id: 'Ben', parent: 'Ada' },
    { id: 'Cleo', parent: 'Ben' },
    { id: 'Dan', parent: 'somebody who left' },
  ];
  const [ada, dan] = treeOf(people);
  expect(ada?.count).toBe(2);
  expect(ada?.below[0]?.below[0]?.item.id).toBe('Cleo');
  expect(dan?.item.id).toBe('Dan');
  expect(liesBelow(people, 'Cleo', 'Ada')).toBe(true);
  expect(liesBelow(people, 'Ada', 'Cleo')).toBe(false);
});

test('whatever reports to whatever, everybody stands in the tree exactly once', () => {
  const name = fc.integer({ min: 0, max: 8 }).map(String);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ id: name, parent: fc.option(name) }), {
        selector: (one) => one.id,
      }),
      (items) => {
        expect(flat(treeOf(items)).toSorted()).toEqual(items.map(({ id }) => id).toSorted());
      },
    ),
  );
});
