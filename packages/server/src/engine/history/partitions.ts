import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db.ts';
import { secureTables } from '../../platform/row-security/secure-tables.ts';

/** History is kept by the month. Makes the tables of this month and the next two, where they are missing. */
export async function keepPartitions(database: Database, clock: Clock): Promise<void> {
  const now = clock.now();
  for (const ahead of [0, 1, 2]) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
    const name = `change_${from.toISOString().slice(0, 7).replace('-', '_')}_m`;
    const { rows } = await database.query<{ there: boolean }>(
      'select to_regclass($1) is not null as there',
      [name],
    );
    if (rows[0]?.there) continue;
    const held = await database.query<{ held: boolean }>(
      'select exists (select 1 from change_otherwise where at >= $1 and at < $2) as held',
      [from.toISOString(), to.toISOString()],
    );
    // Rows that arrived before their month had a table stay in the default one, where they are found as well.
    if (held.rows[0]?.held) continue;
    await database.tx(async ({ query }) => {
      await query(
        `create table if not exists ${name} partition of change for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
      );
      await secureTables(query);
    });
  }
}
