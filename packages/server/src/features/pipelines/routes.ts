import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '#engine/api/api.ts';
import { once } from '#engine/api/once.ts';
import { describes, whole, uuid } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { readJson } from '#engine/records/read.ts';
import type { Work } from '#engine/work.ts';
import { copyPipeline, makePipeline } from './make-pipeline.ts';
import { templateNames } from './templates.ts';

const name = z.string().trim().min(1).max(100);
const fromTemplate = z.strictObject({ template: z.enum(templateNames), name });
const copy = z.strictObject({ name });

/**
 * `POST /pipelines/from-template {template, name}` and `POST /pipelines/{id}/copy {name}` → 201 with the pipeline and
 * the batch, by which it is undone with its stages.
 */
export function addPipelineRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const answer = async (work: Work, id: string) => {
    const data = await readJson(work, 'pipeline', id);
    return { status: 201, body: `{"data":${data},"batch":"${work.batch}"}` };
  };
  const content = {
    'application/json': whole({ data: { type: 'object' }, batch: uuid }),
  };

  app.post(
    '/pipelines/from-template',
    describes({
      about: 'pipelines',
      summary: 'Make a pipeline with the stages of a template, in the language of the workspace',
      body: fromTemplate,
      status: 201,
      content,
    }),
    async (request, reply) =>
      once(engine, request, reply, await identify(request), async (work) =>
        answer(work, await makePipeline(work, parse(fromTemplate, request.body))),
      ),
  );

  app.post(
    '/pipelines/:id/copy',
    describes({
      about: 'pipelines',
      summary: 'Make a pipeline with the stages of another one',
      body: copy,
      status: 201,
      content,
    }),
    async (request: FastifyRequest<{ Params: { id: string } }>, reply) =>
      once(engine, request, reply, await identify(request), async (work) =>
        answer(work, await copyPipeline(work, request.params.id, parse(copy, request.body).name)),
      ),
  );
}
