import type { Query } from '../db.ts';
import { appRole } from './enter.ts';

/**
 * Does the database itself keep workspaces apart (T12)? Where not, what it lacks:
 * `citus`: it would cost every statement more than a millisecond there; `role`: nobody has made relata_app, or the
 * login may not act as it; `owner`: the login does not own the database; `leakproof`: searches would lose their
 * indexes; `tables`: they have no policies yet.
 */
export type RowSecurity =
  | { on: true }
  | { on: false; lacks: 'citus' | 'role' | 'owner' | 'leakproof' | 'tables'; tables: boolean };

/** Functions by which the indexes of lists and searches are asked: PostgreSQL must believe that they tell nothing. */
const asked = [
  ...['ts_match_vq(tsvector,tsquery)', 'textlike(text,text)', 'lower(text)'],
  ...['numeric_eq(numeric,numeric)', 'numeric_lt(numeric,numeric)'],
  ...['arraycontains(anyarray,anyarray)', 'arrayoverlap(anyarray,anyarray)'],
  'jsonb_contains(jsonb,jsonb)',
];

/** How it is at this moment; changes nothing. */
export async function rowSecurityOf(query: Query): Promise<RowSecurity> {
  const { rows } = await query<
    Record<'citus' | 'role' | 'owner' | 'leakproof' | 'tables', boolean>
  >(
    `select exists (select 1 from pg_extension where extname = 'citus') as citus,
       exists (select 1 from pg_roles where rolname = $1 and pg_has_role(oid, 'member')) as role,
       pg_has_role('pg_database_owner', 'usage') as owner,
       not exists (select 1 from pg_proc where oid = any($2::regprocedure[]::oid[]) and not proleakproof) as leakproof,
       coalesce((select relforcerowsecurity from pg_class where oid = to_regclass('workspace')), false) as tables`,
    [appRole, asked],
  );
  const [is] = rows;
  if (!is) throw new Error('the database did not answer');
  const { tables } = is;
  if (is.citus) return { on: false, lacks: 'citus', tables };
  for (const lacks of ['role', 'owner', 'leakproof', 'tables'] as const)
    if (!is[lacks]) return { on: false, lacks, tables };
  return { on: true };
}
