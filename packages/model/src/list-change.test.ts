import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listChangeBetween, listChangeIn, withListChange } from './list-change.ts';

const tags = { kind: 'tags' } as const;
const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));

test('two who change a list at once both have their way, whoever is first', () => {
  fc.assert(
    fc.property(list, list, list, (start, mine, theirs) => {
      const [first, second] = [mine, theirs].map((one) => listChangeBetween(tags, start, one));
      const after = withListChange(tags, withListChange(tags, start, first ?? {}), second ?? {});
      for (const one of new Set([...start, ...mine, ...theirs])) {
        const wasThere = start.includes(one);
        const stays = wasThere
          ? mine.includes(one) && theirs.includes(one)
          : mine.includes(one) || theirs.includes(one);
        expect(after.includes(one)).toBe(stays);
      }
      expect(new Set(after).size).toBe(after.length);
    }),
  );
});

test('tags are the same whatever their capitals, records by their ids', () => {
  expect(withListChange(tags, ['VIP'], { add: ['vip'] })).toEqual(['VIP']);
  const people = { kind: 'links' } as const;
  const ana = { id: '0b', title: 'Ana' };
  expect(listChangeBetween(people, ['0A', '0B'], [ana])).toEqual({ add: [], remove: ['0A'] });
});

test('another order alone is no change of entries, and a value is none', () => {
  expect(listChangeBetween(tags, ['a', 'b'], ['b', 'a'])).toBeNull();
  for (const given of [['a'], null, 'a', { add: 'a' }, { add: [], more: 1 }])
    expect(listChangeIn(tags, given)).toBeNull();
  expect(listChangeIn({ kind: 'json' }, { add: [] })).toBeNull();
});
