import { isId, Refusal } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { describes, ref, uuid, whole } from '#engine/api/open-api-described.ts';
import { notThere, readJson } from '#engine/records/read.ts';
import { type Work, working } from '#engine/work.ts';
import { changePerson } from './change-person.ts';
import { demandAdministrator } from './demand.ts';
import type { PeopleParts } from './index.ts';

const changes = z.strictObject({
  role: z.string().optional(),
  otherRoles: z.array(z.string()).nullish(),
  /** `{deal: 'team'}`; what is not named is general. */
  visibility: z.record(z.string(), z.string()).nullish(),
  /** To whom they report. */
  manager: z.string().nullish(),
  name: z.string().optional(),
});
const nothing = z.strictObject({});

const user = {
  about: 'users',
  content: { 'application/json': whole({ data: ref('User'), batch: uuid }) },
} as const;

type Named = FastifyRequest<{ Params: { id: string } }>;

/** What administrators change about others. Reading users is the business of the ordinary routes. */
export function addUserRoutes(app: FastifyInstance, { engine, signIn }: PeopleParts): void {
  const change = async (
    request: Named,
    reply: FastifyReply,
    task: (work: Work, id: string) => Promise<void>,
  ): Promise<FastifyReply> => {
    const actor = await signIn.identify(request);
    demandAdministrator(actor);
    if (!isId(request.params.id)) throw notThere();
    const id = request.params.id.toLowerCase();
    const body = await working(engine, actor, async (work) => {
      // One after the other: two administrators who take each other's role away would leave none.
      await work.connection.query('select 1 from workspace where id = $1 for update', [
        work.workspace.id,
      ]);
      await task(work, id);
      return `{"data":${await readJson(work, 'user', id)},"batch":"${work.batch}"}`;
    });
    await signIn.forget(engine.database.query, `user:${id}`);
    return reply.type('application/json; charset=utf-8').send(body);
  };

  app.patch(
    '/users/:id',
    describes({ ...user, summary: 'Change the role or name of somebody', body: changes }),
    async (request: Named, reply) =>
      change(request, reply, (work, id) => changePerson(work, id, parse(changes, request.body))),
  );

  app.post(
    '/users/:id/deactivate',
    describes({ ...user, summary: 'Nobody comes in by this account any more' }),
    async (request: Named, reply) =>
      change(request, reply, async (work, id) => {
        parse(nothing, request.body);
        if (id === work.actor.user)
          throw new Refusal('conflict', 'you cannot deactivate yourself', { reason: 'yourself' });
        await changePerson(work, id, { active: false });
        await signIn.endAccess(work.connection.query, { workspace: work.workspace.id, user: id });
      }),
  );

  app.post(
    '/users/:id/reactivate',
    describes({ ...user, summary: 'Let them in again' }),
    async (request: Named, reply) =>
      change(request, reply, (work, id) => {
        parse(nothing, request.body);
        return changePerson(work, id, { active: true });
      }),
  );
}
