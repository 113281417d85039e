import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Api } from '#engine/api/api.ts';
import { parse, text } from '#engine/api/parse.ts';
import { batch } from '#engine/records/batch.ts';
import { reading, working } from '#engine/work.ts';
import { listDeleted } from './list-deleted.ts';

const listQuery = z.strictObject({
  object: text,
  after: text,
  limit: z.coerce.number().int().min(1).max(200).optional(),
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
  app.get('/recycle-bin', async (request) =>
    listDeleted(await reading(engine, await identify(request)), parse(listQuery, request.query)),
  );

  app.post('/recycle-bin/restore', async (request) => {
    const { object, ids } = parse(restoreBody, request.body);
    return working(engine, await identify(request), async (work) => ({
      data: {
        counts: await batch(work, object, { restore: [...new Set(ids)] }),
        batch: work.batch,
      },
    }));
  });
}
