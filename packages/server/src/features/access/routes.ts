import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Api } from '#engine/api/api.ts';
import { describes } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { why } from './why.ts';

const asked = z.strictObject({ object: z.string(), id: z.uuid(), user: z.uuid().optional() });

/** `GET /access/why?object=&id=&user=`; below `/api/v1`. */
export function addAccessRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  app.get(
    '/access/why',
    describes({
      about: 'access',
      summary: 'What somebody may do with a record, and by which rule; without `user`, the caller',
      answer: { type: 'object' },
    }),
    async (request) => {
      const actor = await identify(request);
      const { object, id, user } = parse(asked, request.query);
      return { data: await why(engine, actor, { object, id, user: user ?? String(actor.user) }) };
    },
  );
}
