import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '@relata/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase, type Database } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import { createLog } from '#platform/log.ts';
import { keepOwnTable } from '#engine/tables/own-tables.ts';
import { list } from '#engine/records/list.ts';
import { reading, working } from '#engine/work.ts';
import { type Cast, openCast } from '#test/cast.ts';

/** Two firms on one server, with the same people, records and settings. */
let here: Cast;
let there: Cast;
let database: Database;
beforeAll(async () => {
  here = await openCast();
  there = await openCast();
  ({ database } = here.firm.engine);
}, 120_000);
afterAll(async () => {
  await here.stop();
  await there.stop();
});

const ours = () => here.firm.workspaceId;
const theirs = () => there.firm.workspaceId;

interface Table {
  name: string;
  key: string;
}

/** Everything that belongs to some workspace, partitions and tables of own objects among it. */
async function tables(): Promise<Table[]> {
  const { rows } = await database.query<Table>(
    `select c.oid::regclass::text as name, a.attname as key from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = case c.relname when 'workspace' then 'id' else 'workspace_id' end
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return rows;
}

test('T12 the server works as somebody who is bound by what the tables allow', async () => {
  expect(await database.rowSecurity()).toEqual({ on: true });
  const { rows } = await database.query(
    `select rolname from pg_roles where rolname in (current_user, 'relata_app') and (rolsuper or rolbypassrls)`,
  );
  expect(rows).toEqual([]);
});

test('T12 every table of what firms have is closed to the others, own objects and this month’s history too', async () => {
  await database.tx(({ query }) => keepOwnTable(query, 7));
  const { rows } = await database.query<{ name: string; policy: string | null }>(
    `select c.oid::regclass::text as name, pg_get_expr(p.polqual, c.oid) as policy from pg_class c
     left join pg_policy p on c.relrowsecurity and c.relforcerowsecurity and p.polrelid = c.oid
       and p.polpermissive and p.polcmd = '*' and p.polwithcheck is null
       and p.polroles = array['relata_app'::regrole::oid]
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')`,
  );
  const policies = new Map(rows.map((row) => [row.name, row.policy]));
  const all = await tables();
  expect(all.map(({ name }) => name)).toContain('own7');
  expect(all.filter(({ name }) => /^change_\d{4}_\d\d_m$/.test(name))).not.toEqual([]);
  for (const { name, key } of all)
    expect([name, policies.get(name)]).toEqual([
      name,
      `(${key} = (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid)`,
    ]);
});

test('T12 a statement that forgets to ask for its firm sees and changes that firm alone', async () => {
  const seen: string[] = [];
  for (const { name, key } of await tables()) {
    const { rows } = await database
      .of(ours())
      .query<{ firm: string }>(`select distinct ${key} as firm from ${name}`);
    for (const { firm } of rows) seen.push(firm);
  }
  expect(seen.length).toBeGreaterThan(20);
  expect(new Set(seen)).toEqual(new Set([ours()]));

  await database.of(ours()).tx(async ({ query }) => {
    const { rows } = await query<{ workspace_id: string }>(
      "update company set city = 'Nowhere' returning workspace_id",
    );
    expect(new Set(rows.map((row) => row.workspace_id))).toEqual(new Set([ours()]));
    await query('delete from favourite where user_id is not null');
  });
  const { rows } = await database.query(
    "select 1 from company where workspace_id = $1 and city = 'Nowhere'",
    [theirs()],
  );
  expect(rows).toEqual([]);
});

test('T12 nothing is written into another firm, neither anew nor by moving it there', async () => {
  const refused = { code: '42501' };
  const at = new Date().toISOString();
  await expect(
    database
      .of(ours())
      .query(
        `insert into company (workspace_id, id, title, created_at, updated_at) values ($1, $2, 'Mole', $3, $3)`,
        [theirs(), newId(), at],
      ),
  ).rejects.toMatchObject(refused);
  await expect(
    database.of(ours()).query('update company set workspace_id = $1', [theirs()]),
  ).rejects.toMatchObject(refused);
  const gone = await database
    .of(ours())
    .query('delete from company where workspace_id = $1', [theirs()]);
  expect(gone.rowCount).toBe(0);
});

test('T12 work of a firm cannot reach another’s records by their ids, nor who signs in with what', async () => {
  const actor = systemActor(ours(), 'test');
  const work = await reading(here.firm.engine, actor);
  const foreign = 'select id from company where workspace_id = $1';
  expect((await work.connection.query(foreign, [theirs()])).rows).toEqual([]);
  expect((await list(work, 'company', {})).rows.length).toBeGreaterThan(0);
  await working(here.firm.engine, actor, async ({ connection }) => {
    expect((await connection.query(foreign, [theirs()])).rows).toEqual([]);
  });
  await expect(work.connection.query('select password from auth_account')).rejects.toMatchObject({
    code: '42501',
  });
});

/** What the connection that was used last says of itself. */
const left = async (own: Database): Promise<unknown> =>
  (
    await own.query(
      `select pg_backend_pid() as pid, current_setting('role') as role,
         coalesce(current_setting('app.workspace_id', true), '') as firm`,
    )
  ).rows[0];

test('T12 a connection keeps nothing of the firm that used it, however that ended', async () => {
  const own = connectDatabase(database.settings, createLog('silent'));
  const place = own.of(ours());
  const ignore = () => {};
  await place.query('select 1');
  const clean = await left(own);
  expect(clean).toMatchObject({ role: 'none', firm: '' });

  const endings: Record<string, () => Promise<unknown>> = {
    answered: () => place.query('select 1 where $1', [true]),
    'answered, by name': () => place.query('select 2', [], { name: 'two' }),
    failed: () => place.query('select 1 / $1::int', [0]),
    'not understood': () => place.query('select from where', [], { name: 'three' }),
    cancelled: async () => {
      const slow = place.query('select pg_sleep(30)').catch(ignore);
      await sleep(50);
      await database.query(
        "select pg_cancel_backend(pid) from pg_stat_activity where query like 'select pg_sleep(30)%'",
      );
      await slow;
    },
    committed: () => place.tx(({ query }) => query('select 1')),
    'taken back': () => place.tx(() => Promise.reject(new Error('no'))),
    'failed half-way': () => place.tx(({ query }) => query('select 1 / 0')),
    'took too long': () =>
      place.tx(({ query }) => query('select pg_sleep(5)'), { statementTimeoutMs: 10 }),
  };
  for (const [how, end] of Object.entries(endings)) {
    await end().catch(ignore);
    expect([how, await left(own)]).toEqual([how, clean]);
  }
  await own.stop();
});

test('T12 two firms that take turns on one connection get each their own, prepared statements too', async () => {
  const own = connectDatabase(database.settings, createLog('silent'));
  const text = 'select distinct workspace_id as firm from company';
  for (let i = 0; i < 40; i++) {
    const firm = i % 2 ? ours() : theirs();
    const options = i % 4 < 2 ? { name: 'firms' } : {};
    const place = own.of(firm);
    const { rows } =
      i % 3
        ? await place.query(text, [], options)
        : await place.tx(({ query }) => query(text, [], options));
    expect([i, rows]).toEqual([i, [{ firm }]]);
  }
  expect(own.pool.totalCount).toBe(1);
  await own.stop();
});

test('a prepared statement that is not understood the first time is sent again the next', async () => {
  const own = connectDatabase(database.settings, createLog('silent'));
  const ask = () =>
    own.of(ours()).query('select 1 as one from made_later', [], { name: 'made later' });
  await expect(ask()).rejects.toMatchObject({ code: '42P01' });
  await own.query('create table made_later ()');
  await own.query('grant select on made_later to relata_app');
  expect((await ask()).rows).toEqual([]);
  await own.query('drop table made_later');
  await own.stop();
});

test('T12 what is no id of a firm enters none', async () => {
  for (const wrong of ['', 'x', `${ours()}'; drop table person; --`])
    expect(() => database.of(wrong)).toThrow();
  expect((await database.of(newId()).query('select 1 from company')).rows).toEqual([]);
});
