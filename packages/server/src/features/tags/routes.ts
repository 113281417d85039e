import type { FastifyInstance, FastifyRequest } from 'fastify';
import { may } from '@relata/model';
import type { Api } from '#engine/api/api.ts';
import { describes, list, text, whole } from '#engine/api/open-api-described.ts';
import { read } from '#engine/records/read.ts';
import { tableOf } from '#engine/tables/table.ts';
import { reachable, reading, statement, type Work } from '#engine/work.ts';

/** `GET /tags/{id}/usage` → how many live records of each object, of those that the caller may see, carry the tag. */
export function addTagRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  app.get(
    '/tags/:id/usage',
    describes({
      about: 'tags',
      summary: 'How many live records of each object carry it',
      answer: list(whole({ object: text(), count: { type: 'integer' } })),
    }),
    async (request: FastifyRequest<{ Params: { id: string } }>) => {
      const work = await reading(engine, await identify(request));
      const tag = await read(work, 'tag', request.params.id);
      return { data: await usage(work, String(tag['name'])) };
    },
  );
}

/** Objects that use the tag, the most first. */
async function usage(work: Work, name: string): Promise<{ object: string; count: number }[]> {
  const made = statement(work);
  const tag = made.parameters.add(name, 'text');
  const counts = Object.values(work.catalog.objects)
    .filter((object) => may(work.actor, 'read', object))
    .map(
      (object) =>
        `select '${object.name}' as object, count(*) as n from ${tableOf(object)} t
         where t.workspace_id = $1 and t.deleted_at is null and t.tags @> array[${tag}] and ${reachable(work, object, 'read', 't', made)}`,
    );
  const { rows } = await work.connection.query<{ object: string; n: string }>(
    `select object, n from (${counts.join(' union all ')}) u where n > 0 order by n desc, object`,
    made.parameters.values,
  );
  return rows.map((row) => ({ object: row.object, count: Number(row.n) }));
}
