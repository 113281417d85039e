import { Refusal } from '@relata/model';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { describes, list, text, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { demandAdministrator, type Work, working } from '#engine/work.ts';
import { changePerson } from '../change-person.ts';
import { demandSuccessor } from '../hand-over/hand-over.ts';
import type { PeopleParts } from '../index.ts';
import { changePlan, planHistory } from './change-plan.ts';
import { countSeats } from './count-seats.ts';
import { planNames, readPlan } from './plans.ts';

const changes = z.strictObject({
  plan: z.string().max(20).optional(),
  /** Null: no limit. */
  seats: z.number().int().min(1).max(1_000_000).nullish(),
  /** Who goes first where there would not be a seat for all; `handOverTo` goes on with their work. */
  deactivate: z
    .array(z.strictObject({ id: z.uuid(), handOverTo: z.uuid().nullish() }))
    .max(10_000)
    .optional(),
});

type Leaving = NonNullable<z.infer<typeof changes>['deactivate']>[number];

const answer = whole({
  plan: { type: 'string', enum: planNames },
  seats: { type: ['integer', 'null'], description: 'Null: no limit' },
  active: { type: 'integer', description: 'People who take a seat' },
  history: list(whole({ at: text(), by: text() })),
});

/** `GET`, `PATCH /account`: the plan, how many seats it has, and what it was before. */
export function addAccountRoutes(app: FastifyInstance, { engine, signIn }: PeopleParts): void {
  const { query } = engine.database;
  const account = async (workspace: string) => {
    const { query: within } = engine.database.of(workspace);
    return {
      data: {
        ...(await countSeats(within, workspace)),
        history: await planHistory(within, workspace),
      },
    };
  };

  app.get(
    '/account',
    describes({ about: 'account', summary: 'Plan, seats and history', answer }),
    async (request) => {
      const actor = await signIn.identify(request);
      demandAdministrator(actor);
      return account(actor.workspace);
    },
  );

  app.patch(
    '/account',
    describes({
      about: 'account',
      summary: 'Change the plan; where it has too few seats, say who is deactivated first',
      body: changes,
      answer,
    }),
    async (request) => {
      const actor = await signIn.identify(request);
      demandAdministrator(actor);
      const { deactivate = [], ...given } = parse(changes, request.body);
      if (given.plan === undefined && given.seats === undefined)
        throw new Refusal('malformed', 'takes {"plan": "…"} or {"seats": …}');
      const wanted = readPlan(given);
      await working(engine, actor, (work) =>
        changePlan(work, wanted, async () => {
          for (const one of deactivate) await putOut(work, one);
        }),
      );
      for (const { id, handOverTo: to } of deactivate) {
        await signIn.forget(query, `user:${id}`);
        if (!to) continue;
        const work = { kind: 'handOver', object: null, input: { from: id, to } };
        await engine.longWork.start(actor, work);
      }
      return account(actor.workspace);
    },
  );

  async function putOut(work: Work, { id, handOverTo: to }: Leaving): Promise<void> {
    const { query: within } = work.connection;
    if (id === work.actor.user)
      throw new Refusal('conflict', 'you cannot deactivate yourself', { reason: 'yourself' });
    if (to) await demandSuccessor(within, work.workspace.id, id, to);
    await changePerson(work, id, { active: false });
    await signIn.endAccess(within, { workspace: work.workspace.id, user: id });
  }
}
