import { date, defineObject, longText, money, select, text, user } from '../define.ts';

/** A marketing effort, what it costs, and the leads that came of it (EP-LEAD-19). */
export const campaign = defineObject('campaign', {
  plural: 'campaigns',
  icon: 'speakerphone',
  title: ['name'],
  fields: {
    name: text({ required: true, search: 'A' }),
    status: select(['planned', 'running', 'finished', 'cancelled'], {
      required: true,
      default: { value: 'planned' },
      colours: ['gray', 'green', 'blue', 'red'],
    }),
    startsOn: date({ index: true }),
    endsOn: date(),
    budget: money({ min: 0 }),
    cost: money({ min: 0 }),
    description: longText({ search: 'D' }),
    externalId: text({ matches: true, search: 'B' }),
    owner: user({ default: 'me', index: true }),
  },
  sections: [
    { name: 'campaign', fields: ['name', 'status', 'startsOn', 'endsOn', 'budget', 'cost'] },
    { name: 'details', fields: ['owner', 'externalId', 'description'] },
  ],
  columns: ['title', 'status', 'startsOn', 'endsOn', 'budget', 'cost', 'owner'],
  sort: '-startsOn',
  board: { by: 'status', sum: 'budget' },
});
