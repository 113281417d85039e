import { type AuditAction, Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '#platform/clock.ts';
import { answerable, auditBy } from '#engine/audit/audit.ts';
import type { Api } from '#engine/api/api.ts';
import { callerNow } from '#platform/http/caller.ts';
import { isUndoable } from './read-audit.ts';

/** What is noted of requests that went well, by route: whatever leaves a record in its own transaction is not here. */
const watched: Record<string, AuditAction> = {
  'GET /api/v1/:plural/export': 'exported',
  'POST /api/v1/:plural/export': 'exported',
  'POST /api/v1/api-keys': 'key_made',
  'DELETE /api/v1/api-keys/:id': 'key_ended',
};

/** Number of the entry by which a change of settings is taken back: `POST /audit/{number}/undo`. */
const entryHeader = 'x-audit-entry';

/** Its beginning, where it is none of ours. */
const addressOf = (request: FastifyRequest): string =>
  (request.url.split('?', 1)[0] ?? '').slice(0, 300);

const from = (request: FastifyRequest) => ({
  address: request.ip,
  agent: request.headers['user-agent']?.slice(0, 300) ?? null,
});

const mostRefusals = 500;
const hourMs = 3_600_000;
const mostPeople = 20_000;

/** Whoever tries a door over and over would fill the log: so many are noted of a person, and then none for an hour. */
function countRefusals(clock: Clock): (whose: string) => 'room' | 'last' | 'full' {
  const noted = new Map<string, { since: number; count: number }>();
  return (whose) => {
    const now = clock.now().getTime();
    const before = noted.get(whose);
    const mine = before && now - before.since < hourMs ? before : { since: now, count: 0 };
    mine.count++;
    if (noted.size >= mostPeople) noted.clear();
    noted.set(whose, mine);
    if (mine.count > mostRefusals) return 'full';
    return mine.count === mostRefusals ? 'last' : 'room';
  };
}

/**
 * Notes what people were not let do (403), and what leaves, comes in or opens other doors. Before the
 * answer is sent: nothing leaves unnoted. Call it before the routes.
 */
export function watchRequests(app: FastifyInstance, { engine, identify }: Api): void {
  const note = async (
    request: FastifyRequest,
    action: AuditAction,
    details: Record<string, unknown>,
  ): Promise<void> => {
    const actor = await identify(request);
    const at = engine.clock.now().toISOString();
    const seen = actor.viewedBy && { viewedAs: actor.user };
    const entry = { action, details: { ...details, ...seen } };
    const { query } = engine.database.of(actor.workspace);
    await auditBy(query, answerable(actor), at, entry, from(request));
  };

  app.addHook('onSend', async (request, reply) => {
    const action = watched[`${request.method} ${request.routeOptions.url}`];
    if (action && reply.statusCode < 400)
      await note(request, action, { request: `${request.method} ${addressOf(request)}` });
    const [entry, ...more] = callerNow()?.noted ?? [];
    if (entry && !more.length && reply.statusCode < 400 && isUndoable(entry))
      reply.header(entryHeader, entry.number);
  });

  const isFull = countRefusals(engine.clock);

  app.addHook('onError', async (request, _reply, error) => {
    if (!(error instanceof Refusal) || error.code !== 'forbidden') return;
    const write = async (): Promise<void> => {
      const { workspace, user } = await identify(request);
      const full = isFull(`${workspace} ${user}`);
      if (full === 'full') return;
      await note(request, 'refused', {
        ...(full === 'last' && { last: `no more than ${mostRefusals} an hour are noted` }),
        request: `${request.method} ${addressOf(request)}`,
        ...(error.reason && { reason: error.reason }),
      });
    };
    // It is refused all the same where nobody can write it down.
    await write().catch((problem: unknown) => {
      request.log.warn({ err: problem }, 'a refusal was not noted');
    });
  });
}
