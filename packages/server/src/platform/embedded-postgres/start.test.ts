import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { isAlive } from './is-alive.ts';
import type { Address } from './keeper.ts';
import { readPostmaster } from './postmaster-file.ts';
import { accountToRunAs } from './run-as.ts';
import { startEmbeddedPostgres } from './start.ts';

const log = createLog('silent');
const relaxed = { fsync: 'off', shared_buffers: '16MB' };
const folders: string[] = [];
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) {
    const left = postmaster(folder);
    if (left) process.kill(left, 'SIGKILL');
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'relata-folder-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

async function ask(address: Address, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ ...address });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows.map(([first]) => first);
  } finally {
    await client.end();
  }
}

function postmaster(dataDir: string): number {
  return readPostmaster(join(dataDir, 'postgres', 'data'))?.pid ?? 0;
}

/** Another Relata on the folder: runs the statement, says so, and stays until it is told or killed. */
async function otherProcess(dataDir: string, sql = 'select 1'): Promise<ChildProcess> {
  const code = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'start.ts'))});
    const { createLog } = await import(${JSON.stringify(join(import.meta.dirname, '..', 'log.ts'))});
    const { default: pg } = await import('pg');
    const server = await startEmbeddedPostgres(${JSON.stringify(dataDir)}, createLog('silent'), ${JSON.stringify(relaxed)});
    const client = new pg.Client({ ...server.address });
    await client.connect();
    await client.query(${JSON.stringify(sql)});
    await client.end();
    console.log('done');
    process.stdin.once('data', () => server.stop().then(() => process.exit()));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('after a kill -9, twice in a row, everything acknowledged is there and the running server is used', async () => {
  const folder = newFolder();
  await kill(await otherProcess(folder, "create table kept as select 'one' as word"));
  await kill(await otherProcess(folder, "insert into kept values ('two')"));
  const pid = postmaster(folder);

  const server = await startEmbeddedPostgres(folder, log, relaxed);
  expect(server.reused).toBe(true);
  expect(await ask(server.address, 'select word from kept order by 1')).toEqual(['one', 'two']);
  await server.stop();
  expect(existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  expect(isAlive(pid) && readFileSync(`/proc/${pid}/stat`, 'utf8').includes(' S ')).toBe(false);
});

test('a second process shares the server, and whoever leaves first does not take it away', async () => {
  const folder = newFolder();
  const server = await startEmbeddedPostgres(folder, log, relaxed);
  const other = await otherProcess(folder);
  await server.stop();
  expect(postmaster(folder)).not.toBe(0);

  const back = await startEmbeddedPostgres(folder, log, relaxed);
  expect(back.reused).toBe(true);
  other.stdin?.write('leave\n');
  await once(other, 'exit');
  expect(await ask(back.address, 'select 1')).toEqual([1]);
  await back.stop();
  expect(postmaster(folder)).toBe(0);
});

test('two processes that start at once on an empty folder end up with one database', async () => {
  const folder = newFolder();
  const [other, server] = await Promise.all([
    otherProcess(folder, 'create table made_by_other (x int)'),
    startEmbeddedPostgres(folder, log, relaxed),
  ]);
  expect(await ask(server.address, "select to_regclass('made_by_other')::text")).toEqual([
    'made_by_other',
  ]);
  await kill(other);
  await server.stop();
});

test('when the server dies it is brought up again', async () => {
  const folder = newFolder();
  const server = await startEmbeddedPostgres(folder, log, relaxed);
  await ask(server.address, "create table kept as select 'here' as word");
  const before = postmaster(folder);
  process.kill(before, 'SIGKILL');
  await expect
    .poll(() => ask(server.address, 'select word from kept').catch(() => 'not yet'), {
      timeout: 10_000,
    })
    .toEqual(['here']);
  expect(postmaster(folder)).not.toBe(before);
  await server.stop();
});

test('a start that was killed while it made the database leaves nothing that looks like one', async () => {
  const folder = newFolder();
  const made = join(folder, 'postgres');
  const halfMade = (): string | undefined =>
    existsSync(made) ? readdirSync(made).find((name) => name.startsWith('data.new-')) : undefined;
  const child = otherProcess(folder);
  await expect.poll(halfMade, { interval: 5 }).toBeDefined();
  const draft = Number(halfMade()?.split('-')[1]);
  process.kill(draft, 'SIGKILL');
  await child;
  expect(existsSync(join(made, 'data'))).toBe(false);

  const server = await startEmbeddedPostgres(folder, log, relaxed);
  expect(await ask(server.address, 'show server_encoding')).toEqual(['UTF8']);
  await server.stop();
});

test('the number of a crashed server, given to somebody else meanwhile, does not keep it from starting', async () => {
  const folder = newFolder();
  await kill(await otherProcess(folder));
  const pid = postmaster(folder);
  const data = join(folder, 'postgres', 'data');
  const left = readFileSync(join(data, 'postmaster.pid'), 'utf8');
  process.kill(pid, 'SIGQUIT');
  await expect.poll(() => existsSync(join(data, 'postmaster.pid'))).toBe(false);

  const account = accountToRunAs(data);
  const bystander = spawn('sleep', ['60'], account && { uid: account.uid, gid: account.gid });
  writeFileSync(join(data, 'postmaster.pid'), left.replace(/^\d+/, String(bystander.pid)));
  const server = await startEmbeddedPostgres(folder, log, relaxed);
  expect(await ask(server.address, 'select 1')).toEqual([1]);
  await server.stop();
  expect(bystander.kill()).toBe(true);
});

test('a folder whose name is too long for a socket works, and so does one with spaces and accents', async () => {
  const folder = join(newFolder(), 'vendas é clientes '.repeat(8).trim());
  mkdirSync(folder);
  const server = await startEmbeddedPostgres(folder, log, relaxed);
  expect(server.address.host.length).toBeLessThan(90);
  expect(statSync(server.address.host).mode & 0o077).toBe(0);
  expect(await ask(server.address, 'select 1')).toEqual([1]);
  await server.stop();
  rmSync(server.address.host, { recursive: true });
});

// oxlint-disable-next-line vitest/no-conditional-tests -- nobody else can make such a folder
if (process.getuid?.() === 0) {
  test('as root in a folder that only root can read, the database lives where its user can reach it', async () => {
    const folder = newFolder(0o700);
    const server = await startEmbeddedPostgres(folder, log, relaxed);
    const elsewhere = readFileSync(join(folder, 'postgres.location'), 'utf8').trim();
    folders.push(elsewhere);
    expect(statSync(elsewhere).mode & 0o077).toBe(0);
    await ask(server.address, "create table kept as select 'here' as word");
    await server.stop();

    const again = await startEmbeddedPostgres(folder, log, relaxed);
    expect(again.reused).toBe(false);
    expect(await ask(again.address, 'select word from kept')).toEqual(['here']);
    await again.stop();

    rmSync(elsewhere, { recursive: true });
    await expect(startEmbeddedPostgres(folder, log)).rejects.toThrow(/is not there; bring it back/);
  });
}
