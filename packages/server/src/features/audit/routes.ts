import { Readable } from 'node:stream';
import { auditActions, Refusal, viewingAs } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { patientMs, type Query } from '#platform/db.ts';
import type { Api } from '#engine/api/api.ts';
import { describes, list, ref, text, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { auditBy } from '#engine/audit/audit.ts';
import { checkChain } from '#engine/audit/chain.ts';
import { byteOrderMark, csvLine } from '#engine/export/csv.ts';
import { neutralised } from '#engine/export/formulas.ts';
import { demandAdministrator, demandWriting, working } from '#engine/work.ts';
import { type AuditQuery, readAudit } from './read-audit.ts';
import { undoSetting } from './undo-setting.ts';

const filter = {
  /** Id of a person. */
  actor: z.uuid().optional(),
  action: z.enum(auditActions).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
};
const pageQuery = z.strictObject({
  ...filter,
  after: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const exportQuery = z.strictObject(filter);

const entryShape = whole({
  number: { type: 'integer' },
  at: { type: 'string', format: 'date-time' },
  actor: whole({ id: { type: ['string', 'null'] }, name: text() }),
  action: { type: 'string', enum: [...auditActions] },
  object: { type: ['string', 'null'] },
  record: { type: ['string', 'null'] },
  address: { type: ['string', 'null'] },
  agent: { type: ['string', 'null'] },
  details: { type: 'object' },
  undoable: { type: 'boolean' },
});

/** `/audit`: what somebody may have to answer for, newest first; for administrators. */
export function addAuditRoutes(app: FastifyInstance, { engine, identify }: Api): void {
  const within = (workspace: string) => engine.database.of(workspace).query;

  const administrator = async (request: FastifyRequest) => {
    const actor = await identify(request);
    demandAdministrator(actor, 'reads');
    return actor;
  };

  app.get(
    '/audit',
    describes({
      about: 'audit',
      summary: 'Who did what, newest first',
      query: pageQuery,
      content: { 'application/json': whole({ data: list(entryShape), page: ref('Page') }) },
    }),
    async (request) => {
      const { workspace } = await administrator(request);
      const { limit, after, ...asked } = parse(pageQuery, request.query);
      const found = await readAudit(
        within(workspace),
        workspace,
        { ...asked, before: after },
        limit + 1,
      );
      const data = found.slice(0, limit);
      const last = found.length > limit ? data.at(-1) : undefined;
      return { data, page: { next: last ? String(last.number) : null } };
    },
  );

  app.get(
    '/audit/check',
    describes(
      {
        about: 'audit',
        summary: 'Is every entry as it was written, and none missing?',
        answer: whole({
          entries: { type: 'integer' },
          broken: { type: ['integer', 'null'], description: 'The first that is not' },
        }),
      },
      { cost: 50 },
    ),
    async (request) => {
      const { workspace } = await administrator(request);
      return { data: await checkChain(within(workspace), workspace) };
    },
  );

  app.post(
    '/audit/:number/undo',
    describes({
      about: 'audit',
      summary:
        'Take back the change of settings that an entry tells of: its number is in the `X-Audit-Entry` of the answer to the change',
      answer: whole({ number: { type: 'integer' } }),
    }),
    async (request: FastifyRequest<{ Params: { number: string } }>) => {
      const actor = await administrator(request);
      demandWriting(actor);
      const number = numbered.safeParse(request.params.number);
      const [entry] = number.success
        ? await readAudit(within(actor.workspace), actor.workspace, { before: number.data + 1 }, 1)
        : [];
      if (!entry || entry.number !== number.data)
        throw new Refusal('not_found', 'there is no such entry');
      const { workspaces } = engine;
      await working(
        engine,
        actor,
        async (work) => {
          await undoSetting(work, entry);
          await workspaces.changed(work.connection.query, actor.workspace);
        },
        { statementTimeoutMs: patientMs },
      );
      workspaces.forget(actor.workspace);
      return { data: { number: entry.number } };
    },
  );

  app.get(
    '/audit/export',
    describes(
      {
        about: 'audit',
        summary: 'The same as a CSV file',
        query: exportQuery,
        content: { 'text/csv': text() },
      },
      { cost: 50 },
    ),
    async (request, reply) => {
      const actor = await administrator(request);
      if (actor.viewedBy) throw viewingAs();
      const asked = parse(exportQuery, request.query);
      const at = engine.clock.now().toISOString();
      await auditBy(within(actor.workspace), actor, at, {
        action: 'exported',
        details: { of: 'audit' },
      });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .header('cache-control', 'no-store')
        .send(Readable.from(lines(within(actor.workspace), actor.workspace, asked)));
    },
  );
}

const numbered = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

const columns = [
  ...['number', 'at', 'actor', 'actorId', 'action', 'object', 'record'],
  ...['address', 'agent', 'details'],
];
const atOnce = 2000;

async function* lines(query: Query, workspace: string, asked: AuditQuery): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns);
  let before: number | undefined;
  for (;;) {
    const some = await readAudit(query, workspace, { ...asked, before }, atOnce);
    yield some
      .map((one) =>
        csvLine(
          [
            String(one.number),
            one.at,
            one.actor.name,
            one.actor.id ?? '',
            one.action,
            one.object ?? '',
            one.record ?? '',
            one.address ?? '',
            one.agent ?? '',
            JSON.stringify(one.details),
          ].map(neutralised),
        ),
      )
      .join('');
    before = some.at(-1)?.number;
    if (some.length < atOnce || before === undefined) return;
  }
}
