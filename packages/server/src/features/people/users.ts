import { isId, Refusal } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { describes, list, ref, text, uuid, whole } from '#engine/api/open-api-described.ts';
import type { WorkItem } from '#engine/long-work/long-work.ts';
import { notThere, read, readJson } from '#engine/records/read.ts';
import { demandAdministrator, reading, type Work, working } from '#engine/work.ts';
import { changePerson } from './change-person.ts';
import { countBelongings } from './hand-over/belongings.ts';
import { demandSuccessor } from './hand-over/hand-over.ts';
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
const moving = z.strictObject({ email: z.string().max(320) });
const nothing = z.strictObject({});
/** `handOverTo`: the id of whoever goes on with what they work on. */
const leaving = z.strictObject({ handOverTo: z.uuid().optional() });
const succession = z.strictObject({ handOverTo: z.uuid() });

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
    afterwards: (id: string) => Promise<WorkItem | null> = async () => null,
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
    const begun = await afterwards(id);
    const answer = begun ? `${body.slice(0, -1)},"work":${JSON.stringify(begun)}}` : body;
    return reply.type('application/json; charset=utf-8').send(answer);
  };

  app.patch(
    '/users/:id',
    describes({ ...user, summary: 'Change the role or name of somebody', body: changes }),
    async (request: Named, reply) =>
      change(request, reply, (work, id) => changePerson(work, id, parse(changes, request.body))),
  );

  app.post(
    '/users/:id/email-link',
    describes({
      about: 'users',
      summary: 'Where no mail is sent: a link to hand over, by which somebody gets another address',
      body: moving,
      status: 201,
      answer: whole({ link: text('Shown this once; works once, for an hour') }),
    }),
    async (request: Named, reply) => {
      const actor = await signIn.identify(request);
      demandAdministrator(actor);
      const { email } = parse(moving, request.body);
      const { id } = await read(await reading(engine, actor), 'user', request.params.id);
      const person = { workspace: actor.workspace, user: String(id) };
      return reply.code(201).send({ data: { link: await signIn.emailLink(person, email) } });
    },
  );

  app.get(
    '/users/:id/belongings',
    describes({
      about: 'users',
      summary: 'What somebody works on and would leave behind: how many open deals, people …',
      answer: list(whole({ object: text(), count: { type: 'integer' } })),
    }),
    async (request: Named) => {
      const actor = await signIn.identify(request);
      demandAdministrator(actor);
      const work = await reading(engine, actor);
      const { id } = await read(work, 'user', request.params.id);
      return { data: await countBelongings(work, String(id)) };
    },
  );

  /** In the background, as one batch that can be undone. */
  const handOver = async (request: Named, from: string, to: string): Promise<WorkItem> =>
    engine.longWork.start(await signIn.identify(request), {
      kind: 'handOver',
      object: null,
      input: { from, to },
    });

  app.post(
    '/users/:id/hand-over',
    describes({
      about: 'users',
      summary: 'Give what somebody works on to somebody else, in the background',
      body: succession,
      status: 202,
      answer: ref('WorkItem'),
    }),
    async (request: Named, reply) => {
      const actor = await signIn.identify(request);
      demandAdministrator(actor);
      const { handOverTo: to } = parse(succession, request.body);
      const work = await reading(engine, actor);
      const from = String((await read(work, 'user', request.params.id))['id']);
      await demandSuccessor(work.connection.query, actor.workspace, from, to);
      return reply.code(202).send({ data: await handOver(request, from, to) });
    },
  );

  app.post(
    '/users/:id/deactivate',
    describes({
      ...user,
      summary: 'Nobody comes in by this account any more; what they work on goes to `handOverTo`',
      body: leaving,
    }),
    async (request: Named, reply) => {
      const successor = () => parse(leaving, request.body).handOverTo;
      const leave = async (work: Work, id: string): Promise<void> => {
        const to = successor();
        if (to) await demandSuccessor(work.connection.query, work.workspace.id, id, to);
        if (id === work.actor.user)
          throw new Refusal('conflict', 'you cannot deactivate yourself', { reason: 'yourself' });
        await changePerson(work, id, { active: false });
        await signIn.endAccess(work.connection.query, { workspace: work.workspace.id, user: id });
      };
      return change(request, reply, leave, async (id) => {
        const to = successor();
        return to ? handOver(request, id, to) : null;
      });
    },
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
