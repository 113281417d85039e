import { newId } from '#platform/id.ts';
import type { AskedOfRecord } from './asked-of-record.ts';

export const ofTimelines: Record<string, AskedOfRecord> = {
  'GET /:plural/:id/timeline': {
    verb: 'read',
    ask: (c, o, id) => c.get(`/${o.plural}/${id}/timeline`),
    only: (object) => object.timeline,
  },
  'PUT /:plural/:id/timeline/:entry': {
    verb: 'update',
    ask: async (c, o, id) => {
      const { body } = await c.get(`/${o.plural}/${id}/history`);
      const entry = body.data?.[0]?.id ?? newId();
      return c.put(`/${o.plural}/${id}/timeline/${entry}`, { remark: 'Seen' });
    },
    only: (object) => object.timeline,
  },
};
