import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, type CatalogObject, isId, Refusal } from '@relata/model';
import { z } from 'zod';
import { perform } from '../actions.ts';
import { restore } from '../history/restore.ts';
import { batchSize, undo } from '../history/undo.ts';
import { readHistory } from '../history/read-history.ts';
import { longestRemark, markChange } from '../history/mark-change.ts';
import { newVersions } from '../history/new-versions.ts';
import { timeline } from '../history/timeline.ts';
import { aggregate } from '../records/aggregate.ts';
import { type Batch, batch, type BulkDone, type Counts } from '../records/batch.ts';
import { create } from '../records/create.ts';
import { list, type Page } from '../records/list.ts';
import { mergedInto } from '../merge/merged.ts';
import { notThere, readJson } from '../records/read.ts';
import { possibleDuplicates } from '../duplicates/possible-duplicates.ts';
import { related } from '../records/related.ts';
import { remove } from '../records/remove.ts';
import { updateGroup } from '../records/update-group.ts';
import { updateMany } from '../records/update.ts';
import { searchEverything } from '../search/everything.ts';
import { reading, type Work, working } from '../work.ts';
import { withView } from './with-view.ts';
import { parse, parseJson, text } from './parse.ts';
import { addLayoutRoutes } from './layout-routes.ts';
import { addMergeRoutes } from './merge-routes.ts';
import { aggregateQuery, listQuery } from './list-query.ts';
import { batchBody, bulkBody, bulkNow, readBulk, updateOf } from './change-many.ts';
import { changing, inBackground } from './changing.ts';
import { once, onceBy } from './once.ts';
import { json, objectFor, type Params, readingFor } from './asking.ts';
import { readQuery, written } from './written.ts';
import type { Api } from './api.ts';

type Got = FastifyRequest<{ Params: Params }>;
type GotEntry = FastifyRequest<{ Params: Params & { entry: string } }>;

/** The routes that every object has: ours and a workspace's own. */
export function addRecordRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const read = <T>(request: FastifyRequest, task: (work: Work) => Promise<T>): Promise<T> =>
    readingFor({ engine, identify }, request, task);

  app.get('/:plural', async (request: Got, reply) =>
    read(request, async (work) => {
      const object = objectFor(work, request);
      const { filter, view, ...query } = parse(listQuery, request.query);
      const page = await list(
        work,
        object.name,
        await withView(work, object, view, { ...query, filter: parseJson(filter, 'filter') }),
      );
      return sendPage(reply, page);
    }),
  );

  app.get('/:plural/aggregate', async (request: Got) =>
    read(request, async (work) => {
      const object = objectFor(work, request);
      const { filter, view, ...query } = parse(aggregateQuery, request.query);
      const viewed = await withView(work, object, view, {
        ...query,
        filter: parseJson(filter, 'filter'),
      });
      return { data: await aggregate(work, object.name, { ...query, filter: viewed.filter }) };
    }),
  );

  addLayoutRoutes(app, { engine, identify });
  addMergeRoutes(app, { engine, identify });

  app.get('/:plural/:id', async (request: Got, reply) =>
    read(request, async (work) => {
      const object = objectFor(work, request);
      const { id } = request.params;
      const query = parse(readQuery, request.query);
      try {
        const row = await readJson(work, object.name, id, query);
        return await json(reply, `{"data":${row}}`);
      } catch (problem) {
        // What became part of another record is found there, a passing address: the merge can be undone.
        const into = query.deleted ? null : await mergedInto(work, object, id);
        if (!into) throw problem;
        const [, search = ''] = request.url.split('?');
        return reply.redirect(`/api/v1/${object.plural}/${into}${search && `?${search}`}`, 307);
      }
    }),
  );

  app.get('/:plural/:id/history', async (request: Got) =>
    read(request, async (work) =>
      readHistory(
        work,
        objectFor(work, request).name,
        request.params.id,
        parse(pageQuery, request.query),
      ),
    ),
  );

  app.get('/:plural/:id/timeline', async (request: Got) =>
    read(request, async (work) =>
      timeline(
        work,
        objectFor(work, request).name,
        request.params.id,
        parse(pageQuery.extend({ kinds: text }), request.query),
      ),
    ),
  );

  app.put('/:plural/:id/timeline/:entry', async (request: GotEntry) => {
    const { id, entry } = request.params;
    return working(engine, await identify(request), async (work) => ({
      data: await markChange(
        work,
        objectFor(work, request).name,
        id,
        entry,
        parse(markBody, request.body),
      ),
    }));
  });

  app.get('/:plural/:id/related', async (request: Got, reply) =>
    read(request, async (work) => {
      const relations = await related(work, objectFor(work, request).name, request.params.id);
      const printed = relations.map(
        ({ rows, ...one }) => `${JSON.stringify(one).slice(0, -1)},"records":[${rows.join()}]}`,
      );
      return json(reply, `{"data":[${printed.join()}]}`);
    }),
  );

  app.post('/:plural', async (request: Got, reply) =>
    once(engine, request, reply, await identify(request), async (work) => {
      const object = objectFor(work, request);
      const id = await create(work, object.name, request.body);
      return { status: 201, body: await written(work, object, id, request) };
    }),
  );

  /** At once, or in the background where too much follows from it. */
  const make = async (
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    wanted: Batch,
    task: (work: Work, object: CatalogObject) => Promise<string>,
  ): Promise<FastifyReply> => {
    const object = objectFor(await reading(engine, actor), request);
    return changing(
      engine,
      request,
      reply,
      actor,
      { object: object.name, ...wanted },
      async (work) => ({
        status: 200,
        body: await task(work, object),
      }),
    );
  };

  app.patch('/:plural/:id', async (request: Got, reply) => {
    const actor = await identify(request);
    const { id } = request.params;
    if (typeof request.body !== 'object' || request.body === null || Array.isArray(request.body))
      throw new Refusal('malformed', 'a change is an object of fields');
    const changes = request.body as Record<string, unknown>;
    const one = { id, changes, ...versions(request) };
    const update = [one];
    return make(request, reply, actor, { update }, async (work, object) => {
      if (request.headers['x-change-group'] === 'all') await updateGroup(work, object.name, one);
      else await updateMany(work, object.name, update);
      return written(work, object, id, request);
    });
  });

  app.delete('/:plural/:id', async (request: Got, reply) => {
    const actor = await identify(request);
    const ids = [request.params.id];
    return make(request, reply, actor, { delete: ids }, async (work, object) => {
      await remove(work, object.name, ids);
      return JSON.stringify({ data: { batch: work.batch } });
    });
  });

  app.post('/:plural/:id/restore', async (request: Got, reply) => {
    const actor = await identify(request);
    const { id } = request.params;
    parse(nothing, request.body);
    if (!isId(id)) throw notThere();
    return make(request, reply, actor, { restore: [id] }, async (work, object) => {
      await restore(work, object.name, id.toLowerCase());
      return written(work, object, id, request);
    });
  });

  app.post('/:plural/batch', { config: { cost: 10 } }, async (request: Got, reply) => {
    const actor = await identify(request);
    const body = parse(z.record(z.string(), z.unknown()), request.body);
    if ('where' in body || 'ids' in body || 'set' in body) {
      const { ids, ...many } = parse(bulkBody, body);
      const wanted = many.delete && ids ? { delete: ids } : {};
      return make(request, reply, actor, wanted, async (work, object) =>
        batchDone(work, object, await bulkNow(work, object, { ids, ...many })),
      );
    }
    const { update = [], ...rest } = parse(batchBody, body);
    const wanted = { ...rest, update: update.map(updateOf) };
    return make(request, reply, actor, wanted, async (work, object) =>
      batchDone(work, object, { counts: await batch(work, object.name, wanted) }),
    );
  });

  app.post('/:plural/duplicates', async (request: Got) =>
    read(request, async (work) => {
      const values = parse(z.record(z.string(), z.unknown()), request.body);
      const { but } = parse(duplicatesQuery, request.query);
      return { data: await possibleDuplicates(work, objectFor(work, request).name, values, but) };
    }),
  );

  app.post('/:plural/bulk', { config: { cost: 20 } }, async (request: Got, reply) => {
    const actor = await identify(request);
    const work = await reading(engine, actor);
    const object = objectFor(work, request);
    const { ids, where, q, ...wanted } = readBulk(work, object, parse(bulkBody, request.body));
    const input = { object: object.name, ids, where, q, change: wanted };
    return onceBy(engine, request, reply, actor, (keep) =>
      inBackground(engine, actor, { kind: 'bulk', object: object.name, input }, keep),
    );
  });

  app.post('/:plural/:id/:action', async (request: Got, reply) =>
    once(engine, request, reply, await identify(request), async (work) => {
      const object = objectFor(work, request);
      const { id, action } = request.params;
      const became = await perform(work, object.name, id, action, request.body);
      return { status: 200, body: await written(work, object, id, request, became) };
    }),
  );

  app.post(
    '/changes/:batch/undo',
    { config: { cost: 10 } },
    async (request: FastifyRequest<{ Params: { batch: string } }>, reply) => {
      const actor = await identify(request);
      const { batch: wanted } = request.params;
      parse(nothing, request.body);
      if ((await batchSize(await reading(engine, actor), wanted)) > undoneAtOnce)
        return onceBy(engine, request, reply, actor, (keep) =>
          inBackground(
            engine,
            actor,
            { kind: 'undo', object: null, input: { batch: wanted } },
            keep,
          ),
        );
      return once(engine, request, reply, actor, async (work) => {
        const undone = await undo(work, wanted);
        return { status: 200, body: JSON.stringify({ data: { batch: work.batch, ...undone } }) };
      });
    },
  );

  app.get('/search', async (request) =>
    read(request, async (work) => {
      const shape = z.strictObject({
        q: text,
        objects: text,
        limit: z.coerce.number().int().min(1).max(50).optional(),
      });
      return { data: await searchEverything(work, parse(shape, request.query)) };
    }),
  );
}

/** What is restored or taken back is said by the address alone. */
const nothing = z.strictObject({});

/** Larger batches are undone in the background, with progress. */
const undoneAtOnce = 2000;

/** `but`: the record that is being changed, which is no duplicate of itself. */
export const duplicatesQuery = z.strictObject({ but: text });

/** What is left out stays as it is. */
export const markBody = z.strictObject({
  remark: z.string().max(longestRemark).nullish(),
  was: z.string().max(longestRemark).nullish(),
  pinned: z.boolean().optional(),
});

export const pageQuery = z.strictObject({
  after: text,
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

const batchDone = async (
  work: Work,
  object: CatalogObject,
  done: BulkDone | { counts: Counts },
): Promise<string> =>
  JSON.stringify({
    data: { batch: work.batch, ...done, changed: await newVersions(work, object) },
  });

/** `If-Match: "7"` refuses any change since; `X-Base-Version: 7` only one of the same fields. */
function versions(request: FastifyRequest): { version?: number; baseVersion?: number } {
  const exact = request.headers['if-match'];
  if (exact !== undefined && exact !== '*') return { version: versionOf(exact) };
  const base = request.headers['x-base-version'];
  return typeof base === 'string' ? { baseVersion: versionOf(base) } : {};
}

function versionOf(given: string): number {
  const version = Number(/^(?:W\/)?"?(\d+)"?$/.exec(given.trim())?.[1]);
  if (!Number.isSafeInteger(version))
    throw new Refusal('malformed', 'a version is a number, as the record gives it');
  return version;
}

function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const { rows, ...rest } = page;
  return json(reply, `{"data":[${rows.join()}],"page":${JSON.stringify(rest)}}`);
}
