import { isId, objectOf } from '@relata/model';
import { create, createMany } from '#engine/records/create.ts';
import { lockRecords, notThere, ownFields, read } from '#engine/records/read.ts';
import type { Work } from '#engine/work.ts';
import { stagesIn } from './stages-of.ts';
import { seedTextsIn } from './seed-texts.ts';
import { stagesOfTemplate, type TemplateName } from './templates.ts';

/** A pipeline with the stages of a template, in the workspace's language, behind the others. */
export async function makePipeline(
  work: Work,
  { template, name }: { template: TemplateName; name: string },
): Promise<string> {
  const texts = seedTextsIn(work.workspace.language);
  return makeWith(work, name, stagesOfTemplate(template, texts));
}

/** A pipeline with the same stages as another one has now. */
export async function copyPipeline(work: Work, id: string, name: string): Promise<string> {
  if (!isId(id)) throw notThere();
  await read(work, 'pipeline', id);
  const object = objectOf(work.catalog, 'stage');
  const stages = (await stagesIn(work, [id.toLowerCase()])).filter((stage) => !stage.deleted);
  const loaded = await lockRecords(work, object, {
    ids: stages.map((stage) => stage.id),
    verb: 'read',
    fields: ownFields(object),
  });
  return makeWith(
    work,
    name,
    stages.map((stage) => {
      const copied = Object.entries(loaded.get(stage.id) ?? {}).filter(
        ([field]) => !object.fields[field]?.writtenBy && field !== 'pipeline',
      );
      return Object.fromEntries(copied);
    }),
  );
}

async function makeWith(work: Work, name: string, stages: object[]): Promise<string> {
  const { rows } = await work.connection.query<{ next: string }>(
    'select coalesce(max(position) + 1, 0) as next from pipeline where workspace_id = $1 and deleted_at is null',
    [work.workspace.id],
  );
  const pipeline = await create(work, 'pipeline', { name, position: Number(rows[0]?.next) });
  await createMany(
    work,
    'stage',
    stages.map((stage, position) => ({ ...stage, pipeline, position })),
  );
  return pipeline;
}
