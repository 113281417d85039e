import type { FastifyInstance, FastifyRequest } from 'fastify';
import { may } from '@relata/model';
import type { Api } from '#engine/api/api.ts';
import { describes, list, text, uuid, whole } from '#engine/api/open-api-described.ts';
import { read } from '#engine/records/read.ts';
import { tableOf } from '#engine/tables/table.ts';
import { demandAdministrator, reachable, reading, statement, type Work } from '#engine/work.ts';

/**
 * `GET /tags/{id}/usage` → how many live records of each object, of those that the caller may see, carry the tag.
 * `GET /tags/unused` → the tags that no live record carries, for administrators (OO-SET-13).
 */
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
  app.get(
    '/tags/unused',
    describes({
      about: 'tags',
      summary: 'Tags that no live record carries',
      answer: list(whole({ id: uuid, title: text() })),
    }),
    async (request) => {
      const actor = await identify(request);
      demandAdministrator(actor, 'reads');
      return { data: await unused(await reading(engine, actor)) };
    },
  );
}

/** By name, whoever may see what carries the others. */
async function unused({ connection, workspace, catalog }: Work) {
  const carried = Object.values(catalog.objects).map(
    (object) =>
      `not exists (select 1 from ${tableOf(object)} t where t.workspace_id = $1 and t.deleted_at is null and t.tags @> array[g.name])`,
  );
  const { rows } = await connection.query<{ id: string; title: string }>(
    `select g.id, g.title from tag g where g.workspace_id = $1 and g.deleted_at is null and ${carried.join(' and ')} order by g.title, g.id`,
    [workspace.id],
  );
  return rows;
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
