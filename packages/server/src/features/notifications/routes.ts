import type { FastifyInstance } from 'fastify';
import { may, objectOf, privateTo } from '@relata/model';
import { z } from 'zod';
import type { Api } from '#engine/api/api.ts';
import { describes, list, text, uuid, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { isDoerKept } from '#engine/history/doer.ts';
import { tableOf, titleSql } from '#engine/tables/table.ts';
import { type Listed, listedFields } from './listed-fields.ts';
import { demandWhole, reachable, reading, statement, type Work, working } from '#engine/work.ts';

/** As the API gives it. */
interface Notification {
  id: string;
  kind: string;
  at: string;
  read: boolean;
  object?: string;
  record?: string;
  /** Of the record, where it is there and the caller may see it. */
  title?: string;
  /** Name of whoever did it. */
  by?: string;
  /** What the sentence about it needs: `count`, for long work `workKind`, `status`, `result`, for forms `form`, of what is followed `what`, `to`. */
  values: Record<string, unknown>;
  /** Fields of the record that it lists, in the caller's language, as far as they may see them. */
  lists?: Listed[];
}

const shown = 50;
const readBody = z.strictObject({ ids: z.array(z.uuid()).max(1000).optional() });

const described = {
  type: 'object',
  properties: {
    id: uuid,
    kind: { type: 'string', enum: ['owner', 'access', 'work', 'form', 'followed'] },
    at: { type: 'string', format: 'date-time' },
    read: { type: 'boolean' },
    object: text(),
    record: uuid,
    title: text(),
    by: text(),
    values: { type: 'object' },
    lists: list(whole({ label: text(), value: text() })),
  },
};

/** `GET /notifications` → the newest 50 and how many are unread; `POST /notifications/read {ids?}`: those, or all. */
export function addNotificationRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  app.get(
    '/notifications',
    describes({
      about: 'notifications',
      summary: 'The newest 50, and how many are unread',
      content: {
        'application/json': whole({ data: list(described), unread: { type: 'integer' } }),
      },
    }),
    async (request) => {
      const work = await reading(engine, await identify(request));
      const [data, unread] = await Promise.all([latest(work), countUnread(work)]);
      return { data, unread };
    },
  );

  app.post(
    '/notifications/read',
    describes({ about: 'notifications', summary: 'Mark these, or all, as read', body: readBody }),
    async (request, reply) => {
      const actor = await identify(request);
      demandWhole(actor);
      const { ids } = parse(readBody, request.body);
      const { id: workspace } = await working(engine, actor, async (work) => {
        await work.connection.query(
          `update notification set read_at = $3 where workspace_id = $1 and user_id = $2 and read_at is null
         ${ids ? 'and id = any($4)' : ''}`,
          [work.workspace.id, actor.user, work.now, ...(ids ? [ids] : [])],
        );
        return work.workspace;
      });
      if (actor.user) {
        const message = { workspace, user: actor.user, kind: 'notification' as const };
        await engine.live.send({ ...message, data: { kind: 'read' } });
      }
      return reply.code(204).send();
    },
  );
}

interface Row {
  id: string;
  kind: string;
  at: string;
  read_at: string | null;
  object: string | null;
  record_id: string | null;
  by: string | null;
  actor_id: string | null;
  data: Record<string, unknown>;
}

async function latest(work: Work): Promise<Notification[]> {
  const { rows } = await work.connection.query<Row>(
    `select n.id, n.kind, n.at, n.read_at, n.object, n.record_id, u.name as by, n.actor_id, n.data
     from notification n left join "user" u on u.workspace_id = $1 and u.id = n.actor_id
     where n.workspace_id = $1 and n.user_id = $2 order by n.at desc, n.id desc limit ${shown}`,
    [work.workspace.id, privateTo(work.actor)],
  );
  const [titles, lists] = await Promise.all([titlesOf(work, rows), listedFields(work, rows)]);
  return rows.map((row) => {
    const title = titles.get(row.record_id ?? '');
    return {
      id: row.id,
      kind: row.kind,
      at: new Date(row.at).toISOString(),
      read: row.read_at !== null,
      ...(row.object && { object: row.object }),
      ...(row.record_id && title !== undefined && { record: row.record_id, title }),
      ...(row.by && !isKept(work, row) && { by: row.by }),
      ...(lists.has(row.id) && { lists: lists.get(row.id) }),
      values: row.data,
    };
  });
}

/** It is kept from the caller who changes records like the one that it is about. */
const isKept = (work: Work, { object, actor_id: doer }: Row): boolean =>
  object !== null &&
  Object.hasOwn(work.seen.objects, object) &&
  isDoerKept(work, object, 'update', doer);

/** Titles of what the notifications are about, by id, of what the actor may see. */
async function titlesOf(work: Work, rows: Row[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const byObject = Map.groupBy(
    rows.filter((row) => row.record_id),
    (row) => row.object ?? '',
  );
  for (const [name, about] of byObject) {
    const object = work.catalog.objects[name];
    if (!object || !may(work.actor, 'read', object)) continue;
    const made = statement(work);
    const ids = made.parameters.add(
      about.map((row) => row.record_id),
      'uuid[]',
    );
    const found = await work.connection.query<{ id: string; title: string }>(
      `select t.id, ${titleSql('t', objectOf(work.seen, name))} as title from ${tableOf(object)} t where t.workspace_id = $1 and t.id = any(${ids})
         and t.deleted_at is null and ${reachable(work, object, 'read', 't', made)}`,
      made.parameters.values,
    );
    for (const row of found.rows) titles.set(row.id, row.title);
  }
  return titles;
}

async function countUnread(work: Work): Promise<number> {
  const { rows } = await work.connection.query<{ n: string }>(
    'select count(*) as n from notification where workspace_id = $1 and user_id = $2 and read_at is null',
    [work.workspace.id, privateTo(work.actor)],
  );
  return Number(rows[0]?.n ?? 0);
}
