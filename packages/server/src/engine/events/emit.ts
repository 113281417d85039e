import { newId } from '../../platform/id.ts';
import type { Work } from '../work.ts';

/**
 * Leaves a row that says what happened, in the transaction that made it happen. One event may be about
 * many records: a bulk edit leaves one for each portion, not a hundred thousand.
 */
export async function emit(
  work: Work,
  type: string,
  object: string,
  ids: string[],
  data: Record<string, unknown> = {},
): Promise<void> {
  await work.connection.query(
    `insert into event (workspace_id, id, at, type, object, batch, record_ids, actor_id, data)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      work.workspace.id,
      newId(),
      work.now,
      type,
      object,
      work.batch,
      ids,
      work.actor.user,
      JSON.stringify(data),
    ],
  );
}
