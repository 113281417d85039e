import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isId, may, objectOf, privateTo } from '@relata/model';
import type { Api } from '#engine/api/api.ts';
import { describes, list, ref } from '#engine/api/open-api-described.ts';
import { readJson } from '#engine/records/read.ts';
import { tableOf, titleSql } from '#engine/tables/table.ts';
import { demandWhole, reachable, reading, statement, type Work, working } from '#engine/work.ts';

interface Favourite {
  object: string;
  id: string;
  title: string;
}

type Got = FastifyRequest<{ Params: { object: string; id: string } }>;

/**
 * Records that one person keeps at hand: `GET /favourites` in the order in which they were added, of what
 * is there and they may see; `PUT` and `DELETE /favourites/{object}/{id}`, both as often as one likes.
 */
export function addFavouriteRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const keeping = async (request: Got, task: (work: Work) => Promise<void>): Promise<void> => {
    const actor = await identify(request);
    demandWhole(actor);
    return working(engine, actor, task);
  };

  app.get(
    '/favourites',
    describes({
      about: 'favourites',
      summary: 'Records that the caller keeps at hand',
      answer: list(ref('Named')),
    }),
    async (request) => ({
      data: await favouritesOf(await reading(engine, await identify(request))),
    }),
  );

  app.put(
    '/favourites/:object/:id',
    describes({ about: 'favourites', summary: 'Keep a record at hand' }),
    async (request: Got, reply) => {
      const { object, id } = request.params;
      await keeping(request, async (work) => {
        await readJson(work, object, id, { fields: 'id' });
        await work.connection.query(
          `insert into favourite (workspace_id, user_id, object, record_id, position, created_at)
       select $1, $2, $3, $4, coalesce(max(position) + 1, 0), $5 from favourite where workspace_id = $1 and user_id = $2
       on conflict (workspace_id, user_id, object, record_id) do nothing`,
          [work.workspace.id, work.actor.user, object, id, work.now],
        );
      });
      return reply.code(204).send();
    },
  );

  app.delete(
    '/favourites/:object/:id',
    describes({ about: 'favourites', summary: 'Keep it no longer' }),
    async (request: Got, reply) => {
      const { object, id } = request.params;
      await keeping(request, async (work) => {
        if (isId(id))
          await work.connection.query(
            'delete from favourite where workspace_id = $1 and user_id = $2 and object = $3 and record_id = $4',
            [work.workspace.id, work.actor.user, object, id],
          );
      });
      return reply.code(204).send();
    },
  );
}

async function favouritesOf(work: Work): Promise<Favourite[]> {
  const made = statement(work);
  const user = made.parameters.add(privateTo(work.actor), 'uuid');
  const parts = Object.values(work.catalog.objects)
    .filter((object) => may(work.actor, 'read', object))
    .map(
      (object) =>
        `select f.position, f.object, t.id, ${titleSql('t', objectOf(work.seen, object.name))} as title from favourite f
         join ${tableOf(object)} t on t.workspace_id = $1 and t.id = f.record_id and t.deleted_at is null
         where f.workspace_id = $1 and f.user_id = ${user} and f.object = '${object.name}' and ${reachable(work, object, 'read', 't', made)}`,
    );
  if (!parts.length) return [];
  const { rows } = await work.connection.query<Favourite>(
    `select object, id, title from (${parts.join(' union all ')}) f order by position, id`,
    made.parameters.values,
  );
  return rows;
}
