import { Refusal } from '@relata/model';
import type { RecordChange } from '#engine/history/change.ts';
import type { Work } from '#engine/work.ts';

export async function guardPipelines(work: Work, changes: RecordChange[]): Promise<void> {
  const gone = changes.filter((change) => change.action === 'delete').map((change) => change.id);
  if (gone.length) await demandFree(work, gone);
}

/**
 * The default pipeline stays, and one whose deals lie in the recycle bin: they would come back to nowhere
 * (plug §5.1, §21, 9).
 */
export async function demandFree(work: Work, pipelines: string[]): Promise<void> {
  const { rows } = await work.connection.query<{ is_default: boolean; count: string }>(
    `select p.is_default, (select count(*) from deal d
       where d.workspace_id = $1 and d.pipeline_id = p.id and d.deleted_at is not null) as count
     from pipeline p where p.workspace_id = $1 and p.id = any($2)`,
    [work.workspace.id, pipelines],
  );
  if (rows.some((row) => row.is_default) && work.undoes === null)
    throw new Refusal('conflict', 'make another pipeline the default first', {
      reason: 'default_pipeline',
    });
  const count = rows.reduce((sum, row) => sum + Number(row.count), 0);
  if (count)
    throw new Refusal('conflict', `${count} deals of it are in the recycle bin`, {
      reason: 'in_recycle_bin',
      details: { count },
    });
}
