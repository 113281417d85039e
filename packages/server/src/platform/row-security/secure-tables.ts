import type { Query } from '../db.ts';
import { appRole } from './enter.ts';

/**
 * Puts every table of what belongs to a workspace under row security, where it is not yet; whoever makes a table calls
 * it in the same transaction. Statements of a workspace then see and write its rows alone, those of the whole server
 * run as the owner of the database and see all. What people sign in with is no business of a workspace's statements.
 * Does nothing in a database that cannot have it.
 *
 * @returns the tables that were secured now
 */
export async function secureTables(query: Query): Promise<string[]> {
  const { rows } = await query<{
    name: string;
    key: string | null;
    granted: boolean;
    secured: boolean;
  }>(
    `with found as (
       select c.oid, c.oid::regclass::text as name, a.attname as key,
         has_table_privilege(r.oid, c.oid, 'delete') as granted,
         c.relrowsecurity and c.relforcerowsecurity
           and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'own_workspace') as secured
       from pg_roles r, pg_class c
       left join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
         and a.attname = case c.relname when 'workspace' then 'id' else 'workspace_id' end
       where r.rolname = $1 and pg_has_role('pg_database_owner', 'usage')
         and c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
         and (a.attname is not null or c.relname !~ '^(auth_|schema_)'))
     select name, key, granted, secured from found
     where not granted or (key is not null and not secured) order by oid`,
    [appRole],
  );
  const secured: string[] = [];
  for (const { name, key, ...is } of rows) {
    if (!is.granted) await query(`grant select, insert, update, delete on ${name} to ${appRole}`);
    if (key === null || is.secured) continue;
    secured.push(name);
    await query(`alter table ${name} enable row level security`);
    await query(`alter table ${name} force row level security`);
    await query(`drop policy if exists whole_server on ${name}`);
    await query(`create policy whole_server on ${name} to pg_database_owner using (true)`);
    await query(`drop policy if exists own_workspace on ${name}`);
    // A plain comparison: the planner finds it equal to the statement's own and looks at it once.
    await query(
      `create policy own_workspace on ${name} to ${appRole} using (${key} = nullif(current_setting('app.workspace_id', true), '')::uuid)`,
    );
  }
  return secured;
}
