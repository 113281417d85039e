import type { Query } from '../../platform/db.ts';

export const indexChannel = 'relata_indexes';

/** Every process looks anew which indexes there are, once the transaction of the query has committed. */
export async function tellOfIndexes(query: Query): Promise<void> {
  await query('select pg_notify($1, $2)', [indexChannel, '']);
}
