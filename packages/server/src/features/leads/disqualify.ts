import type { ActionHandler } from '#engine/actions.ts';
import { emit } from '#engine/events/emit.ts';
import { update } from '#engine/records/update.ts';

/** Turns a lead away, by a status that means so and, where it is known, with the reason (EP-LEAD-12). */
export const disqualify: ActionHandler = async ({ work, record, input }) => {
  const { status, reason } = input;
  await update(work, 'lead', record.id, { status, disqualificationReason: reason });
  await emit(work, 'lead.disqualified', 'lead', [record.id], { reason });
};
