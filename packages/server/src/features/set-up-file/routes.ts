import { type Actor, invalid, viewingAs } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { patientMs } from '#platform/db.ts';
import type { Api } from '#engine/api/api.ts';
import { describes, list, text, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { audit, auditBy } from '#engine/audit/audit.ts';
import { demandAdministrator, demandWriting, reading, type Work, working } from '#engine/work.ts';
import { applySetUp } from './apply-set-up.ts';
import { exportSetUp } from './export-set-up.ts';
import { setUpFile, type SetUpFile, type Step } from './file.ts';

const applyQuery = z.strictObject({ dryRun: z.stringbool().optional() });

const step = whole({
  of: { type: 'string', enum: ['settings', 'object', 'field', 'record'] },
  object: { type: ['string', 'null'] },
  name: text(),
  does: { type: 'string', enum: ['add', 'change', 'keep', 'refuse'] },
});

/** Thrown out of a transaction that was only a rehearsal. */
class Rehearsed extends Error {
  steps: Step[];

  constructor(steps: Step[]) {
    super();
    this.steps = steps;
  }
}

/**
 * `GET /set-up/export`: a workspace's whole set-up as one file, without people and records; `POST /set-up/apply` brings
 * another workspace to the same, `?dryRun=true` only tells what that would do. For administrators.
 */
export function addSetUpFileRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const administrator = async (request: FastifyRequest): Promise<Actor> => {
    const actor = await identify(request);
    demandAdministrator(actor, 'reads');
    if (actor.viewedBy) throw viewingAs();
    return actor;
  };

  app.get(
    '/set-up/export',
    describes(
      {
        about: 'set-up',
        summary: 'Everything that shapes the workspace as one file, without people and records',
        content: { 'application/json': { type: 'object' } },
      },
      { cost: 20 },
    ),
    async (request, reply) => {
      const actor = await administrator(request);
      const { file } = await exportSetUp(await reading(engine, actor));
      const at = engine.clock.now().toISOString();
      await auditBy(engine.database.of(actor.workspace).query, actor, at, {
        action: 'exported',
        details: { of: 'setUp' },
      });
      return reply
        .header('content-disposition', 'attachment; filename="relata-set-up.json"')
        .header('cache-control', 'no-store')
        .send(file);
    },
  );

  app.post(
    '/set-up/apply',
    describes(
      {
        about: 'set-up',
        summary: 'Add what the file has and this workspace lacks, and change what differs',
        query: applyQuery,
        body: setUpFile,
        answer: whole({ steps: list(step), batch: { type: ['string', 'null'] } }),
      },
      { cost: 50 },
    ),
    async (request) => {
      const actor = await administrator(request);
      demandWriting(actor);
      const { dryRun } = parse(applyQuery, request.query);
      const file = readFile(request.body);
      return { data: dryRun ? await rehearsed(actor, file) : await applied(actor, file) };
    },
  );

  const applying = <T>(actor: Actor, task: (work: Work) => Promise<T>): Promise<T> =>
    working(engine, actor, task, { statementTimeoutMs: patientMs });

  async function rehearsed(actor: Actor, file: SetUpFile) {
    try {
      return await applying(actor, async (work) => {
        throw new Rehearsed(await applySetUp(work, file));
      });
    } catch (error) {
      if (!(error instanceof Rehearsed)) throw error;
      return { steps: error.steps, batch: null };
    } finally {
      engine.workspaces.forget(actor.workspace);
    }
  }

  async function applied(actor: Actor, file: SetUpFile) {
    const done = await applying(actor, async (work) => {
      const steps = await applySetUp(work, file);
      const made = steps.filter(({ does }) => does === 'add' || does === 'change');
      if (made.length)
        await audit(work, {
          action: 'setting_changed',
          details: { of: 'setUp', parts: made.length, batch: work.batch },
        });
      await engine.workspaces.changed(work.connection.query, actor.workspace);
      const isUndoable = made.some((one) => one.of === 'record');
      return { steps, batch: isUndoable ? work.batch : null };
    });
    engine.workspaces.forget(actor.workspace);
    return done;
  }
}

/** Refuses what is no such file, in words. */
function readFile(body: unknown): SetUpFile {
  const given: unknown = body;
  const isOurs = typeof given === 'object' && given !== null && 'relata' in given;
  if (!isOurs || given.relata !== 'set-up')
    throw invalid('file', 'set_up_file', 'this is no file of a set-up');
  if (!('version' in given) || given.version !== 1)
    throw invalid('file', 'set_up_version', 'this file comes from another version of Relata');
  const read = setUpFile.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
    const value = [...(issue?.path ?? []), ...unknown].join('.');
    throw invalid('file', 'set_up_broken', `the file is damaged at '${value}'`, { value });
  }
  return read.data;
}
