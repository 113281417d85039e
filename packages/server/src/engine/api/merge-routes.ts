import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mostFollowers } from '../long-work/followers.ts';
import { countMoves, merge, type Merge, previewMerge } from '../merge/merge.ts';
import { working } from '../work.ts';
import type { Api } from './api.ts';
import { objectFor, type Params } from './asking.ts';
import { inBackground } from './changing.ts';
import { once, onceBy } from './once.ts';
import { parse } from './parse.ts';
import { written } from './written.ts';

type Got = FastifyRequest<{ Params: Params }>;

export const mergeBody = z.strictObject({
  others: z.array(z.string()).min(1),
  /** Field → id of the record whose value counts. */
  choose: z.record(z.string(), z.string()).optional(),
  versions: z.record(z.string(), z.number().int()).optional(),
});

/**
 * `POST /{objects}/{id}/merge {others, choose?, versions?}` → `{data, batch}`, or 202 with the work where very much
 * points to those that go; 409 with a field each where they differ and nothing is chosen.
 * `POST /{objects}/{id}/merge/preview` with the same → `{data: {fields, conflicts, moves}}`, and nothing is changed.
 */
export function addMergeRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  app.post('/:plural/:id/merge/preview', async (request: Got) => {
    const wanted: Merge = { id: request.params.id, ...parse(mergeBody, request.body) };
    return working(engine, await identify(request), async (work) => ({
      data: await previewMerge(work, objectFor(work, request).name, wanted),
    }));
  });

  app.post('/:plural/:id/merge', async (request: Got, reply) => {
    const actor = await identify(request);
    const wanted: Merge = { id: request.params.id, ...parse(mergeBody, request.body) };
    // What stands in its way is said at once, not when the work is under way.
    const { object, moves } = await working(engine, actor, async (work) => {
      const target = objectFor(work, request);
      await previewMerge(work, target.name, wanted);
      const others = wanted.others.map((id) => ({ id }));
      return { object: target.name, moves: await countMoves(work, target, others) };
    });
    const total = moves.reduce((sum, one) => sum + one.count, 0);
    if (total > mostFollowers)
      return onceBy(engine, request, reply, actor, (keep) =>
        inBackground(engine, actor, { kind: 'merge', object, input: { object, wanted } }, keep),
      );
    return once(engine, request, reply, actor, async (work) => {
      const id = await merge(work, object, wanted);
      const target = objectFor(work, request);
      return { status: 200, body: await written(work, target, id, request) };
    });
  });
}
