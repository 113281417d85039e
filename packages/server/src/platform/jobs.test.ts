import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '#test/database.ts';
import type { Database } from './db.ts';
import { startJobs, type Jobs } from './jobs.ts';
import { createLog } from './log.ts';

const log = createLog('silent');
let database: Database;
let jobs: Jobs;

beforeAll(async () => {
  database = await freshDatabase('jobs');
  jobs = await startJobs(database, log);
});

afterAll(async () => {
  await jobs.stop();
  await database.stop();
});

test('a job starts at once, and only if what caused it was saved', async () => {
  const done: unknown[] = [];
  await jobs.define<{ name: string }>('greet', {}, async ({ data }) => void done.push(data.name));

  const from = performance.now();
  await database.tx((tx) => jobs.send('greet', { name: 'saved' }, { tx }));
  await expect.poll(() => done, { interval: 5 }).toEqual(['saved']);
  expect(performance.now() - from).toBeLessThan(500);

  await database
    .tx(async (tx) => {
      await jobs.send('greet', { name: 'not saved' }, { tx });
      throw new Error('changed my mind');
    })
    .catch(() => {});
  await jobs.send('greet', { name: 'after' });
  await expect.poll(() => done).toEqual(['saved', 'after']);
});

test('many that have piled up are done one after the other, without a pause', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const done: number[] = [];
  await jobs.define<{ n: number }>('pile', {}, async ({ data }) => {
    await gate;
    done.push(data.n);
  });
  const numbers = Array.from({ length: 20 }, (_, n) => n);
  await database.tx((tx) =>
    jobs.sendAll(
      'pile',
      numbers.map((n) => ({ n })),
      tx,
    ),
  );
  open();
  await expect.poll(() => done.toSorted((a, b) => a - b)).toEqual(numbers);
});

test('one that fails is tried again', async () => {
  let tries = 0;
  await jobs.define('stumble', { retryDelay: 0 }, async () => {
    tries += 1;
    if (tries < 2) throw new Error('not yet');
  });
  await jobs.send('stumble', {});
  await expect.poll(() => tries, { timeout: 8_000 }).toBe(2);
});

test('of those with one key a single one waits, without a key each counts', async () => {
  const soon = new Date(Date.now() + 60_000);
  await jobs.define('recount', {}, async () => {});
  expect(await jobs.send('recount', {}, { singletonKey: 'deals', startAfter: soon })).toBeTypeOf(
    'string',
  );
  expect(
    await jobs.send('recount', {}, { singletonKey: 'deals', startAfter: soon }),
  ).toBeUndefined();
  expect(await jobs.send('recount', {}, { startAfter: soon })).toBeTypeOf('string');
  expect(await jobs.send('recount', {}, { startAfter: soon })).toBeTypeOf('string');
});

test('what a killed server was at is taken up by the next one', async () => {
  await jobs.define('import', {}, async () => {});
  const id = await jobs.send('import', { rows: 3 }, { startAfter: new Date(Date.now() + 60_000) });
  await jobs.stop();
  // As a killed server leaves it.
  await database.query(
    "update pgboss.job set state = 'active', started_on = now(), start_after = now() where id = $1",
    [id],
  );

  jobs = await startJobs(database, log);
  const taken: unknown[] = [];
  await jobs.define('import', {}, async (job) => void taken.push(job.data));
  await expect.poll(() => taken, { timeout: 8_000 }).toEqual([{ rows: 3 }]);
});

test('who works long is told when the server stops', async () => {
  const other = await freshDatabase('jobs_stop');
  const own = await startJobs(other, log);
  const started = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  let heard = false;
  await own.define('long', {}, async ({ signal }) => {
    started.resolve();
    signal.addEventListener('abort', () => told.resolve());
    await told.promise;
    heard = true;
  });
  await own.send('long', {});
  await started.promise;
  await own.stop(50);
  expect(heard).toBe(true);
  await other.stop();
});
