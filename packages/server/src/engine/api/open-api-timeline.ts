import { z } from 'zod';
import type { DescribedObject } from './catalog-route.ts';
import { type Offered, paged, type Schema, text, uuid, whole } from './open-api-described.ts';
import { markBody, pageQuery } from './record-routes.ts';

const historyEntry: Schema = {
  type: 'object',
  properties: {
    id: uuid,
    at: text(),
    actor: text(),
    action: text(),
    fields: { type: 'object' },
    batch: uuid,
    undone: { type: 'boolean' },
    of: { type: ['object', 'null'], description: 'Of a record that became part of this one.' },
  },
};

/** What happened on a record: its changes, and with what was noted, done and attached. */
export function timelineOf({ plural, can, timeline }: DescribedObject): Offered[] {
  const about = plural;
  const one = `/${plural}/{id}`;
  return [
    {
      when: can.read,
      method: 'get',
      path: `${one}/history`,
      about,
      summary: 'Who changed what, newest first',
      query: pageQuery,
      content: paged(historyEntry),
    },
    {
      when: timeline && can.read,
      method: 'get',
      path: `${one}/timeline`,
      about,
      summary:
        'Notes, activities, files and changes, newest first; what is pinned and what is planned on the first page',
      query: pageQuery.extend({ kinds: z.string().optional() }),
      content: paged({
        type: 'object',
        properties: {
          kind: text(),
          at: text(),
          id: uuid,
          record: { type: 'object' },
          change: { type: 'object' },
        },
      }),
    },
    {
      when: timeline && can.update,
      method: 'put',
      path: `${one}/timeline/{entry}`,
      about,
      summary: 'Say something of a change in it (`was`: as it was read), or put it on top',
      body: markBody,
      answer: whole({ remark: { type: ['string', 'null'] }, pinned: { type: 'boolean' } }),
    },
  ];
}
