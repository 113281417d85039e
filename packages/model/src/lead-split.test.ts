import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextTarget, readTargets } from './lead-split.ts';

const id = (n: number) => `019aa000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Up to twelve whole percentages that make 100. */
const splits = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 0, maxLength: 11 })
  .map((cuts) => {
    const ends = [...cuts.toSorted((a, b) => a - b), 100];
    return ends.map((end, at) => end - (ends[at - 1] ?? 0));
  });

test('after any number of leads each target is within one lead of its share (EP-LPROC-11)', () => {
  fc.assert(
    fc.property(splits, (percents) => {
      const given = percents.map(() => 0);
      for (let n = 1; n <= 300; n++) {
        const at = nextTarget(percents, given);
        given[at] = (given[at] ?? 0) + 1;
        const off = percents.map((percent, nth) => Math.abs(percent * n - 100 * (given[nth] ?? 0)));
        expect(Math.max(...off)).toBeLessThan(100);
      }
    }),
    { numRuns: 100 },
  );
});

test('equal shares take turns in the order in which they stand', () => {
  const given = [0, 0, 0];
  const turns = Array.from({ length: 6 }, () => {
    const at = nextTarget([34, 33, 33], given);
    given[at] = (given[at] ?? 0) + 1;
    return at;
  });
  expect(turns).toEqual([0, 1, 2, 0, 1, 2]);
});

test('what thirds leave over goes to the first; anything else that is not 100 is refused', () => {
  const third = (percent: number) => [1, 2, 3].map((n) => ({ user: id(n), percent }));
  expect(readTargets(third(33))).toMatchObject([{ percent: 34 }, { percent: 33 }, { percent: 33 }]);
  expect(readTargets(third(33.33))).toMatchObject([{ percent: 33.34 }, {}, {}]);
  expect(readTargets(third(30))).toBe('percent_total');
  expect(readTargets(third(34))).toBe('percent_total');
  expect(readTargets([{ user: id(1), percent: 50 }, ...third(25).slice(0, 2)])).toBe(
    'targets_twice',
  );
  expect(readTargets([{ user: id(1), team: id(2), percent: 100 }])).toBe('targets');
  expect(readTargets([{ user: 'Ada', percent: 100 }])).toBe('targets');
  expect(readTargets(null)).toEqual([]);
});
