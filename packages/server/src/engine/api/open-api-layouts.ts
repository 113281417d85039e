import type { DescribedObject } from './catalog-route.ts';
import { boardQuery, calendarQuery } from './list-query.ts';
import { list, type Offered, type Operation, type Schema, text } from './open-api-described.ts';

/** A list as a calendar and, where it can be one, as a board. */
export function layoutsOf(
  object: DescribedObject,
  record: Schema,
  about: Operation['about'],
): Offered[] {
  const { plural, can } = object;
  const days: Offered = {
    when: can.read,
    method: 'get',
    path: `/${plural}/calendar`,
    about,
    summary: 'Days with how many records lie on them and the first of these',
    query: calendarQuery,
    answer: list({
      type: 'object',
      properties: {
        day: text(),
        total: { type: 'integer' },
        totalIsLowerBound: { const: true },
        records: list(record),
      },
    }),
  };
  if (!object.board) return [days];
  return [
    days,
    {
      when: can.read,
      method: 'get',
      path: `/${plural}/board`,
      about,
      summary: 'Columns with counts, sums and their first cards',
      query: boardQuery,
      answer: list({
        type: 'object',
        properties: {
          key: { type: ['string', 'null'] },
          values: list(text()),
          count: { type: 'integer' },
          countIsLowerBound: { const: true },
          records: list(record),
          done: {
            type: 'object',
            properties: { count: { type: 'integer' }, records: list(record) },
          },
          total: { type: 'object', properties: { count: { type: 'integer' } } },
        },
      }),
    },
  ];
}
