import type { ActionHandler } from '#engine/actions.ts';
import { update } from '#engine/records/update.ts';

/** Puts a lead to a company that is there already (EP-LEAD-13). */
export const addToCompany: ActionHandler = ({ work, record, input }) =>
  update(work, 'lead', record.id, { company: input['company'] });

/** Puts a lead to the partner who works on it (EP-LEAD-14). */
export const addToPartner: ActionHandler = ({ work, record, input }) =>
  update(work, 'lead', record.id, { partner: input['partner'] });
