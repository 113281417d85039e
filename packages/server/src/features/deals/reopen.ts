import type { ActionHandler } from '#engine/actions.ts';
import { emit } from '#engine/events/emit.ts';
import { update } from '#engine/records/update.ts';
import { stageOf, stageThatMeans } from './stages.ts';

/** Opens a closed deal again, at the stage where it was open last. Why it was lost stays in the history. */
export const reopen: ActionHandler = async ({ work, record }) => {
  const last = await stageOf(work, record['lastOpenStage']);
  const back = last?.means === 'open' && last.pipeline === record['pipeline'] ? last : null;
  const stage =
    back?.id ?? (await stageThatMeans(work, record['pipeline'], 'open')) ?? record['stage'];
  await update(work, 'deal', record.id, {
    status: 'open',
    stage,
    closedOn: null,
    lostReason: null,
    otherLostReason: null,
    lostNote: null,
    probability: (await stageOf(work, stage))?.probability ?? null,
  });
  await emit(work, 'deal.reopened', 'deal', [record.id]);
};
