import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '#platform/db.ts';
import { isAlive } from '#platform/embedded-postgres/is-alive.ts';
import { startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts';
import { startJobs } from '#platform/jobs.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrate.ts';
import { openRowSecurity } from '#platform/row-security/open-row-security.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server whose template database is migrated; workers clone it, as whoever may make databases. */
    database: { settings: pg.ClientConfig; maker: pg.ClientConfig; template: string };
    /** Where tests keep files; it goes with the run. */
    files: string;
  }
}

const log = createLog('warn');
const prefix = 'relata-test-';

/**
 * One database server for the whole run: the one in DATABASE_URL (its role must be allowed to create
 * databases), or an embedded one of its own that does not wait for the disk.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['DATABASE_URL'];
  const server = url ? given(readUrl(url)) : await startOwn();
  const { settings, maker } = server;
  const template = `relata_test_${process.pid}`;
  await administer(maker, `create database ${template} owner "${settings.user}"`);
  await install(
    { ...settings, database: template },
    settings === maker ? undefined : { ...maker, database: template },
  );
  project.provide('database', { settings, maker, template });
  const files = mkdtempSync(join(tmpdir(), 'relata-files-'));
  project.provide('files', files);

  return async () => {
    const clones = await administer(
      maker,
      `select datname from pg_database where datname like '${template}%'`,
    );
    for (const { datname } of clones) {
      await administer(maker, `drop database "${datname}" with (force)`);
    }
    await server.stop();
    rmSync(files, { recursive: true, force: true });
  };
}

interface Server {
  settings: pg.ClientConfig;
  maker: pg.ClientConfig;
  stop: () => Promise<void>;
}

const given = (settings: pg.ClientConfig): Server => ({
  settings,
  maker: settings,
  stop: async () => {},
});

async function startOwn(): Promise<Server> {
  await removeLeftovers();
  const folder = join(tmpdir(), `${prefix}${process.pid}`);
  mkdirSync(folder);
  // Whoever runs the server must get through.
  chmodSync(folder, 0o711);
  const server = await startEmbeddedPostgres(folder, log, {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '128MB',
    autovacuum: 'off',
  });
  return {
    settings: { ...server.address },
    maker: { ...server.administrator },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of runs that were killed. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length) : NaN);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    const server = await startEmbeddedPostgres(folder, log).catch(() => undefined);
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The schema, its policies, and the queue's own tables: once, so that no worker has to make them. */
async function install(
  settings: pg.ClientConfig,
  administrator: pg.ClientConfig | undefined,
): Promise<void> {
  await migrate(settings, log);
  const database = connectDatabase(settings, log);
  await openRowSecurity({ ...database, ...(administrator && { administrator }) }, log);
  const jobs = await startJobs(database, log);
  await jobs.stop();
  await database.stop();
}

async function administer(settings: pg.ClientConfig, sql: string): Promise<{ datname: string }[]> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

/** As separate settings, in which a worker can replace the database's name. */
function readUrl(url: string): pg.ClientConfig {
  const { host, port, user, password, database } = new pg.Client({ connectionString: url });
  return { host, port, user, password: password ?? undefined, database };
}
