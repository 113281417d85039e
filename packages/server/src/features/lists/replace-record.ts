import { invalid, isId, objectOf, Refusal } from '@relata/model';
import { moveStages } from '#features/pipelines/index.ts';
import { lockDefinitions } from '#features/custom-fields/index.ts';
import { mergeTags } from '#features/tags/index.ts';
import { fieldAt, followInViews, exchange } from '#features/views/index.ts';
import { lockRecords, notThere, ownFields } from '#engine/records/read.ts';
import { replaceReferences } from '#engine/records/references.ts';
import { remove } from '#engine/records/remove.ts';
import { demand, type Work } from '#engine/work.ts';
import { followInRules } from './follow-in-rules.ts';

/** The lists whose entries are records. */
export const recordLists = [
  'stage',
  'pipeline',
  'lostReason',
  'leadStatus',
  'disqualificationReason',
  'tag',
] as const;

export interface Replacement {
  /** What takes its place; null: nothing, which is refused while something needs it. */
  with: string | null;
  /** Of a pipeline: stage → the stage of the other one that takes its place, where it is not the first that means the same. */
  stages: Record<string, string>;
}

/** Deletes an entry of a list and puts another one in its place wherever it is used: one batch. */
export async function replaceRecord(
  work: Work,
  name: string,
  id: string,
  { with: other, stages }: Replacement,
): Promise<void> {
  const object = objectOf(work.catalog, name);
  demand(work, 'delete', object);
  if (!isId(id)) throw notThere();
  if (other !== null && (!isId(other) || other === id))
    throw invalid('with', 'not_found', 'there is no such entry');
  await lockDefinitions(work);
  const loaded = await lockRecords(work, object, {
    ids: other === null ? [id] : [id, other],
    verb: 'delete',
    fields: ownFields(object),
  });
  const gone = loaded.get(id);
  if (!gone) throw notThere();
  const heir = other === null ? null : loaded.get(other);
  if (heir === undefined) throw invalid('with', 'not_found', 'there is no such entry');
  if ('means' in object.fields && heir) demandLike(gone, heir);
  if (name === 'pipeline') {
    const moves = await moveStages(work, id, other, stages);
    for (const [from, to] of moves) await follow(work, 'stage', from, to);
  }
  if (name === 'tag' && heir) await mergeTags(work, id, String(gone['name']), String(heir['name']));
  else if (other !== null) await follow(work, name, id, other);
  const leaving = { ...work, inAction: null };
  await remove(leaving, name, [id]);
  await work.engine.workspaces.changed(work.connection.query, work.workspace.id);
}

/** What is under way stays under way: only what means the same, in the same pipeline, takes another one's place. */
function demandLike(gone: Record<string, unknown>, heir: Record<string, unknown>): void {
  if (gone['pipeline'] !== heir['pipeline'])
    throw invalid('with', 'other_pipeline', 'belongs to another pipeline');
  if (gone['means'] !== heir['means'])
    throw new Refusal('conflict', 'means something else', { reason: 'stage_means' });
}

/** References, saved views and rules. */
async function follow(work: Work, object: string, from: string, to: string): Promise<void> {
  await replaceReferences(work, object, { from, to, but: object === 'pipeline' ? ['stage'] : [] });
  const instead = exchange(from, to, (of, path) => {
    const place = fieldAt(work.catalog, of, path);
    return place !== null && work.catalog.objects[place.object]?.fields[place.name]?.to === object;
  });
  await followInViews(work, instead);
  await followInRules(work, instead);
}
