import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Api } from '#engine/api/api.ts';
import { changing } from '#engine/api/changing.ts';
import { describes, list, ref, text, uuid, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { batch } from '#engine/records/batch.ts';
import { reading } from '#engine/work.ts';
import { listDeleted } from './list-deleted.ts';

const listQuery = z.strictObject({
  object: z.string().max(60).optional(),
  after: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

const deleted = whole({
  object: text(),
  id: uuid,
  title: text(),
  deletedAt: { type: 'string', format: 'date-time' },
  mergedInto: { ...uuid, type: ['string', 'null'] },
  deletedBy: { type: ['object', 'null'], properties: { id: uuid, name: text() } },
});

const restoreBody = z.strictObject({
  object: z.string(),
  ids: z.array(z.string()).min(1).max(10_000),
});

/**
 * `GET /recycle-bin?object=&after=&limit=` → `{data: [{object, id, title, deletedAt, deletedBy}], page}`;
 * `POST /recycle-bin/restore {object, ids}` → `{data: {batch, counts}}`, all or none.
 */
export function addRecycleBinRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  app.get(
    '/recycle-bin',
    describes({
      about: 'recycle-bin',
      summary: 'What was deleted and can be restored, newest first',
      query: listQuery,
      content: { 'application/json': whole({ data: list(deleted), page: ref('Page') }) },
    }),
    async (request) =>
      listDeleted(await reading(engine, await identify(request)), parse(listQuery, request.query)),
  );

  app.post(
    '/recycle-bin/restore',
    describes({
      about: 'recycle-bin',
      summary: 'Take records out, all or none',
      body: restoreBody,
      answer: ref('BatchDone'),
    }),
    async (request, reply) => {
      const { object, ids } = parse(restoreBody, request.body);
      const wanted = { restore: [...new Set(ids)] };
      const actor = await identify(request);
      return changing(engine, request, reply, actor, { object, ...wanted }, async (work) => {
        const counts = await batch(work, object, wanted);
        return { status: 200, body: JSON.stringify({ data: { counts, batch: work.batch } }) };
      });
    },
  );
}
