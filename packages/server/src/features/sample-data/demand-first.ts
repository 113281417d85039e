import { Refusal } from '@relata/model';
import type { Work } from '#engine/work.ts';

/**
 * Refuses sample data where it is there already or is just being made, unless it has been undone.
 * `own` is the work that asks. In a transaction, of two at once the second waits and is refused.
 */
export async function demandFirst(work: Work, own: string | null): Promise<void> {
  if (own)
    await work.connection.query('select 1 from workspace where id = $1 for update', [
      work.workspace.id,
    ]);
  const { rows } = await work.connection.query(
    `select 1 from work_item w where w.workspace_id = $1 and w.kind = 'sampleData' and w.id is distinct from $2::uuid
       and (exists (select 1 from change c where c.workspace_id = $1 and c.batch = w.id) ${own ? '' : "or w.status = 'running'"})
       and not exists (select 1 from change u where u.workspace_id = $1 and u.undoes = w.id) limit 1`,
    [work.workspace.id, own],
  );
  if (rows.length)
    throw new Refusal('conflict', 'the sample data is there already; undo it first', {
      reason: 'sample_data',
    });
}
