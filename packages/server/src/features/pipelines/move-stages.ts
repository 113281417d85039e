import { invalid } from '@relata/model';
import { countReferences, replaceReferences } from '#engine/records/references.ts';
import { remove } from '#engine/records/remove.ts';
import type { Work } from '#engine/work.ts';
import { demandFree } from './guard-pipelines.ts';
import { stagesIn, type StageRow } from './stages-of.ts';

/**
 * Empties the stages of a pipeline that goes and deletes them: what is in them comes to the chosen stages of the
 * other one, else to its first that means the same.
 *
 * @returns stage → the one that took its place
 */
export async function moveStages(
  work: Work,
  from: string,
  to: string | null,
  chosen: Record<string, string>,
): Promise<Map<string, string>> {
  await demandFree(work, [from]);
  const all = await stagesIn(work, to === null ? [from] : [from, to]);
  const alive = all.filter((stage) => !stage.deleted);
  const own = alive.filter((stage) => stage.pipeline === from);
  const others = alive.filter((stage) => stage.pipeline !== from);
  const moves = new Map<string, string>();
  for (const stage of own) {
    const heir = heirOf(stage, others, chosen[stage.id]);
    if (heir) moves.set(stage.id, heir.id);
    else if ((await countReferences(work, 'stage', stage.id)).length)
      throw invalid('with', 'replacement_needed', 'choose what takes its place');
  }
  for (const [one, other] of moves)
    await replaceReferences(work, 'stage', { from: one, to: other });
  await remove(
    { ...work, inAction: 'pipeline' },
    'stage',
    own.map((stage) => stage.id),
  );
  return moves;
}

function heirOf(
  stage: StageRow,
  others: StageRow[],
  chosen: string | undefined,
): StageRow | undefined {
  const alike = others.filter((one) => one.means === stage.means);
  if (chosen === undefined) return alike[0];
  const found = alike.find((one) => one.id === chosen);
  if (!found)
    throw invalid('stages', 'not_found', 'there is no such stage, or it means something else');
  return found;
}
