import { buildCatalog, objectOf } from '@relata/model';
import type { Database, Query } from '../../platform/db.ts';
import { beyondWorkspace } from '../../platform/row-security/enter.ts';
import { secureTables } from '../../platform/row-security/secure-tables.ts';
import { draftSchema } from './draft.ts';

/**
 * Objects that workspaces make are kept in tables that all workspaces share: the first object of each in `own1`, the
 * second in `own2`, and so on (decision 21). Such a table is made when a workspace needs it for the first time.
 */
export async function keepOwnTable(query: Query, slot: number): Promise<void> {
  const name = `own${slot}`;
  // Two workspaces may need it at the same moment.
  await query('select pg_advisory_xact_lock(hashtext($1))', [`relata ${name}`]);
  const columns = await query<{ name: string }>(
    'select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = $1',
    [name],
  );
  const indexes = await query<{ name: string }>(
    'select indexname as name from pg_indexes where schemaname = current_schema() and tablename = $1',
    [name],
  );
  const existing = columns.rows.length
    ? new Map([[name, new Set(columns.rows.map((row) => row.name))]])
    : new Map<string, Set<string>>();
  const { version, objects } = buildCatalog('', {
    fields: [],
    objects: [{ name, definition: { plural: name, icon: '', label: {}, slot } }],
  });
  const own = { version, objects: { [name]: objectOf({ version, objects }, name) } };
  const lacking = draftSchema(existing, new Set(indexes.rows.map((row) => row.name)), own);
  await beyondWorkspace(query, async () => {
    for (const statement of lacking) await query(statement);
    await secureTables(query);
  });
}

/** What this version keeps of such objects and the last one did not is added before anybody asks for it. */
export async function keepOwnTables(database: Database): Promise<void> {
  const { rows } = await database.query<{ slot: number }>(
    `select substring(table_name from 4)::int as slot from information_schema.tables
     where table_schema = current_schema() and table_name ~ '^own[0-9]+$' order by 1`,
  );
  for (const { slot } of rows) await database.tx(({ query }) => keepOwnTable(query, slot));
}
