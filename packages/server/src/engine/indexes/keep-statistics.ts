import type { Database } from '../../platform/db.ts';

/** Smaller tables are read through whatever the planner believes of them. In bytes. */
const worthwhile = 4_000_000;

/**
 * Has the database look at large tables of which it knows nothing. After a crash PostgreSQL has forgotten what
 * changed since it looked last, and would not look again until much has changed anew; until then a search may
 * read a million rows where an index would have found three, and sums read the rows beside their index.
 */
export async function keepStatistics(database: Database): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    `select s.relid::regclass::text as name from pg_stat_user_tables s
     where s.schemaname = current_schema() and pg_relation_size(s.relid) > $1
       and ((s.last_analyze is null and s.last_autoanalyze is null) or (s.last_vacuum is null and s.last_autovacuum is null))
     order by pg_relation_size(s.relid)`,
    [worthwhile],
  );
  if (!rows.length) return;
  const client = await database.pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    for (const { name } of rows) await client.query(`vacuum (analyze) ${name}`);
  } finally {
    // With a setting of its own it is of no use to others.
    client.release(true);
  }
}
