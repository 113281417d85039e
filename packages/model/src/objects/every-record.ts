import { dateTime, type Field, type Fields, integer, link, tags, text, user } from '../define.ts';

/** What every record has, beside the fields of its object. */
export const everyRecord: Fields = {
  id: { ...link(''), writtenBy: 'system' } as Field,
  title: text({ writtenBy: 'system' }) as Field,
  tags: tags() as Field,
  version: integer({ writtenBy: 'system' }) as Field,
  createdAt: dateTime({ writtenBy: 'system' }) as Field,
  createdBy: user({ writtenBy: 'system' }) as Field,
  updatedAt: dateTime({ writtenBy: 'system' }) as Field,
  updatedBy: user({ writtenBy: 'system' }) as Field,
};

/** What records with a timeline have besides: when something is next to do, and when something last happened. */
export const withTimeline: Fields = {
  nextActivityAt: dateTime({ writtenBy: 'system' }) as Field,
  lastActivityAt: dateTime({ writtenBy: 'system' }) as Field,
};
