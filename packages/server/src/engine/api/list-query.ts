import { z } from 'zod';
import { mostPeriods } from '../records/board-dates.ts';
import { mostDays } from '../records/calendar.ts';
import { text } from './parse.ts';

/** Everything that a request to a collection may ask; see the API description. */
export const listQuery = z.strictObject({
  filter: text,
  sort: text,
  fields: text,
  include: text,
  q: text,
  view: text,
  limit: z.coerce.number().int().min(1).max(200).optional(),
  after: text,
  total: z.enum(['exact', 'capped', 'none']).optional(),
  deleted: z.literal('only').optional(),
});

export const calendarQuery = listQuery.omit({ after: true, total: true }).extend({
  from: z.string(),
  to: text,
  day: z.string(),
  days: z.coerce.number().int().min(1).max(mostDays).default(mostDays),
});

export const boardQuery = listQuery.extend({
  groupBy: text,
  pipeline: text,
  joined: text,
  sum: text,
  from: text,
  periods: z.coerce.number().int().min(1).max(mostPeriods).optional(),
});

export const aggregateQuery = z.strictObject({
  filter: text,
  q: text,
  groupBy: text,
  measures: text,
  view: text,
});
