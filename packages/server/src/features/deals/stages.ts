import type { Work } from '#engine/work.ts';

export interface Stage {
  id: string;
  pipeline: string;
  means: 'open' | 'won' | 'lost';
  probability: number | null;
}

interface Row {
  id: string;
  pipeline_id: string;
  means: Stage['means'];
  probability: string | null;
}

const stageFrom = (row: Row): Stage => ({
  id: row.id,
  pipeline: row.pipeline_id,
  means: row.means,
  probability: row.probability === null ? null : Number(row.probability),
});

/** Live stages by id. */
export async function stagesOf(work: Work, ids: unknown[]): Promise<Map<string, Stage>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (!wanted.length) return new Map();
  const { rows } = await work.connection.query<Row>(
    'select id, pipeline_id, means, probability from stage where workspace_id = $1 and id = any($2) and deleted_at is null',
    [work.workspace.id, wanted],
  );
  return new Map(rows.map((row) => [row.id, stageFrom(row)]));
}

export const stageOf = async (work: Work, id: unknown): Promise<Stage | undefined> =>
  (await stagesOf(work, [id])).get(String(id));

/** The first stage of a pipeline that means it; null where there is none. */
export async function stageThatMeans(
  work: Work,
  pipeline: unknown,
  means: Stage['means'],
): Promise<string | null> {
  const { rows } = await work.connection.query<{ id: string }>(
    'select id from stage where workspace_id = $1 and pipeline_id = $2 and means = $3 and deleted_at is null order by position, id limit 1',
    [work.workspace.id, pipeline, means],
  );
  return rows[0]?.id ?? null;
}
