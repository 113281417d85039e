import { type Actor, isId, objectOf, shipped } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '#engine/api/api.ts';
import { inBackground } from '#engine/api/changing.ts';
import { once, onceBy } from '#engine/api/once.ts';
import { describes, list, text, whole, uuid } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { countReferences } from '#engine/records/references.ts';
import { notThere, read } from '#engine/records/read.ts';
import { demandAdministrator, reading, type Work } from '#engine/work.ts';
import { carriers } from '#features/tags/index.ts';
import { countOption } from './replace-option.ts';
import { recordLists } from './replace-record.ts';
import { replaceEntry, type Wanted } from './replacing.ts';

const replacement = z.strictObject({
  /** What takes its place: an id, or a value of the list. */
  with: z.string().max(100).nullish(),
});
const replacementOfPipeline = z.strictObject({
  with: z.string().max(100).nullish(),
  /** Stage → stage of the other pipeline; of others, the first that means the same. */
  stages: z.record(z.string(), z.string()).optional(),
});

const counts = list(whole({ object: text(), count: { type: 'integer' } }));
const uses = list({
  type: 'object',
  properties: { object: text(), setting: text(), count: { type: 'integer' } },
  required: ['count'],
});
const done = whole({ batch: uuid });

type Of<P> = FastifyRequest<{ Params: P }>;

/** Where an entry of a list is used by more records than this, replacing it goes on in the background. */
const atOnce = 2000;

/**
 * Entries of lists, for administrators. `GET …/usage` → how many live records of each object use it, and which
 * settings (`leads.employeeKind`); `POST …/replace {with}` deletes it and puts another one in its place in records,
 * saved views, defaults, settings and rules:
 * 200 with the batch, or 202 with the work that does it. Stages, pipelines, lost reasons and tags by their ids,
 * choices of fields as `/fields/{object}.{name}/options/{value}`.
 */
export function addListRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const arranging = async (request: FastifyRequest, reads?: 'reads'): Promise<Actor> => {
    const actor = await identify(request);
    demandAdministrator(actor, reads);
    return actor;
  };
  const usageOf = (work: Work, of: Wanted['of'], name: string, entry: string) =>
    of === 'option' ? countOption(work, name, entry) : countRecord(work, name, entry);

  const replace = async (request: FastifyRequest, reply: FastifyReply, wanted: Wanted) => {
    const actor = await arranging(request);
    const found = await usageOf(await reading(engine, actor), wanted.of, wanted.list, wanted.entry);
    const total = found.reduce((sum, one) => sum + one.count, 0);
    if (total > atOnce)
      return onceBy(engine, request, reply, actor, (keep) =>
        inBackground(
          engine,
          actor,
          { kind: 'replace', object: null, input: { wanted, total } },
          keep,
        ),
      );
    await once(engine, request, reply, actor, async (work) => {
      await replaceEntry(work, wanted);
      return { status: 200, body: JSON.stringify({ data: { batch: work.batch } }) };
    });
    engine.workspaces.forget(actor.workspace);
    return reply;
  };

  for (const name of recordLists) {
    const { plural } = objectOf(shipped, name);
    if (name !== 'tag')
      app.get(
        `/${plural}/:id/usage`,
        describes({
          about: plural,
          summary: 'How many live records of each object use it',
          answer: counts,
        }),
        async (request: Of<{ id: string }>) => {
          const work = await reading(engine, await arranging(request, 'reads'));
          return { data: await usageOf(work, 'record', name, request.params.id) };
        },
      );
    const body = name === 'pipeline' ? replacementOfPipeline : replacement;
    app.post(
      `/${plural}/:id/replace`,
      describes({
        about: plural,
        summary: 'Delete it, and put another one in its place wherever it is used',
        body,
        answer: done,
      }),
      async (request: Of<{ id: string }>, reply) => {
        const given: z.infer<typeof replacementOfPipeline> = parse(body, request.body);
        const stages = Object.fromEntries(
          Object.entries(given.stages ?? {}).map(([from, to]) => [
            from.toLowerCase(),
            to.toLowerCase(),
          ]),
        );
        const other = given.with?.toLowerCase() ?? null;
        const entry = request.params.id.toLowerCase();
        return replace(request, reply, { of: 'record', list: name, entry, with: other, stages });
      },
    );
  }

  app.get(
    '/fields/:id/options/:value/usage',
    describes({
      about: 'fields',
      summary:
        'How many live records of each object hold this entry of a list, and which settings name it',
      answer: uses,
    }),
    async (request: Of<{ id: string; value: string }>) => {
      const work = await reading(engine, await arranging(request, 'reads'));
      return { data: await usageOf(work, 'option', request.params.id, request.params.value) };
    },
  );
  app.post(
    '/fields/:id/options/:value/replace',
    describes({
      about: 'fields',
      summary: 'Take an entry out of a list, and put another one in its place wherever it is used',
      body: replacement,
      answer: done,
    }),
    async (request: Of<{ id: string; value: string }>, reply) => {
      const { id, value } = request.params;
      const other = parse(replacement, request.body).with ?? null;
      return replace(request, reply, {
        ...{ of: 'option' as const, list: id, entry: value, with: other, stages: {} },
      });
    },
  );
}

async function countRecord(work: Work, name: string, id: string) {
  if (!isId(id)) throw notThere();
  await read(work, name, id);
  if (name === 'tag') return [{ object: name, count: await carriers(work, { delete: [id] }) }];
  if (name !== 'pipeline') return countReferences(work, name, id);
  const found = await countReferences(work, name, id);
  return found.filter((one) => one.object !== 'stage');
}
