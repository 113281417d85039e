import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Api } from '#engine/api/api.ts';
import { describes, list, type Schema, text, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { demandAdministrator, reading, type Work, working } from '#engine/work.ts';
import {
  addObject,
  changeObject,
  removedObjects,
  removeObject,
  restoreObject,
  shapeable,
  shown,
} from './change-objects.ts';
import { newObject, objectChanges, type ShownObject } from './shapes.ts';

type Got = FastifyRequest<{ Params: { name: string } }>;

const object: Schema = whole({
  ...{ name: text(), plural: text(), icon: text(), custom: { type: 'boolean' } },
  ...{ label: { type: 'object' }, off: { type: 'boolean' } },
  ...{ layouts: { type: 'object' }, layoutForAll: { type: 'boolean' }, below: text() },
  withoutActivities: { type: 'boolean' },
});

/**
 * Objects as a workspace has them: `GET /objects`, `POST /objects`, `PATCH` and `DELETE /objects/{name}`,
 * `POST …/restore`, `GET /objects/removed`. For administrators to change, for everybody to use from the next request on.
 */
export function addObjectRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const change = async (
    request: FastifyRequest,
    name: string,
    task: (work: Work) => Promise<unknown>,
  ): Promise<ShownObject | undefined> => {
    const actor = await identify(request);
    demandAdministrator(actor);
    const { workspaces } = engine;
    await working(engine, actor, async (work) => {
      await task(work);
      await workspaces.changed(work.connection.query, actor.workspace);
    });
    workspaces.forget(actor.workspace);
    return shapeable(await reading(engine, actor))
      .map(shown)
      .find((one) => one.name === name);
  };

  app.get(
    '/objects',
    describes({
      about: 'objects',
      summary: 'Objects that the workspace can shape, its own included',
      answer: list(object),
    }),
    async (request) => ({
      data: shapeable(await reading(engine, await identify(request))).map(shown),
    }),
  );

  app.get(
    '/objects/removed',
    describes({
      about: 'objects',
      summary: 'Objects that were removed and can come back',
      answer: list({ type: 'object' }),
    }),
    async (request) => {
      const actor = await identify(request);
      demandAdministrator(actor, 'reads');
      return { data: await removedObjects(await reading(engine, actor)) };
    },
  );

  app.post(
    '/objects',
    describes({
      about: 'objects',
      summary: 'Make an object',
      body: newObject,
      answer: object,
      status: 201,
    }),
    async (request, reply) => {
      const wanted = parse(newObject, request.body);
      return reply
        .code(201)
        .send({ data: await change(request, wanted.name, (work) => addObject(work, wanted)) });
    },
  );

  app.patch(
    '/objects/:name',
    describes({
      about: 'objects',
      summary: 'Change names, icon, board, layouts, place, and whether anybody works with it',
      body: objectChanges,
      answer: object,
    }),
    async (request: Got) => {
      const { name } = request.params;
      const wanted = parse(objectChanges, request.body);
      return { data: await change(request, name, (work) => changeObject(work, name, wanted)) };
    },
  );

  app.delete(
    '/objects/:name',
    describes({
      about: 'objects',
      summary:
        'Remove an object with its records, which come back with it; of ours, what was different here',
      answer: whole({ name: text() }),
    }),
    async (request: Got) => {
      const { name } = request.params;
      await change(request, name, (work) => removeObject(work, name));
      return { data: { name } };
    },
  );

  app.post(
    '/objects/:name/restore',
    describes({
      about: 'objects',
      summary: 'Bring back what was removed',
      answer: object,
    }),
    async (request: Got) => {
      const { name } = request.params;
      return { data: await change(request, name, (work) => restoreObject(work, name)) };
    },
  );
}
