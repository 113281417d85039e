import { createHash } from 'node:crypto';
import type { Database } from '#platform/db.ts';
import { eventually } from './door.ts';

/**
 * What a refusal may write all the same: the log of it, when somebody was last there, how far the background has come,
 * how much was refused.
 */
const noted = [
  'audit_entry',
  'audit_head',
  'index_use',
  'derived_as',
  'duplicate_search',
  'form_tally',
];
const moments = ['last_seen_at', 'last_used_at', 'relayed_at'];

/** Everything that the tables hold of a workspace, in one word for each table. */
export async function fingerprint(
  { query }: Pick<Database, 'query'>,
  workspace: string,
): Promise<Record<string, string>> {
  const { rows: tables } = await query<{ name: string }>(
    `select c.relname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all($1) order by 1`,
    [noted],
  );
  const { rows } = await query<{ name: string; content: string }>(
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name, coalesce(string_agg((to_jsonb(t) - $2::text[])::text, ',' order by (to_jsonb(t) - $2::text[])::text), '') as content
           from "${name}" t where t.workspace_id = $1`,
      )
      .join(' union all '),
    [workspace, moments],
  );
  return Object.fromEntries(
    rows.map(({ name, content }) => [name, createHash('sha1').update(content).digest('base64')]),
  );
}

/** The same once nothing is under way in the background any more. */
export async function settledFingerprint(
  database: Pick<Database, 'query'>,
  workspace: string,
): Promise<Record<string, string>> {
  await eventually(async () => {
    const { rows } = await database.query(
      `select 1 from work_item where workspace_id = $1 and status in ('waiting', 'running')
       union all select 1 from event where workspace_id = $1 and relayed_at is null
       union all select 1 from derived_as where workspace_id = $1 and (version = '' or next_version is not null)
       union all select 1 from pgboss.job where state < 'completed' and data->>'workspace' = $1::text limit 1`,
      [workspace],
    );
    return !rows.length;
    // Hundreds of events may be under way.
  }, 200_000);
  return fingerprint(database, workspace);
}

/** Tables in which the two differ. */
export const differing = (one: Record<string, string>, other: Record<string, string>): string[] =>
  Object.keys(other).filter((name) => one[name] !== other[name]);
