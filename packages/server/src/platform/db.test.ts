import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, testDatabase } from '#test/database.ts';
import { connectDatabase, openDatabase, type Database } from './db.ts';
import { readPostmaster } from './embedded-postgres/postmaster-file.ts';
import { createLog } from './log.ts';

let database: Database;

beforeAll(async () => {
  database = await testDatabase();
  await database.query(
    'create table note_of_test (text text constraint note_of_test_text check (text <> $$no$$))',
  );
});

afterAll(async () => {
  await database.query('drop table note_of_test');
});

test('no digit and no day is lost between the database and us', async () => {
  const { rows } = await database.query(`
    select 9007199254740993::bigint as big, 0.10::numeric as decimal, date '2026-11-22' as day,
      timestamptz '2026-11-22 15:00:00.123456+01' as moment, array[1::bigint] as several,
      '{"a": 1}'::jsonb as json, true as yes, 1::int as small`);
  expect(rows[0]).toEqual({
    big: '9007199254740993',
    decimal: '0.10',
    day: '2026-11-22',
    moment: '2026-11-22 14:00:00.123456+00',
    several: ['1'],
    json: { a: 1 },
    yes: true,
    small: 1,
  });
});

test('what fails half-way leaves nothing behind', async () => {
  const work = database.tx(async ({ query }) => {
    await query('insert into note_of_test values ($1)', ['half']);
    throw new Error('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  const { rowCount } = await database.query("select 1 from note_of_test where text = 'half'");
  expect(rowCount).toBe(0);
});

test('what somebody forgot to wait for writes nothing once its transaction has failed', async () => {
  const written = Promise.withResolvers<unknown>();
  const go = Promise.withResolvers<void>();
  const work = database.tx(async ({ query }) => {
    const forgotten = go.promise.then(() => query("insert into note_of_test values ('late')"));
    forgotten.then(written.resolve, written.resolve);
    throw new Error('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  go.resolve();
  await expect(written.promise).resolves.toBeInstanceOf(Error);
  const { rowCount } = await database.query("select 1 from note_of_test where text = 'late'");
  expect(rowCount).toBe(0);
});

test('a swallowed error does not pass for a saved change', async () => {
  const work = database.tx(async ({ query }) => {
    await query('insert into note_of_test values ($1)', ['no']).catch(() => {});
  });
  await expect(work).rejects.toThrow('rolled back');
});

test('a connection that dies in the middle of a change refuses it, and the next one works', async () => {
  const work = database.tx(async ({ query }) => {
    await query('insert into note_of_test values ($1)', ['lost']);
    await query('select pg_terminate_backend(pg_backend_pid())');
  });
  await expect(work).rejects.toMatchObject({ code: 'unavailable', status: 503 });
  const { rowCount } = await database.query("select 1 from note_of_test where text = 'lost'");
  expect(rowCount).toBe(0);
});

test('a query that runs too long is ended and refused', async () => {
  const work = database.tx(({ query }) => query('select pg_sleep(5)'), { statementTimeoutMs: 20 });
  await expect(work).rejects.toMatchObject({ code: 'unavailable', reason: 'too_slow' });
});

test('a database that cannot be reached is a refusal, not a defect', async () => {
  const nowhere = connectDatabase({ host: '127.0.0.1', port: 1 }, createLog('silent'));
  await expect(nowhere.query('select 1')).rejects.toMatchObject({ code: 'unavailable' });
  await expect(nowhere.tx(async () => {})).rejects.toMatchObject({ code: 'unavailable' });
  expect(await nowhere.isUp()).toBe(false);
  await nowhere.stop();
});

test('news arrives, and after a lost connection we are told that some may have been missed', async () => {
  const own = await freshDatabase('news');
  const heard: string[] = [];
  const gap = Promise.withResolvers<void>();
  const [silence] = await Promise.all([
    own.listen('test_news', (text) => heard.push(text), gap.resolve),
    own.listen('test_other', (text) => heard.push(`other ${text}`)),
  ]);
  await own.query("select pg_notify('test_news', 'one'), pg_notify('test_other', 'two')");
  await expect.poll(() => heard).toEqual(['one', 'other two']);

  await own.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()",
  );
  await gap.promise;
  await own.query("select pg_notify('test_news', 'three'), pg_notify('test_other', 'four')");
  await expect.poll(() => heard.slice(2)).toEqual(['three', 'other four']);

  silence();
  await own.query("select pg_notify('test_news', 'five'), pg_notify('test_other', 'six')");
  await expect.poll(() => heard.slice(4)).toEqual(['other six']);
  await own.stop();
});

test('when the server has crashed, requests are refused until it is back, and then go on with no restart', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'relata-outage-'));
  chmodSync(dataDir, 0o711);
  const own = await openDatabase({ dataDir, databaseUrl: undefined }, createLog('silent'));
  await own.query('create table kept (word text)');
  const { promise: gap, resolve } = Promise.withResolvers<void>();
  await own.listen('test_gap', () => {}, resolve);
  process.kill(readPostmaster(join(dataDir, 'postgres', 'data'))?.pid ?? 0, 'SIGKILL');

  const insert = (): Promise<unknown> => own.query("insert into kept values ('here')");
  const outcome = (): Promise<unknown> =>
    insert().then(
      () => 'written',
      (error) => error,
    );
  await expect.poll(outcome, { interval: 1 }).toMatchObject({ code: 'unavailable' });
  await expect.poll(outcome, { timeout: 10_000 }).toBe('written');
  await gap;
  await own.stop();
  rmSync(dataDir, { recursive: true });
});

test('several pools can be used at once without their settings reaching pg-boss', () => {
  expect(
    pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ)('2026-11-22 15:00:00+00'),
  ).toBeInstanceOf(Date);
});
