import type { FastifyInstance } from 'fastify';
import type { Api } from '#engine/api/api.ts';
import { describes, ref } from '#engine/api/open-api-described.ts';
import { demandAdministrator, reading } from '#engine/work.ts';
import { demandFirst } from './demand-first.ts';

/** `POST /sample-data` → 202 and the work that makes it. For administrators; refused while there is sample data. */
export function addSampleDataRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  app.post(
    '/sample-data',
    describes(
      {
        about: 'work',
        summary: 'Fill the workspace with a believable firm',
        status: 202,
        answer: ref('WorkItem'),
      },
      { cost: 50 },
    ),
    async (request, reply) => {
      const actor = await identify(request);
      demandAdministrator(actor);
      await demandFirst(await reading(engine, actor), null);
      const item = await engine.longWork.start(actor, {
        kind: 'sampleData',
        object: null,
        input: {},
      });
      return reply.code(202).send({ data: item });
    },
  );
}
