import { type CatalogObject, isId, objectOf } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import { reachable, statement, type Work } from '../work.ts';

/** Is the batch the actor's own, or did it change a record that they see? Of any other they know nothing. */
export async function knowsBatch(work: Work, batch: string): Promise<boolean> {
  if (!isId(batch)) return false;
  const { rows } = await work.connection.query<{ object: string; own: boolean }>(
    `select object, bool_or(actor_id is not distinct from $3) as own from change
     where workspace_id = $1 and batch = $2 group by object`,
    [work.workspace.id, batch, work.actor.user],
  );
  if (work.actor.kind === 'system' || rows.some(({ own }) => own)) return rows.length > 0;
  for (const { object } of rows)
    if (await hasSeen(work, objectOf(work.catalog, object), batch)) return true;
  return false;
}

async function hasSeen(work: Work, object: CatalogObject, batch: string): Promise<boolean> {
  const made = statement(work);
  const { rows } = await work.connection.query(
    `select 1 from change c join ${tableOf(object)} t on t.workspace_id = $1 and t.id = c.record_id
     where c.workspace_id = $1 and c.batch = ${made.parameters.add(batch, 'uuid')} and c.object = ${made.parameters.add(object.name, 'text')}
       and ${reachable(work, object, 'read', 't', made)} limit 1`,
    made.parameters.values,
  );
  return rows.length > 0;
}
