import { invalid, Refusal } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/**
 * A stage stays in its pipeline, and means the same while deals are in it: what they are would no longer agree
 * with where they are. A pipeline has one stage that means won (plug-bitrix24-pipedrive.md §5.3).
 */
export async function keepStages(work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    const pipeline = willBe(draft, 'pipeline');
    if (draft.before !== null && changing(draft, 'pipeline'))
      throw invalid('pipeline', 'stage_stays', 'a stage stays in its pipeline');
    if (!changing(draft, 'means')) continue;
    if (draft.before !== null) await demandEmpty(work, draft.id);
    if (willBe(draft, 'means') !== 'won') continue;
    await lockPipeline(work, pipeline);
    const { rows } = await work.connection.query(
      `select 1 from stage where workspace_id = $1 and pipeline_id = $2 and means = 'won' and id <> $3 and deleted_at is null`,
      [work.workspace.id, pipeline, draft.id],
    );
    const others = drafts.filter(
      (one) => willBe(one, 'means') === 'won' && willBe(one, 'pipeline') === pipeline,
    );
    if (rows.length || others.length > 1)
      throw invalid('means', 'one_won', 'the pipeline has a stage that means won already');
  }
}

/** Two who arrange the same pipeline at once come one after the other. */
export async function lockPipeline(work: Work, pipeline: unknown): Promise<void> {
  await work.connection.query(
    'select 1 from pipeline where workspace_id = $1 and id = $2 for update',
    [work.workspace.id, pipeline],
  );
}

async function demandEmpty(work: Work, stage: string): Promise<void> {
  const { rows } = await work.connection.query<{ n: string }>(
    'select count(*) as n from deal where workspace_id = $1 and stage_id = $2',
    [work.workspace.id, stage],
  );
  const count = Number(rows[0]?.n);
  if (count)
    throw new Refusal('conflict', `${count} deals are in this stage`, {
      reason: 'stage_filled',
      details: { count },
    });
}
