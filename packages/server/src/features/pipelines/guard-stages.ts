import { objectOf, Refusal } from '@relata/model';
import type { RecordChange } from '#engine/history/change.ts';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { lockPipeline } from './keep-stages.ts';
import { type StageRow, stagesIn } from './stages-of.ts';

/**
 * Whatever changed: in a pipeline that lives on, the first stage, the won one and the first lost one are there
 * (plug §5.3, §21, 8), and stages stand in the order of what they mean. A pipeline that goes takes its stages along.
 */
export async function guardStages(work: Work, changes: RecordChange[]): Promise<void> {
  const touched = changes.filter(
    ({ action, after }) => action !== 'update' || 'means' in after || 'position' in after,
  );
  if (!touched.length) return;
  const { rows } = await work.connection.query<{ id: string }>(
    `select distinct p.id from pipeline p join stage s on s.workspace_id = $1 and s.pipeline_id = p.id
     where p.workspace_id = $1 and s.id = any($2) and p.deleted_at is null`,
    [work.workspace.id, touched.map((change) => change.id)],
  );
  const pipelines = rows.map((row) => row.id);
  for (const pipeline of pipelines) await lockPipeline(work, pipeline);
  const all = await stagesIn(work, pipelines);
  for (const pipeline of pipelines) {
    const own = all.filter((stage) => stage.pipeline === pipeline);
    if (work.undoes === null && work.inAction !== 'pipeline') demandNeeded(own, touched);
    await putInOrder(
      work,
      own.filter((stage) => !stage.deleted),
    );
  }
}

function demandNeeded(stages: StageRow[], changes: RecordChange[]): void {
  const gone = new Map(changes.map((change) => [change.id, change]));
  const before = stages.filter(({ id, deleted }) => !deleted || gone.get(id)?.action === 'delete');
  for (const means of ['open', 'won', 'lost'] as const) {
    const first = before.find((stage) => stage.means === means);
    const lost = changes.some(
      (change) => change.before['means'] === means && change.after['means'] !== means,
    );
    if (first?.deleted || (lost && !first))
      throw new Refusal('conflict', 'every pipeline needs this stage', {
        reason: 'stage_needed',
        details: { means },
      });
  }
}

/** New positions where somebody put a won stage before an open one. */
async function putInOrder(work: Work, stages: StageRow[]): Promise<void> {
  if (stages.every(({ position }, at) => at === 0 || (stages[at - 1]?.position ?? 0) <= position))
    return;
  const object = objectOf(work.catalog, 'stage');
  const loaded = await lockRecords(work, object, {
    ids: stages.map((stage) => stage.id),
    verb: 'update',
    fields: ownFields(object),
  });
  const drafts = stages.flatMap(({ id }, position): Draft[] => {
    const before = loaded.get(id);
    return before
      ? [{ object, id, before, changes: { position }, given: new Set(['position']) }]
      : [];
  });
  await saveDrafts(work, object, drafts);
}
