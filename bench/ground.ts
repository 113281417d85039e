import type { Actor } from '@relata/model';
import type pg from 'pg';
import { actorFor } from '../packages/server/src/engine/catalog/actor-for.ts';
import type { Engine } from '../packages/server/src/engine/engine.ts';
import { openEngine } from '../packages/server/src/engine/open.ts';
import { features } from '../packages/server/src/features/index.ts';
import { type Database, openDatabase } from '../packages/server/src/platform/db.ts';
import { openFiles } from '../packages/server/src/platform/files.ts';
import { newId } from '../packages/server/src/platform/id.ts';
import { migrate } from '../packages/server/src/platform/migrate.ts';
import { openRowSecurity } from '../packages/server/src/platform/row-security/open-row-security.ts';
import { createLog } from '../packages/server/src/platform/log.ts';
import { asker, type Asker } from './measure.ts';
import { type RunningServer, startServer } from './server.ts';
import { fill, settleActivities, type Size, type World } from './world.ts';

const email = 'bench@relata.example';
const password = 'a bench needs a long password';
const port = 18_080;

/** What every measurement stands on: the server, its database, somebody signed in, the world's ids. */
export interface Ground {
  server: RunningServer;
  engine: Engine;
  actor: Actor;
  world: World;
  settings: pg.ClientConfig;
  /** Headers of a signed-in request. */
  headers: Record<string, string>;
  ask(connections?: number, headers?: Record<string, string>): Asker;
  /** How fast the world was made, where it was made now. */
  firstBuild: string[];
  stop(): Promise<void>;
}

export async function openServerDatabase(
  folder: string,
  size: Size,
  say: (line: string) => void,
): Promise<Ground> {
  const log = createLog('warn');
  const database = await openDatabase({ databaseUrl: undefined, dataDir: folder }, log);
  await migrate(database.settings, log);
  await openRowSecurity(database, log);
  await tidy(database);
  const server = await startServer(
    {
      DATA_DIR: folder,
      DATABASE_URL: urlOf(database.settings),
      RELATA_ADMIN_EMAIL: email,
      RELATA_ADMIN_PASSWORD: password,
      RELATA_WORKSPACE: 'Bench',
      // One session asks for everybody.
      RATE_LIMIT: '0',
    },
    port,
  );
  await caughtUp(database, say);
  const clock = { at: new Date(), now: () => clock.at };
  const engine = Object.assign(
    await openEngine({ database, clock, log, files: openFiles(folder), features }),
    { clock },
  );

  const cookie = await signIn();
  const headers = { cookie, origin: `http://127.0.0.1:${port}` };
  const me = (await (await fetch(`http://127.0.0.1:${port}/api/v1/me`, { headers })).json()) as {
    data: { user: { id: string }; workspace: { id: string } };
  };
  const workspaceId = me.data.workspace.id;
  const actor = await actorFor(database, engine.workspaces, workspaceId, me.data.user.id);
  const firstBuild: string[] = [];
  const world = await worldOf(engine, workspaceId);
  const { rows } = await database.query<{ n: string }>(
    'select count(*) as n from activity where workspace_id = $1',
    [workspaceId],
  );
  if (Number(rows[0]?.n) < size.activities) {
    await fill(engine, workspaceId, world, size, (line) => {
      firstBuild.push(line);
      say(line);
    });
    await settleActivities(engine, workspaceId);
  }
  clock.at = new Date();
  return {
    server,
    engine,
    actor,
    world,
    settings: database.settings,
    headers,
    ask: (connections = 1, by = headers) => asker(port, by, connections),
    firstBuild,
    async stop() {
      await server.stop();
      await database.stop();
    },
  };
}

/** The world as it was made: without the indexes that earlier runs asked for, and the room that their changes took. */
async function tidy(database: Database): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    "select indexname as name from pg_indexes where schemaname = current_schema() and indexname like 'auto\\_%'",
  );
  for (const { name } of rows) await database.query(`drop index ${name}`);
  if (rows.length) await database.query('delete from index_use');
  const client = await database.pool.connect();
  await client.query('set statement_timeout = 0');
  for (const table of ['person', 'company']) {
    // What imports made and undo took back.
    await client.query(
      `delete from match_key m using ${table} t where t.workspace_id = m.workspace_id and t.id = m.record_id and t.deleted_at is not null`,
    );
  }
  await client.query('delete from person where deleted_at is not null');
  await client.query('delete from company where deleted_at is not null');
  for (const table of ['person', 'company', 'deal', 'activity', 'match_key'])
    if (rows.length) await client.query(`vacuum (full, analyze) ${table}`);
  // Its visibility map is what a table has after a night's work.
  await client.query('vacuum');
  client.release(true);
}

/** What a start finds to do with a million records it does once: a night's work, and no part of what is measured. */
async function caughtUp({ query }: Database, say: (line: string) => void): Promise<void> {
  const isBusy = async () =>
    (
      await query(
        "select 1 from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now() limit 1",
      )
    ).rowCount !== 0;
  const begun = performance.now();
  while (await isBusy()) await new Promise((resolve) => setTimeout(resolve, 1000));
  const seconds = (performance.now() - begun) / 1000;
  if (seconds > 2) say(`the work of a start took ${seconds.toFixed(0)} s`);
}

async function signIn(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`signing in gave ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
}

/** The server reaches the embedded database by its socket, as if it were any other. */
function urlOf(settings: pg.ClientConfig): string {
  const host = settings.host ?? '';
  const place = host.startsWith('/') ? encodeURIComponent(host) : host;
  return `postgres://${settings.user ?? 'postgres'}${settings.password ? `:${String(settings.password)}` : ''}@${place}:${settings.port ?? 5432}/${settings.database ?? 'postgres'}`;
}

const salespeople = 20;

/** Twenty salespeople, a pipeline of eight stages, a custom number: made once. */
async function worldOf(engine: Engine, workspaceId: string): Promise<World> {
  const { database } = engine;
  const now = new Date().toISOString();
  const made = await database.query<{ id: string }>(
    `select id from "user" where workspace_id = $1 and email like 'seller%' order by email`,
    [workspaceId],
  );
  const users = made.rows.map((row) => row.id);
  for (let i = users.length; i < salespeople; i++) {
    const id = newId();
    await database.query(
      `insert into "user" (workspace_id, id, title, name, email, role, active, created_at, updated_at, search)
       values ($1, $2, $3, $3, $4, 'salesperson', true, $5, $5, '')`,
      [
        workspaceId,
        id,
        `Seller ${String.fromCharCode(65 + i)}`,
        `seller${String(i).padStart(2, '0')}@relata.example`,
        now,
      ],
    );
    users.push(id);
  }
  const definition = JSON.stringify({ kind: 'number', custom: true, label: { en: 'Score' } });
  await database.query(
    `insert into custom_field (workspace_id, object, name, definition, created_at) values ($1, 'person', 'score', $2, $3) on conflict do nothing`,
    [workspaceId, definition, now],
  );
  await engine.workspaces.changed(database.query, workspaceId);
  const stages = await database.query<{ id: string; pipeline_id: string; means: string }>(
    `select s.id, s.pipeline_id, s.means from stage s join pipeline p on p.workspace_id = $1 and p.id = s.pipeline_id and p.is_default
     where s.workspace_id = $1 and s.deleted_at is null order by s.position`,
    [workspaceId],
  );
  const pipeline = stages.rows[0]?.pipeline_id ?? '';
  const ids = stages.rows.map((row) => row.id);
  for (let i = ids.length; i < 8; i++) {
    const id = newId();
    await database.query(
      `insert into stage (workspace_id, id, title, name, pipeline_id, means, probability, position, created_at, updated_at, search)
       values ($1, $2, $3, $3, $4, 'open', 50, $5, $6, $6, '')`,
      [workspaceId, id, `Stage ${i}`, pipeline, 100 + i, now],
    );
    ids.push(id);
  }
  const reasons = await database.query<{ id: string }>(
    `select id from lost_reason where workspace_id = $1 and deleted_at is null order by position limit 1`,
    [workspaceId],
  );
  const lostStages = new Set(
    stages.rows.filter((row) => row.means === 'lost').map((row) => row.id),
  );
  return { users, pipeline, stages: ids, lostStages, lostReason: reasons.rows[0]?.id ?? '' };
}
