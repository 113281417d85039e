import type { Database, Query } from '#platform/db.ts';
import { pendingMigrations } from '#platform/migrate.ts';
import { rowSecurityOf } from '#platform/row-security/row-security-of.ts';
import type { Secrets } from '#platform/seal.ts';
import { countLost, type SealedColumn } from '#platform/seal-anew.ts';
import { advice, type Finding, wrong } from './finding.ts';

const migrationsText = 'Start Relata once with this version; make a backup before.';

/** Who Relata is to its database, and whether the two fit together. */
export async function lookAtDatabase(
  { query }: Pick<Database, 'query'>,
  /** `isOwn`: not the embedded one, which nobody else can reach. */
  {
    now,
    secrets,
    sealed,
    isOwn,
  }: { now: Date; secrets: Secrets; sealed: SealedColumn[]; isOwn: boolean },
): Promise<Finding[]> {
  const pending = await pendingMigrations(query);
  if (pending.length > 0)
    return [
      wrong(
        'pending_migrations',
        `${pending.length} migrations have not run on this database, ${pending[0]} is the first.`,
        migrationsText,
      ),
    ];
  return [
    ...(isOwn ? await role(query) : []),
    ...(await rowSecurity(query)),
    ...(await clock(query, now)),
    ...(await lost(query, secrets, sealed)),
  ];
}

async function role(query: Query): Promise<Finding[]> {
  const { rows } = await query<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean }>(
    'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = session_user',
  );
  const [is] = rows;
  if (!is?.rolsuper && !is?.rolbypassrls) return [];
  const may = is.rolsuper ? 'may do everything in its server' : 'passes by row security';
  return [
    wrong(
      'strong_role',
      `The user ${is.rolname} of DATABASE_URL ${may}: whoever took over Relata could as well.`,
      `Give Relata a user of its own that owns the database: create role relata login nosuperuser nobypassrls.`,
    ),
  ];
}

const lacking = {
  citus:
    'On Citus the database itself does not keep workspaces apart: it would slow every statement down.',
  role: 'The database itself does not keep workspaces apart: there is no role relata_app that Relata may act as.',
  owner:
    'The database itself does not keep workspaces apart: the user of DATABASE_URL does not own it.',
  leakproof:
    'The database itself does not keep workspaces apart: searches would lose their indexes (its functions are not marked leakproof).',
};

/** T12: a second wall between workspaces, behind the one that every statement is. */
async function rowSecurity(query: Query): Promise<Finding[]> {
  const found = await rowSecurityOf(query);
  const todo = 'See docs/operations.md for what row security needs of the database.';
  if (!found.on && found.lacks !== 'tables')
    return [advice('row_security_off', lacking[found.lacks], todo)];
  const { rows } = await query<{ open: number; all: number }>(
    `select count(*)::int as all,
       count(*) filter (where not (c.relrowsecurity and c.relforcerowsecurity))::int as open
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition and a.attname = 'workspace_id' and not a.attisdropped`,
  );
  const { open = 0, all = 0 } = rows[0] ?? {};
  if (open === 0) return [];
  return [
    advice(
      'row_security_off',
      `In ${open} of ${all} tables the database itself does not keep workspaces apart; Relata’s statements alone do.`,
      todo,
    ),
  ];
}

async function clock(query: Query, now: Date): Promise<Finding[]> {
  const { rows } = await query<{ now: string; last: string | null }>(
    `select now()::text as now, (select max(finished_at) from schema_migration)::text as last`,
  );
  const [there] = rows;
  const apart = there ? now.getTime() - new Date(there.now).getTime() : 0;
  const isBehind = there?.last ? new Date(there.last).getTime() - now.getTime() > 60_000 : false;
  if (Math.abs(apart) < 60_000 && !isBehind) return [];
  return [
    wrong(
      'clock',
      isBehind
        ? `It is ${now.toISOString()} here, before the last migration ran (${there?.last}).`
        : `The clocks of Relata and of its database are ${Math.round(Math.abs(apart) / 1000)} s apart.`,
      'Set the clock of each machine by NTP: sessions, codes of authenticator apps and reminders depend on it.',
    ),
  ];
}

async function lost(query: Query, secrets: Secrets, sealed: SealedColumn[]): Promise<Finding[]> {
  const count = await countLost({ query }, secrets, sealed);
  if (count === 0) return [];
  return [
    wrong(
      'secret_lost',
      `${count} kept secrets (of authenticator apps, recovery codes, mails on their way) were encrypted with a key that is not here.`,
      'Bring the earlier value back: as SECRET, in OLD_SECRETS, or the file secret in DATA_DIR from a backup.',
    ),
  ];
}
