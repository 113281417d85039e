import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { type Database, patientMs } from '../db.ts';
import { messageOf } from '../error-facts.ts';
import type { Log } from '../log.ts';
import { appRole } from './enter.ts';
import { type RowSecurity, rowSecurityOf } from './row-security-of.ts';
import { secureTables } from './secure-tables.ts';

/** Any number that nobody else uses: two servers that start at once secure the tables one after the other. */
const lock = 7_318_202;

/**
 * After the migrations: prepares the database, where somebody may, and puts its tables under row security. Where that
 * cannot be had the server runs without, and says so in the log: every statement names its workspace all the same.
 */
export async function openRowSecurity(
  database: Pick<Database, 'query' | 'tx' | 'administrator'>,
  log: Log,
): Promise<RowSecurity> {
  const before = await rowSecurityOf(database.query);
  if (!before.on && before.lacks === 'citus') return tell(before, log);
  if (!before.on && before.lacks !== 'tables') await prepare(database, log);
  await database.tx(
    async ({ query }) => {
      await query('select pg_advisory_xact_lock($1)', [lock]);
      await secureTables(query);
    },
    { statementTimeoutMs: patientMs },
  );
  return tell(await rowSecurityOf(database.query), log);
}

/** As the embedded database's superuser, or as the login, should that be one. */
async function prepare(
  { query, administrator }: Pick<Database, 'query' | 'administrator'>,
  log: Log,
): Promise<void> {
  const text = await readFile(join(import.meta.dirname, 'prepare.sql'), 'utf8');
  if (!administrator) {
    await query(text).catch((error: unknown) =>
      log.debug({ reason: messageOf(error) }, 'the login may not prepare row security'),
    );
    return;
  }
  const client = new pg.Client({ ...administrator, application_name: 'relata administrator' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

function tell(found: RowSecurity, log: Log): RowSecurity {
  if (found.on) return found;
  // Under policies that are not meant for it the login would see nothing, and take the server for a new one.
  if (found.lacks === 'owner' && found.tables)
    throw new CannotStart(
      'The tables in DATABASE_URL are under row security, and its user does not own the database: make it the owner (alter database … owner to …).',
    );
  log.warn(
    { lacks: found.lacks },
    `workspaces are kept apart by the statements alone, not by ${appRole} and the database as well`,
  );
  return found;
}
