import { invalid } from '@relata/model';
import type { ActionHandler } from '#engine/actions.ts';
import { emit } from '#engine/events/emit.ts';
import { update } from '#engine/records/update.ts';
import { stageOf, stageThatMeans } from './stages.ts';

/** Closes an open deal as lost, with the reason. A pipeline may have several lost stages to choose from. */
export const lose: ActionHandler = async ({ work, record, input }) => {
  const chosen = input['stage'];
  if (chosen && (await stageOf(work, chosen))?.means !== 'lost')
    throw invalid('stage', 'other_pipeline', 'is no lost stage');
  await update(work, 'deal', record.id, {
    status: 'lost',
    stage: chosen ?? (await stageThatMeans(work, record['pipeline'], 'lost')) ?? record['stage'],
    closedOn: input['closedOn'] ?? work.today,
    lostReason: input['reason'],
    otherLostReason: input['otherReason'] ?? null,
    lostNote: input['note'],
    probability: 0,
  });
  await emit(work, 'deal.lost', 'deal', [record.id], { reason: input['reason'] });
};
