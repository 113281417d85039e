import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Api } from './api.ts';
import { describes, list, ref } from './open-api-described.ts';

type Got = FastifyRequest<{ Params: { id: string } }>;

/** Long work of the caller: `GET /work` (newest first), `GET /work/{id}`, `POST /work/{id}/cancel`. */
export function addWorkRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  app.get(
    '/work',
    describes({
      about: 'work',
      summary: 'Long work of the caller, newest first',
      answer: list(ref('WorkItem')),
    }),
    async (request) => ({
      data: await engine.longWork.list(await identify(request)),
    }),
  );
  app.get(
    '/work/:id',
    describes({ about: 'work', summary: 'How far it is', answer: ref('WorkItem') }),
    async (request: Got) => ({
      data: await engine.longWork.get(await identify(request), request.params.id),
    }),
  );
  /** What has not been committed is rolled back; work that has ended stays as it is. */
  app.post(
    '/work/:id/cancel',
    describes({
      about: 'work',
      summary: 'Stop it; what it has not committed is rolled back',
      answer: ref('WorkItem'),
    }),
    async (request: Got) => ({
      data: await engine.longWork.cancel(await identify(request), request.params.id),
    }),
  );
}
