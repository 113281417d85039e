import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import type { Query } from './db.ts';
import { messageOf } from './error-facts.ts';
import type { Log } from './log.ts';
import { splitStatements } from './split-statements.ts';

interface Migration {
  version: number;
  name: string;
  sql: string;
  checksum: string;
}

interface Applied {
  version: number;
  name: string;
  checksum: string;
  steps_done: number;
  finished_at: string | null;
}

/** Any number that nobody else uses: two servers that start at once migrate one after the other. */
const lock = 7_318_201;
const ownFolder = join(import.meta.dirname, '..', 'migrations');

/**
 * Brings the schema up to this version of Relata: `NNNN_name.sql` in order, each in a transaction of
 * its own and never twice. A file whose first line is `-- no transaction` runs statement by
 * statement and goes on after the last finished one, so each of its statements must bear being run
 * again (`create index concurrently if not exists`).
 *
 * @returns names of the files that were run now
 * @throws {CannotStart} when a file fails, was changed after it ran, or the database is newer than we are
 */
export async function migrate(
  settings: pg.ClientConfig,
  log: Log,
  folder: string = ownFolder,
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ ...settings, application_name: 'relata migration' });
  client.on('error', (error) =>
    log.warn({ reason: error.message }, 'migration lost its connection'),
  );
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    const applied = await readApplied(client);
    refuseNewer(applied, migrations);
    const ran: string[] = [];
    for (const migration of migrations) {
      const before = applied.get(migration.version);
      refuseChanged(before, migration);
      if (before?.finished_at) continue;
      log.info({ migration: migration.name }, 'migrating');
      await run(client, migration, before?.steps_done ?? 0);
      ran.push(migration.name);
    }
    return ran;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Names of the files that have not run on this database, or not to their end. Changes nothing. */
export async function pendingMigrations(
  query: Query,
  folder: string = ownFolder,
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const { rows: tables } = await query<{ there: boolean }>(
    "select to_regclass('schema_migration') is not null as there",
  );
  if (!tables[0]?.there) return migrations.map(({ name }) => name);
  const { rows } = await query<{ version: number }>(
    'select version from schema_migration where finished_at is not null',
  );
  const done = new Set(rows.map(({ version }) => version));
  return migrations.filter(({ version }) => !done.has(version)).map(({ name }) => name);
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).toSorted();
  const doubled = names.find((name, i) => names[i + 1]?.startsWith(name.slice(0, 4)));
  if (doubled)
    throw new CannotStart(
      `Two migrations have the number of ${doubled}: give the newer one another.`,
    );
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      // A checkout with Windows line ends is the same migration.
      const text = sql.replaceAll('\r\n', '\n');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { version: Number(name.slice(0, 4)), name, sql: text, checksum };
    }),
  );
}

async function readApplied(client: pg.Client): Promise<Map<number, Applied>> {
  await client.query(`
    create table if not exists schema_migration (
      version integer constraint schema_migration_pk primary key,
      name text not null,
      checksum text not null,
      steps_done integer not null,
      finished_at timestamptz
    )`);
  const { rows } = await client.query<Applied>('select * from schema_migration');
  return new Map(rows.map((row) => [row.version, row]));
}

function refuseNewer(applied: Map<number, Applied>, migrations: Migration[]): void {
  const known = new Set(migrations.map((each) => each.version));
  const unknown = [...applied.values()].find((each) => !known.has(each.version));
  if (!unknown) return;
  throw new CannotStart(
    `The database was migrated by a newer Relata (${unknown.name}): start that version, or restore a backup of this one.`,
  );
}

function refuseChanged(before: Applied | undefined, migration: Migration): void {
  if (!before || before.checksum === migration.checksum) return;
  throw new CannotStart(
    `The migration ${migration.name} was changed after it had run on this database: put it back and write a new one.`,
  );
}

async function run(client: pg.Client, migration: Migration, stepsDone: number): Promise<void> {
  try {
    if (migration.sql.startsWith('-- no transaction')) {
      await runInSteps(client, migration, stepsDone);
    } else {
      await client.query('begin');
      await client.query(migration.sql);
      await record(client, migration, 1, true);
      await client.query('commit');
    }
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new CannotStart(`The migration ${migration.name} failed: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

async function runInSteps(client: pg.Client, migration: Migration, done: number): Promise<void> {
  const statements = splitStatements(migration.sql);
  for (const [index, statement] of statements.entries()) {
    if (index < done) continue;
    await dropHalfMadeIndex(client, statement);
    await client.query(statement);
    await record(client, migration, index + 1, false);
  }
  await record(client, migration, statements.length, true);
}

/** A failed CREATE INDEX CONCURRENTLY leaves an invalid index, which "if not exists" would take for done. */
async function dropHalfMadeIndex(client: pg.Client, statement: string): Promise<void> {
  const name = /create\s+(?:unique\s+)?index\s+concurrently\s+(?:if\s+not\s+exists\s+)?(\w+)/i.exec(
    statement,
  )?.[1];
  if (!name) return;
  const { rowCount } = await client.query(
    'select 1 from pg_index where indexrelid = to_regclass($1) and not indisvalid',
    [name],
  );
  if (rowCount) await client.query(`drop index concurrently if exists ${name}`);
}

async function record(
  client: pg.Client,
  migration: Migration,
  steps: number,
  finished: boolean,
): Promise<void> {
  await client.query(
    `insert into schema_migration (version, name, checksum, steps_done, finished_at)
     values ($1, $2, $3, $4, $5)
     on conflict (version) do update
     set steps_done = excluded.steps_done, finished_at = excluded.finished_at`,
    [
      migration.version,
      migration.name,
      migration.checksum,
      steps,
      finished ? new Date().toISOString() : null,
    ],
  );
}
