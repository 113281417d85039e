import { isDay } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '#engine/api/api.ts';
import { readingFor } from '#engine/api/asking.ts';
import { inBackground } from '#engine/api/changing.ts';
import { onceBy } from '#engine/api/once.ts';
import { describes, list, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { demandWriting, reading } from '#engine/work.ts';
import { atOnce, demandRule, executeOnce, rehearseRules, waitingInPool } from './execute.ts';
import { readLog } from './log.ts';
import type { Decision } from './process-leads.ts';
import { nameDecisions } from './name-decisions.ts';
import { splitCheck } from './split-check.ts';

const run = z.strictObject({ dryRun: z.boolean().optional() });
const id = z.string().max(36).optional();
const logQuery = z.strictObject({ lead: id, rule: id, source: id, after: id });
const day = z.string().refine(isDay, 'is no day');
const period = z.strictObject({ from: day, to: day });
const answer = { type: 'object' };
const mostShown = 200;

/**
 * `POST /lead-rules/{id}/run {dryRun?}` and `POST /lead-rules/run` put the free pool through a rule or all of them: 200
 * with the counts and the batch, or 202 with the work; a dry run changes nothing and says what would happen.
 * `GET /lead-decisions` says why leads went where, `GET /lead-rules/split-check?from=&to=` planned and real shares.
 */
export function addLeadRuleRoutes(app: FastifyInstance, api: Api): void {
  const { engine, identify } = api;

  const execute = async (request: FastifyRequest, reply: FastifyReply, rule: string | null) => {
    const actor = await identify(request);
    const { dryRun = false } = parse(run, request.body);
    const work = await reading(engine, actor);
    await demandRule(work, rule);
    if (dryRun) {
      const found = await rehearseRules(engine, actor, rule);
      return reply.send({
        data: { ...found.counts, batch: null, ...(await shown(found.decisions)) },
      });
    }
    demandWriting(actor);
    if ((await waitingInPool(work)) > atOnce)
      return onceBy(engine, request, reply, actor, (keep) =>
        inBackground(engine, actor, { kind: 'leadRules', object: 'lead', input: { rule } }, keep),
      );
    const { counts, decisions, batch } = await executeOnce(engine, actor, rule);
    return reply.send({ data: { ...counts, batch, ...(await shown(decisions)) } });

    async function shown(all: Decision[]) {
      return { decisions: await nameDecisions(work, all.slice(0, mostShown)) };
    }
  };
  const described = (summary: string) =>
    describes({ about: 'lead-rules', summary, body: run, answer });

  app.post(
    '/lead-rules/:id/run',
    described('Put the free pool of leads through one rule; a dry run says what would happen'),
    async (request: FastifyRequest<{ Params: { id: string } }>, reply) =>
      execute(request, reply, request.params.id),
  );
  app.post(
    '/lead-rules/run',
    described('Put the free pool of leads through all active rules'),
    async (request, reply) => execute(request, reply, null),
  );
  app.get(
    '/lead-decisions',
    describes({
      about: 'lead-rules',
      summary: 'Why leads went where: of a lead, a rule, a source, or of all, newest first',
      query: logQuery,
      content: { 'application/json': whole({ data: list(answer), page: answer }) },
    }),
    async (request) =>
      readingFor(api, request, (work) => readLog(work, parse(logQuery, request.query))),
  );
  app.get(
    '/lead-rules/split-check',
    describes({
      about: 'lead-rules',
      summary: 'Planned and real shares of targets over some days',
      query: period,
      answer: list(answer),
    }),
    async (request) =>
      readingFor(api, request, async (work) => ({
        data: await splitCheck(work, parse(period, request.query)),
      })),
  );
}
