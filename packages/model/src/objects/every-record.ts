import { dateTime, type Fields, integer, link, tags, text, user } from '../define.ts';

/** What every record has, beside the fields of its object. */
export const everyRecord: Fields = {
  id: { ...link(''), writtenBy: 'system' },
  title: text({ writtenBy: 'system' }),
  tags: tags(),
  version: integer({ writtenBy: 'system' }),
  createdAt: dateTime({ writtenBy: 'system' }),
  createdBy: user({ writtenBy: 'system' }),
  updatedAt: dateTime({ writtenBy: 'system' }),
  updatedBy: user({ writtenBy: 'system' }),
};

/** What records with a timeline have besides: when something is next to do, and when something last happened. */
export const withTimeline: Fields = {
  nextActivityAt: dateTime({ writtenBy: 'system' }),
  lastActivityAt: dateTime({ writtenBy: 'system' }),
};
