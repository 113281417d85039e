import { newId } from '#platform/id.ts';

/** With what a record of each object is made. */
export const bodies: Record<string, () => object> = {
  deal: () => ({ name: 'New' }),
  person: () => ({ lastName: 'New' }),
  property: () => ({ name: 'New' }),
  company: () => ({ name: 'New' }),
  activity: () => ({ subject: 'New' }),
  note: () => ({ body: 'New' }),
  tag: () => ({ name: newId() }),
  pipeline: () => ({ name: newId() }),
  stage: () => ({ name: 'New' }),
  lead: () => ({ lastName: 'New' }),
  campaign: () => ({ name: 'New' }),
  businessRole: () => ({ name: 'New' }),
  lostReason: () => ({ name: newId() }),
  leadStatus: () => ({ name: newId() }),
  leadSource: () => ({ name: newId() }),
  leadRule: () => ({ name: newId() }),
  disqualificationReason: () => ({ name: newId() }),
  team: () => ({ name: newId() }),
  role: () => ({ name: newId(), objects: {} }),
  view: () => ({ name: 'New', object: 'deal' }),
};
