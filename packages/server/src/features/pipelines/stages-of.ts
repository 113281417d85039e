import type { Work } from '#engine/work.ts';

export interface StageRow {
  id: string;
  pipeline: string;
  means: 'open' | 'won' | 'lost';
  position: number;
  deleted: boolean;
}

/** In this order they stand in every pipeline: what is under way, then won, then lost (plug §5.3). */
const groups = ['open', 'won', 'lost'];

/** Stages of pipelines in the order in which a deal goes through them, with those just deleted. */
export async function stagesIn(work: Work, pipelines: string[]): Promise<StageRow[]> {
  const { rows } = await work.connection.query<Omit<StageRow, 'position'> & { position: string }>(
    `select id, pipeline_id as pipeline, means, position, deleted_at is not null as deleted from stage
     where workspace_id = $1 and pipeline_id = any($2) order by position, id`,
    [work.workspace.id, pipelines],
  );
  return rows.map((row) => ({ ...row, position: Number(row.position) })).toSorted(byGroup);
}

const byGroup = (a: StageRow, b: StageRow): number =>
  groups.indexOf(a.means) - groups.indexOf(b.means);
