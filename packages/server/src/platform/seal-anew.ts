import type { Database } from './db.ts';
import type { Log } from './log.ts';
import { openSealer, type Secrets } from './seal.ts';

/** A column that holds sealed texts. Whoever seals into a table says so, or its secrets are lost with the next key. */
export interface SealedColumn {
  table: string;
  /** By which its rows are found; an index begins with it. */
  key: string;
  column: string;
  /** With which the sealer was opened. */
  purpose: string;
}

const atOnce = 500;

/**
 * Seals with the secret of now what an older one has sealed, row by row, while everything goes on; may run in
 * several processes at once. Gives how many were sealed anew, and how many no known secret opens.
 */
export async function sealAnew(
  { query }: Pick<Database, 'query'>,
  secrets: Secrets,
  columns: SealedColumn[],
): Promise<{ sealed: number; lost: number }> {
  const done = { sealed: 0, lost: 0 };
  for (const { table, key, column, purpose } of columns) {
    const sealer = openSealer(secrets, purpose);
    let after = '';
    for (;;) {
      const { rows } = await query<{ key: string; old: string }>(
        `select ${key} as key, ${column} as old from ${table}
         where ${column} collate "C" > $1 and ${column} like '1.%' and not starts_with(${column}, $2)
         order by ${column} collate "C" limit ${atOnce}`,
        [after, sealer.beginning],
      );
      for (const { key: id, old } of rows) {
        const opened = openedBy(sealer, old);
        if (opened === null) done.lost++;
        // Whoever has changed it meanwhile has sealed it anew.
        else
          done.sealed += (
            await query(`update ${table} set ${column} = $2 where ${key} = $3 and ${column} = $1`, [
              old,
              sealer.seal(opened),
              id,
            ])
          ).rowCount;
      }
      const last = rows.at(-1);
      if (rows.length < atOnce || !last) break;
      after = last.old;
    }
  }
  return done;
}

/** How many sealed texts no known secret opens. Writes nothing, and tries one of each key. */
export async function countLost(
  { query }: Pick<Database, 'query'>,
  secrets: Secrets,
  columns: SealedColumn[],
): Promise<number> {
  let lost = 0;
  for (const { table, column, purpose } of columns) {
    const sealer = openSealer(secrets, purpose);
    const { rows } = await query<{ sample: string; count: number }>(
      `select min(${column} collate "C") as sample, count(*)::int as count from ${table}
       where ${column} like '1.%' group by split_part(${column}, '.', 2)`,
    );
    for (const { sample, count } of rows) if (openedBy(sealer, sample) === null) lost += count;
  }
  return lost;
}

/** Seals anew beside everything else, at every start: it costs a look where there is nothing to do. */
export async function keepSealed(
  database: Pick<Database, 'query'>,
  secrets: Secrets,
  columns: SealedColumn[],
  log: Log,
): Promise<void> {
  try {
    const { sealed, lost } = await sealAnew(database, secrets, columns);
    if (sealed) log.info({ sealed }, 'secrets were sealed anew');
    if (lost) log.warn({ lost }, 'secrets cannot be opened: SECRET or OLD_SECRETS is missing');
  } catch (error) {
    log.error({ err: error }, 'secrets could not be sealed anew; the next start tries again');
  }
}

function openedBy(sealer: ReturnType<typeof openSealer>, text: string): string | null {
  try {
    return sealer.open(text);
  } catch {
    return null;
  }
}
