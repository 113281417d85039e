import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import { type IndexWish, largeTable, ownerOf } from './note-use.ts';
import { indexChannel, tellOfIndexes } from './tell.ts';

/** Builds indexes for what lists really ask for, in the background, and drops those that nobody uses any more. */
export interface Indexes {
  /** Notes a use; true while the index that it wants is missing on a large table. */
  note(wish: IndexWish): boolean;
  /** So many rows that reading them all takes a noticeable time, as far as is known by now. */
  isLarge(table: string): boolean;
  /** Ends when everything noted so far is written down; tests and the bench wait for it. */
  settled(): Promise<void>;
}

const build = 'index.build';
const tidy = 'index.tidy';
const unusedDays = 45;
/** How often the time of the last use is written down. */
const writtenEveryMs = 3_600_000;

interface Known {
  built: boolean;
  written: number;
}

export async function openIndexes(
  database: Database,
  clock: Clock,
  log: Log,
): Promise<Indexes & { start(jobs: Jobs): Promise<void> }> {
  const known = new Map<string, Known>();
  const sizes = new Map<string, { rows: number; at: number }>();
  let jobs: Jobs | null = null;
  let pending: Promise<void> = Promise.resolve();

  /** Reads which indexes there are. Other processes build and drop them as well, and say so. */
  const look = async (): Promise<void> => {
    const { rows } = await database.query<{ index_name: string; built_at: string | null }>(
      'select index_name, built_at from index_use',
    );
    const there = new Set(rows.map((row) => row.index_name));
    for (const name of known.keys()) if (!there.has(name)) known.delete(name);
    for (const { index_name: name, built_at: builtAt } of rows)
      known.set(name, { built: builtAt !== null, written: known.get(name)?.written ?? 0 });
  };
  const lookLater = (): void => {
    pending = pending
      .then(look)
      .catch((error: unknown) => log.warn({ err: error }, 'indexes may be known by others alone'));
  };
  await database.listen(indexChannel, lookLater, lookLater);
  await look();

  /** About how many rows a table has, as the planner believes; asked again every minute, and where a clock is set back. */
  const rowsOf = (table: string): number => {
    const now = clock.now().getTime();
    const remembered = sizes.get(table);
    if (!remembered || Math.abs(now - remembered.at) > 60_000) {
      sizes.set(table, { rows: remembered?.rows ?? 0, at: now });
      pending = pending.then(
        async () => {
          const { rows: found } = await database.query<{ n: string }>(
            'select greatest(reltuples, 0)::bigint as n from pg_class where oid = to_regclass($1)',
            [table],
          );
          sizes.set(table, { rows: Number(found[0]?.n ?? 0), at: now });
        },
        () => {},
      );
    }
    return sizes.get(table)?.rows ?? 0;
  };

  const write = async (wish: IndexWish): Promise<void> => {
    const now = clock.now().toISOString();
    await database.query(
      `insert into index_use (table_name, field, how, expression, index_name, wanted_at, used_at)
       values ($1, $2, $3, $4, $5, $6, $6)
       on conflict (table_name, field, how) do update set used_at = excluded.used_at`,
      [wish.table, wish.field, wish.how, wish.expression, wish.name, now],
    );
    if (!known.get(wish.name)?.built)
      await jobs?.send(build, { name: wish.name }, { singletonKey: wish.name });
  };

  return {
    note(wish) {
      if (rowsOf(wish.table) < largeTable) return false;
      const now = clock.now().getTime();
      const before = known.get(wish.name);
      if (!before || now - before.written > writtenEveryMs) {
        known.set(wish.name, { built: before?.built ?? false, written: now });
        pending = pending
          .then(() => write(wish))
          .catch((error: unknown) => log.warn({ err: error }, 'an index use was not noted'));
      }
      return !known.get(wish.name)?.built;
    },
    isLarge: (table) => rowsOf(table) >= largeTable,
    settled: () => pending,
    async start(running) {
      jobs = running;
      await running.define<{ name: string }>(
        build,
        { concurrency: 1, expireInSeconds: 3600 },
        async ({ data }) => {
          await buildIndex(database, clock, log, data.name);
          known.set(data.name, { built: true, written: known.get(data.name)?.written ?? 0 });
          await tellOfIndexes(database.query);
        },
      );
      await running.define(tidy, { concurrency: 1 }, async () => {
        for (const name of await dropUnused(database, clock)) known.delete(name);
        await tellOfIndexes(database.query);
      });
      await running.schedule(tidy, '17 3 * * *');
    },
  };
}

/** Concurrently, so that nobody waits; what a crash left half-made is dropped and made again. */
async function buildIndex(database: Database, clock: Clock, log: Log, name: string): Promise<void> {
  const { rows } = await database.query<{
    table_name: string;
    field: string;
    how: string;
    expression: string;
    built_at: string | null;
  }>('select table_name, field, how, expression, built_at from index_use where index_name = $1', [
    name,
  ]);
  const wanted = rows[0];
  if (!wanted || wanted.built_at) return;
  const started = Date.now();
  const client = await database.pool.connect();
  try {
    await client.query(
      "set statement_timeout = 0; set maintenance_work_mem = '256MB'; set default_statistics_target = 200",
    );
    await client.query(`drop index concurrently if exists ${name}`);
    const columns =
      wanted.how === 'sort' || wanted.how === 'match'
        ? `(workspace_id, ${wanted.expression}, id)`
        : `using gin (workspace_id, ${wanted.expression})`;
    const owner = ownerOf(wanted.field);
    const which = `deleted_at is null${owner ? ` and workspace_id = '${owner}'` : ''}`;
    await client.query(
      `create index concurrently ${name} on ${wanted.table_name} ${columns} where ${which}`,
    );
    await client.query(`analyze ${wanted.table_name}`);
  } finally {
    // With settings of its own it is of no use to others.
    client.release(true);
  }
  const noted = await database.query('update index_use set built_at = $1 where index_name = $2', [
    clock.now().toISOString(),
    name,
  ]);
  // The field went while its index was being built.
  if (!noted.rowCount) await database.query(`drop index concurrently if exists ${name}`);
  log.info({ index: name, ms: Date.now() - started }, 'an index was built');
}

async function dropUnused(database: Database, clock: Clock): Promise<string[]> {
  const before = new Date(clock.now().getTime() - unusedDays * 86_400_000).toISOString();
  const { rows } = await database.query<{ index_name: string }>(
    'select index_name from index_use where used_at < $1',
    [before],
  );
  for (const row of rows) {
    await database.query(`drop index concurrently if exists ${row.index_name}`);
    await database.query('delete from index_use where index_name = $1', [row.index_name]);
  }
  return rows.map((row) => row.index_name);
}
