import type { ActionHandler } from '#engine/actions.ts';
import { emit } from '#engine/events/emit.ts';
import { update } from '#engine/records/update.ts';
import { statusThatMeans } from './statuses.ts';

/** Works on a lead again that was turned away. Why it was stays in the history. */
export const reopen: ActionHandler = async ({ work, record }) => {
  const touched = record['firstTouchedAt'] !== null;
  await update(work, 'lead', record.id, {
    status: await statusThatMeans(work, touched ? 'working' : 'new'),
  });
  await emit(work, 'lead.reopened', 'lead', [record.id]);
};
