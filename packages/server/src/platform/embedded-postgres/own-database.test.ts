import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import type { Address } from './keeper.ts';
import { startEmbeddedPostgres } from './start.ts';

const log = createLog('silent');
const relaxed = { fsync: 'off', shared_buffers: '16MB' };

async function ask(address: Address, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ ...address });
  await client.connect();
  try {
    // Several statements at once have several answers; the last one is meant.
    const answers = [await client.query({ text: sql, rowMode: 'array' })].flat();
    return answers.at(-1)?.rows.map(([first]) => first) ?? [];
  } finally {
    await client.end();
  }
}

/** All kinds of things that migrations and the job queue make, and that Relata changes later. */
const madeBefore = `
  create extension btree_gin;
  create table deal (id int generated always as identity, word text default 'x');
  create table change (at date) partition by range (at);
  create table change_otherwise partition of change default;
  create function fold(value text) returns text language sql immutable as 'select lower(value)';
  create schema pgboss;
  create type pgboss.state as enum ('a', 'b');
  create table pgboss.job (state pgboss.state, n serial);
  create view pgboss.waiting as select * from pgboss.job;
  insert into deal default values`;

test('T12 what an earlier Relata kept as the superuser goes to a login with no more rights than it needs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relata-owner-'));
  chmodSync(folder, 0o711);
  const old = await startEmbeddedPostgres(folder, log, relaxed);
  await ask(old.administrator, 'alter database relata owner to relata');
  await ask(old.administrator, 'drop role relata_server');
  await ask(old.administrator, madeBefore);
  await old.stop();

  const server = await startEmbeddedPostgres(folder, log, relaxed);
  const rights =
    'select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user';
  expect(await ask(server.address, rights)).toEqual([false]);
  await ask(
    server.address,
    `alter table deal add column more text;
     insert into deal default values;
     create table change_now partition of change for values from ('2026-11-01') to ('2026-12-01');
     create or replace function fold(value text) returns text language sql immutable as 'select upper(value)';
     alter type pgboss.state add value 'c';
     drop view pgboss.waiting;
     insert into pgboss.job values ('a')`,
  );
  expect(await ask(server.address, 'select id from deal order by id')).toEqual([1, 2]);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
