import { date, defineObject, longText, money, text, user } from '../define.ts';

/** What somebody is to sell from a day to a day (EP-SET-06). It is compared with the deals that they win in that time. */
export const goal = defineObject('goal', {
  plural: 'goals',
  icon: 'flag',
  title: ['name'],
  timeline: false,
  fields: {
    /** After its period unless somebody says otherwise: `2026-Q4`. */
    name: text({ max: 120, search: 'A' }),
    owner: user({ required: true, default: 'me', index: true }),
    startsOn: date({ required: true, index: true }),
    endsOn: date({ required: true }),
    target: money({ required: true, min: 0 }),
    description: longText({ max: 5000, search: 'D' }),
  },
  columns: ['title', 'owner', 'startsOn', 'endsOn', 'target', 'description'],
  sort: '-startsOn',
});
