import type { ActionHandler } from '#engine/actions.ts';
import { emit } from '#engine/events/emit.ts';
import { update } from '#engine/records/update.ts';
import { stageThatMeans } from './stages.ts';

/** Closes an open deal as won. What follows from it follows from the event. */
export const win: ActionHandler = async ({ work, record, input }) => {
  await update(work, 'deal', record.id, {
    status: 'won',
    stage: (await stageThatMeans(work, record['pipeline'], 'won')) ?? record['stage'],
    closedOn: input['closedOn'] ?? work.today,
    probability: 100,
  });
  await emit(work, 'deal.won', 'deal', [record.id]);
};
