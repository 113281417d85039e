import { objectOf } from '@relata/model';
import { readJson } from '#engine/records/read.ts';
import type { Work } from '#engine/work.ts';

/**
 * Takes the mark of what is new from a lead that its owner has opened, or anybody one that is nobody's. It is no
 * change of the lead: neither history nor version know of it. True where it has been seen by now.
 */
export async function see(work: Work, id: string): Promise<boolean> {
  await readJson(work, 'lead', id, { fields: 'id' });
  const { rowCount } = await work.connection.query(
    'update lead set seen = true where workspace_id = $1 and id = $2 and seen is not true and (owner_id is null or owner_id = $3)',
    [work.workspace.id, id, work.actor.user],
  );
  const object = objectOf(work.catalog, 'lead').name;
  if (rowCount)
    work.notices.push({
      object,
      action: 'update',
      ids: [id],
      batch: work.batch,
      by: work.actor.user,
    });
  const { rows } = await work.connection.query<{ seen: boolean | null }>(
    'select seen from lead where workspace_id = $1 and id = $2',
    [work.workspace.id, id],
  );
  return rows[0]?.seen === true;
}
