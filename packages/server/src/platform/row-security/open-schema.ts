import type { Query } from '../db.ts';
import { appRole } from './enter.ts';

/**
 * Lets statements of workspaces use the tables of a schema that belongs to no workspace: jobs are sent in the
 * transaction that causes them.
 */
export async function openSchema(query: Query, schema: string): Promise<void> {
  const { rowCount } = await query(
    `select 1 from pg_class c join pg_roles r on r.rolname = $1
     where c.relnamespace = to_regnamespace($2) and c.relkind in ('r', 'p')
       and pg_has_role('pg_database_owner', 'usage') and not has_table_privilege(r.oid, c.oid, 'delete') limit 1`,
    [appRole, schema],
  );
  if (!rowCount) return;
  await query(`grant usage on schema ${schema} to ${appRole}`);
  await query(
    `grant select, insert, update, delete on all tables in schema ${schema} to ${appRole}`,
  );
}
