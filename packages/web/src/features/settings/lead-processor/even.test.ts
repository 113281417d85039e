import { readTargets } from '@relata/model';
import { expect, test } from 'vitest';
import { evenShares } from './even.ts';

test('a hundred is shared evenly by any number of targets, and the rest goes to the first', () => {
  expect(evenShares(3)).toEqual([34, 33, 33]);
  for (let count = 1; count <= 50; count++) {
    const shares = evenShares(count);
    const targets = shares.map((percent) => ({ user: crypto.randomUUID(), percent }));
    expect(readTargets(targets)).toEqual(targets);
    expect(Math.max(...shares.slice(1), 0) - Math.min(...shares.slice(1), 100)).toBeLessThan(1);
  }
});
