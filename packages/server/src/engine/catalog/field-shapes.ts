import type { Field, WorkspaceChanges } from '@relata/model';
import type { Query } from '../../platform/db.ts';

type Shape = WorkspaceChanges['fields'][number];

/** What a workspace says of fields: its own, and where it differs from ours. */
export async function shapesOf(query: Query, workspace: string): Promise<Shape[]> {
  const { rows } = await query<{ object: string; name: string; definition: Partial<Field> }>(
    `select object, name, definition - 'former' as definition from custom_field where workspace_id = $1 and deleted_at is null order by position, name`,
    [workspace],
  );
  const isFromStage = rows.some((row) => row.definition.requiredFrom);
  const stages = isFromStage ? await stagesOf(query, workspace) : [];
  return rows.map(({ object, name, definition }) => ({
    object,
    name,
    field: withReached(definition, stages),
  }));
}

interface Stage {
  id: string;
  pipeline_id: string;
  position: number;
  means: string;
}

/** Deleted ones as well: a rule goes on from where its stage stood. */
async function stagesOf(query: Query, workspace: string): Promise<Stage[]> {
  const { rows } = await query<Stage>(
    'select id, pipeline_id, position, means from stage where workspace_id = $1 order by position, id',
    [workspace],
  );
  return rows;
}

/** From a stage on: it and those behind it in its pipeline, but none where a deal is lost (plug-bitrix24-pipedrive.md §5.4). */
function withReached(definition: Partial<Field>, stages: readonly Stage[]): Partial<Field> {
  const { requiredFrom } = definition;
  if (!requiredFrom) return definition;
  const reached = requiredFrom.stage.flatMap((id) => {
    const first = stages.findIndex((stage) => stage.id === id);
    const pipeline = stages[first]?.pipeline_id;
    return stages
      .slice(Math.max(first, 0))
      .filter((stage) => stage.pipeline_id === pipeline && stage.means !== 'lost')
      .map((stage) => stage.id);
  });
  return { ...definition, requiredFrom: { ...requiredFrom, reached } };
}
