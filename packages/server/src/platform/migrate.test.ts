import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '#test/database.ts';
import type { Database } from './db.ts';
import { createLog } from './log.ts';
import { migrate } from './migrate.ts';

const log = createLog('silent');
let database: Database;
let folder: string;

beforeEach(async () => {
  database = await freshDatabase('migrate');
  await database.query('drop table schema_migration');
  folder = mkdtempSync(join(tmpdir(), 'relata-migrations-'));
});

afterEach(async () => {
  await database.stop();
  rmSync(folder, { recursive: true });
});

function file(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql);
}

const run = (): Promise<string[]> => migrate(database.settings, log, folder);

async function names(sql: string): Promise<unknown[]> {
  const { rows } = await database.query(sql);
  return rows.map((row) => Object.values(row)[0]);
}

test('files run in order, once each, also when two servers start together', async () => {
  file('0002_b.sql', 'insert into migrated values (2)');
  file('0001_a.sql', 'create table migrated (step int); insert into migrated values (1)');
  const [one, two] = await Promise.all([run(), run()]);
  expect([...one, ...two]).toEqual(['0001_a.sql', '0002_b.sql']);
  expect(await run()).toEqual([]);
  expect(await names('select step from migrated order by 1')).toEqual([1, 2]);
});

test('a file that fails leaves nothing of itself, says why, and runs again when it is mended', async () => {
  file('0001_a.sql', 'create table migrated (step int); select 1/0');
  await expect(run()).rejects.toThrow(/0001_a\.sql failed: division by zero/);
  expect(await names("select to_regclass('migrated')")).toEqual([null]);
  file('0001_a.sql', 'create table migrated (step int)');
  expect(await run()).toEqual(['0001_a.sql']);
});

test('a file without transaction goes on after its last finished statement, over an index left half-made', async () => {
  file('0001_a.sql', 'create table migrated (step int); insert into migrated values (1), (1)');
  await run();
  const sql = `-- no transaction
    insert into migrated values (2);
    create index concurrently if not exists migrated_step_idx on migrated (step);
    insert into migrated values (3);`;
  file('0002_b.sql', sql);
  // Its first statement was done, then the power failed in the middle of the second.
  await database.query('insert into schema_migration values (2, $1, $2, 1, null)', [
    '0002_b.sql',
    createHash('sha256').update(sql).digest('hex'),
  ]);
  const half = 'create unique index concurrently migrated_step_idx on migrated (step)';
  await expect(database.query(half)).rejects.toThrow('could not create unique index');

  expect(await run()).toEqual(['0002_b.sql']);
  expect(await names('select step from migrated order by 1')).toEqual([1, 1, 3]);
  const valid = "select indisvalid from pg_index where indexrelid = 'migrated_step_idx'::regclass";
  expect(await names(valid)).toEqual([true]);
});

test('a file that was changed after it had run is refused, with another line ending it is the same', async () => {
  file('0001_a.sql', 'create table migrated\n(step int)');
  await run();
  file('0001_a.sql', 'create table migrated\r\n(step int)');
  expect(await run()).toEqual([]);
  file('0001_a.sql', 'create table migrated (step bigint)');
  await expect(run()).rejects.toThrow(/was changed after it had run/);
});

test('a database of a newer Relata is refused', async () => {
  file('0001_a.sql', 'select 1');
  file('0002_b.sql', 'select 1');
  await run();
  rmSync(join(folder, '0002_b.sql'));
  await expect(run()).rejects.toThrow(/newer Relata/);
});

test('two files of one number are refused before either of them runs', async () => {
  file('0001_a.sql', 'create table migrated (step int)');
  file('0001_b.sql', 'insert into migrated values (1)');
  await expect(run()).rejects.toThrow('Two migrations have the number of 0001_a.sql');
  expect(await names("select to_regclass('migrated')")).toEqual([null]);
});
