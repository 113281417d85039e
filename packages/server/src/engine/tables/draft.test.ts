import { beforeAll, describe, expect, test } from 'vitest';
import { shipped } from '@relata/model';
import { testDatabase } from '#test/database.ts';
import { draftSchema } from './draft.ts';

/** Tables that belong to no workspace, by the rules for a distributed database. */
const reference = ['workspace', 'api_key', 'membership', 'set_up'];
const local = ['index_use', 'schema_migration', 'outgoing_mail'];

let columns: { table_name: string; column_name: string }[];
let indexes: string[];

const query = async <R extends object>(text: string): Promise<R[]> =>
  (await (await testDatabase()).query<R>(text)).rows;

beforeAll(async () => {
  columns = await query(
    `select table_name, column_name from information_schema.columns where table_schema = 'public'`,
  );
  const rows = await query<{ name: string }>(
    `select indexname as name from pg_indexes where schemaname = 'public' union all select conname from pg_constraint where contype = 'f'`,
  );
  indexes = rows.map((row) => row.name);
});

test('the database has a column and an index for everything that the definitions say', () => {
  const tables = Map.groupBy(columns, (row) => row.table_name);
  const known = new Map(
    [...tables].map(([table, rows]) => [table, new Set(rows.map((row) => row.column_name))]),
  );
  expect(draftSchema(known, new Set(indexes))).toEqual([]);
});

test('a company that goes for good is not looked for in every person and deal', async () => {
  const rows = await query<{ name: string }>(
    `select c.conname as name from pg_constraint c
     where c.contype = 'f' and c.confrelid in ('company'::regclass, 'person'::regclass, 'deal'::regclass)
       and not exists (select 1 from pg_index i where i.indrelid = c.conrelid and i.indpred is null
         and (i.indkey::int2[])[0:1] = c.conkey)`,
  );
  expect(rows).toEqual([]);
});

test('a field that is added to a definition is drafted as one column', () => {
  const tables = Map.groupBy(columns, (row) => row.table_name);
  const known = new Map(
    [...tables].map(([table, rows]) => [table, new Set(rows.map((row) => row.column_name))]),
  );
  known.get('person')?.delete('job_title');
  expect(draftSchema(known, new Set(indexes), shipped)).toEqual([
    'alter table "person" add column "job_title" text;',
  ]);
});

describe('the same tables can be distributed', () => {
  const tenantTables = () =>
    query<{ name: string; partition: boolean }>(
      `select c.relname as name, c.relispartition as partition from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not like 'auth\\_%'`,
    ).then((rows) =>
      rows.filter((row) => !reference.includes(row.name) && !local.includes(row.name)),
    );

  test('every table of a workspace carries workspace_id, not null', async () => {
    const rows = await query<{ table_name: string }>(
      `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' and is_nullable = 'NO'`,
    );
    const carrying = new Set(rows.map((row) => row.table_name));
    const missing = (await tenantTables()).filter((table) => !carrying.has(table.name));
    expect(missing.map((table) => table.name)).toEqual([]);
  });

  test('workspace_id leads every primary key, unique index and reference', async () => {
    const rows = await query<{ table: string; constraint: string; first: string }>(
      `select i.indrelid::regclass::text as table, i.indexrelid::regclass::text as constraint,
         (select attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) as first
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and i.indisunique and c.relname not like 'auth\\_%'`,
    );
    const names = new Set((await tenantTables()).map((table) => table.name));
    const wrong = rows.filter(
      (row) => names.has(row.table.replaceAll('"', '')) && row.first !== 'workspace_id',
    );
    expect(wrong).toEqual([]);
    const references = await query<{ name: string; first: string; action: string }>(
      `select conname as name, (select attname from pg_attribute a where a.attrelid = conrelid and a.attnum = conkey[1]) as first, confdeltype as action
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
    );
    expect(references.filter((row) => names.has(row.name) && row.first !== 'workspace_id')).toEqual(
      [],
    );
    expect(references.filter((row) => row.action === 'n' || row.action === 'd')).toEqual([]);
  });

  test('no triggers, no rules, no names that are too long or end in digits', async () => {
    const triggers = await query('select 1 from pg_trigger where not tgisinternal');
    expect(triggers).toEqual([]);
    const names = await query<{ name: string }>(
      `select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')
       union select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    );
    const partitions = /^change_(\d{4}_\d{2}_m|otherwise)/;
    const wrong = names.filter(
      ({ name }) => !partitions.test(name) && (name.length > 50 || /_\d+$/.test(name)),
    );
    expect(wrong).toEqual([]);
  });
});
