import { ApiProblem } from '@relata/client';
import { expect, test } from 'vitest';
import { isAway, untilReached } from './connection.ts';

const underWay = new ApiProblem(409, {
  title: 'not ended',
  code: 'conflict',
  reason: 'idempotency_key',
});

test('a note that the server is still saving is asked for again until it is saved', async () => {
  const answers = [underWay, underWay];
  const ask = async () => {
    const problem = answers.pop();
    if (problem) throw problem;
    return 'saved';
  };
  expect(await untilReached(ask)).toBe('saved');
  expect(isAway()).toBe(false);
});

test('another clash is told at once', async () => {
  const clash = new ApiProblem(409, { title: 'changed since', code: 'stale' });
  await expect(untilReached(() => Promise.reject(clash))).rejects.toBe(clash);
});
