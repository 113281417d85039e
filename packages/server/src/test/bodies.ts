import { newId } from '#platform/id.ts';

/** No two goals of a person share a day. */
let goalsMade = 0;

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
  goal: () => {
    const startsOn = new Date(Date.UTC(2000, 0, ++goalsMade)).toISOString().slice(0, 10);
    return { startsOn, endsOn: startsOn, target: { amount: '1000.00', currency: 'EUR' } };
  },
  businessRole: () => ({ name: 'New' }),
  lostReason: () => ({ name: newId() }),
  leadStatus: () => ({ name: newId() }),
  leadSource: () => ({ name: newId() }),
  leadRule: () => ({ name: newId() }),
  tax: () => ({ name: newId(), rate: 23 }),
  product: () => ({ name: 'New' }),
  form: () => ({ name: newId() }),
  disqualificationReason: () => ({ name: newId() }),
  team: () => ({ name: newId() }),
  role: () => ({ name: newId(), objects: {} }),
  view: () => ({ name: 'New', object: 'deal' }),
};
