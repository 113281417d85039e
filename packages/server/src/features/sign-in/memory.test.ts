import { expect, test } from 'vitest';
import { testClock } from '#test/clock.ts';
import { testDatabase } from '#test/database.ts';
import { openMemory, type Remembered } from './memory.ts';

async function open() {
  const database = await testDatabase();
  const clock = testClock();
  clock.set('2026-11-22T10:00:00Z');
  const memory = await openMemory<string>(database, clock);
  const asked: string[] = [];
  const load =
    (value: string, hangsOn = ['user:1']) =>
    async (): Promise<Remembered<string>> => {
      asked.push(value);
      return { value, hangsOn };
    };
  return { database, clock, memory, asked, load };
}

test('who somebody is costs one question in ten seconds, however many ask at once', async () => {
  const { memory, clock, asked, load } = await open();
  await Promise.all(Array.from({ length: 20 }, () => memory.get('a', load('first'))));
  expect(await memory.get('a', load('second'))).toBe('first');
  clock.pass(11);
  expect(await memory.get('a', load('third'))).toBe('third');
  expect(asked).toEqual(['first', 'third']);
});

test('what changes is asked again from the commit on, in every process; what does not, is not', async () => {
  const { database, memory, clock, load } = await open();
  const other = await openMemory<string>(database, clock);
  await other.get('a', load('old'));
  await other.get('b', load('other', ['user:2']));
  await database.tx(async ({ query }) => {
    await memory.forget(query, 'user:1');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await other.get('a', load('too early'))).toBe('old');
  });
  await expect.poll(() => other.get('a', load('new')), { timeout: 2000, interval: 5 }).toBe('new');
  expect(await other.get('b', load('new'))).toBe('other');
});

test('what was read while it changed is not kept', async () => {
  const { database, memory, load } = await open();
  const { promise, resolve } = Promise.withResolvers<Remembered<string>>();
  const slow = memory.get('a', () => promise);
  await memory.forget(database.query, 'user:1');
  resolve({ value: 'before', hangsOn: ['user:1'] });
  expect(await slow).toBe('before');
  expect(await memory.get('a', load('after'))).toBe('after');
});
