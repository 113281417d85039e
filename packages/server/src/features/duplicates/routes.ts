import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Api } from '#engine/api/api.ts';
import { describes, list, ref, text, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { reading, working } from '#engine/work.ts';
import { tellApart } from './apart.ts';
import { listDuplicates } from './list-duplicates.ts';

const strength = z.enum(['strong', 'likely', 'weak']);

const listQuery = z.strictObject({
  object: z.string().max(60),
  strength: strength.optional(),
  after: z.string().max(1000).optional(),
});

const apartBody = z.strictObject({
  object: z.string().max(60),
  ids: z.array(z.string()).min(2).max(50),
});

const group = whole({
  strength: { type: 'string', enum: strength.options },
  records: list(ref('Named')),
  reasons: list({
    type: 'object',
    properties: { by: text(), field: text(), value: text(), how: text() },
  }),
});

/**
 * `GET /duplicates?object=&strength=&after=` → groups of records that may be the same, of those that the caller may
 * change; `POST /duplicates/apart {object, ids}` says that they are not, `POST /duplicates/together` takes it back.
 */
export function addDuplicateRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  app.get(
    '/duplicates',
    describes({
      about: 'duplicates',
      summary: 'Records that may be the same, the most probable first',
      query: listQuery,
      content: {
        'application/json': whole({
          data: list(group),
          page: ref('Page'),
          searching: { type: 'boolean' },
        }),
      },
    }),
    async (request) =>
      listDuplicates(
        await reading(engine, await identify(request)),
        parse(listQuery, request.query),
      ),
  );

  for (const [path, apart] of [
    ['/duplicates/apart', true],
    ['/duplicates/together', false],
  ] as const)
    app.post(
      path,
      describes({
        about: 'duplicates',
        summary: apart ? 'Say that records are not the same' : 'Take that back',
        body: apartBody,
      }),
      async (request, reply) => {
        const { object, ids } = parse(apartBody, request.body);
        await working(engine, await identify(request), (work) =>
          tellApart(work, object, ids, apart),
        );
        return reply.code(204).send();
      },
    );
}
