import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, Refusal } from '@relata/model';
import type { Connection } from '../../platform/db.ts';
import type { Engine } from '../engine.ts';
import { type Work, working } from '../work.ts';

export interface Answer {
  status: number;
  /** JSON */
  body: string;
}

/** Who asked, under which key, for what. */
interface Claim {
  workspace: string;
  who: string;
  key: string;
  hash: string;
  /** When this request took the key. */
  at: string;
}

/** Answers are kept so long. */
const keptMs = 86_400_000;
/** A key that was taken so long ago and never answered belongs to a server that died. */
const abandonedMs = 60_000;
/** How long others with the same key wait for the first answer. */
const patienceMs = 10_000;

/**
 * Answers a POST by a piece of work. With an `Idempotency-Key` the same one gets the first answer again for
 * 24 hours, also when a hundred arrive at once: the answer commits together with what was done. The same key
 * with another request is refused, and after a refusal the key is free again.
 */
export async function once(
  engine: Engine,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  task: (work: Work) => Promise<Answer>,
): Promise<FastifyReply> {
  return onceBy(engine, request, reply, actor, (keep) =>
    working(engine, actor, async (work) => {
      const answer = await task(work);
      await keep(work.connection, answer);
      return answer;
    }),
  );
}

/** The same for what brings a transaction of its own: it gives `keep` the connection on which it writes. */
export async function onceBy(
  engine: Engine,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  task: (keep: (connection: Connection, answer: Answer) => Promise<void>) => Promise<Answer>,
): Promise<FastifyReply> {
  const send = (answer: Answer) =>
    reply.code(answer.status).type('application/json; charset=utf-8').send(answer.body);
  const key = request.headers['idempotency-key'];
  if (key === undefined) return send(await task(async () => {}));
  const claim = claimOf(engine, request, actor, String(key));
  if (!(await take(engine, claim))) return send(await firstAnswer(engine, claim));
  try {
    return await send(await task((connection, answer) => keepAnswer(connection, claim, answer)));
  } catch (error) {
    await release(engine, claim);
    throw error;
  }
}

function claimOf(engine: Engine, request: FastifyRequest, actor: Actor, key: string): Claim {
  if (!key || key.length > 200)
    throw new Refusal('malformed', 'an Idempotency-Key has 1 to 200 characters');
  const asked = `${request.url}\n${JSON.stringify(request.body ?? null)}`;
  return {
    workspace: actor.workspace,
    who: actor.user ?? actor.name,
    key,
    hash: createHash('sha256').update(asked).digest('hex'),
    at: engine.clock.now().toISOString(),
  };
}

const placeOf = ({ workspace, who, key }: Claim) => [workspace, who, key];
const ago = ({ at }: Claim, ms: number) => new Date(Date.parse(at) - ms).toISOString();

/** False where another request has the key already. */
async function take(engine: Engine, claim: Claim): Promise<boolean> {
  const { rowCount } = await engine.database.of(claim.workspace).query(
    `insert into idempotency_key as k (workspace_id, actor, key, request_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, actor, key) do update
       set request_hash = excluded.request_hash, status = null, body = null, created_at = excluded.created_at
     where k.created_at < $6 or (k.status is null and k.created_at < $7)`,
    [...placeOf(claim), claim.hash, claim.at, ago(claim, keptMs), ago(claim, abandonedMs)],
  );
  return rowCount > 0;
}

/** Refuses where somebody else took the key meanwhile, believing this one dead: what was done here is rolled back. */
async function keepAnswer(
  { query }: Connection,
  claim: Claim,
  { status, body }: Answer,
): Promise<void> {
  const { rowCount } = await query(
    `update idempotency_key set status = $4, body = $5
     where workspace_id = $1 and actor = $2 and key = $3 and status is null and created_at = $6`,
    [...placeOf(claim), status, body, claim.at],
  );
  if (!rowCount) throw inUse();
}

/** Nothing was written, so the key is free for another try; an answer that was committed after all stays. */
async function release(engine: Engine, claim: Claim): Promise<void> {
  await engine.database
    .of(claim.workspace)
    .query(
      `delete from idempotency_key
       where workspace_id = $1 and actor = $2 and key = $3 and status is null and created_at = $4`,
      [...placeOf(claim), claim.at],
    )
    .catch((error: unknown) =>
      engine.log.warn({ err: error }, 'an Idempotency-Key stays taken for a minute'),
    );
}

/** Waits for the request that came first, and gives its answer. */
async function firstAnswer(engine: Engine, claim: Claim): Promise<Answer> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const { rows } = await engine.database.of(claim.workspace).query<{
      request_hash: string;
      status: number | null;
      body: string | null;
    }>('select request_hash, status, body from idempotency_key where workspace_id = $1 and actor = $2 and key = $3', placeOf(claim));
    const row = rows[0];
    if (row && row.request_hash !== claim.hash)
      throw new Refusal('invalid', 'this Idempotency-Key was used for another request', {
        reason: 'idempotency_key',
      });
    if (row?.status && row.body !== null) return { status: row.status, body: row.body };
    if (!row) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw inUse();
}

const inUse = (): Refusal =>
  new Refusal('conflict', 'the first request with this Idempotency-Key has not ended', {
    reason: 'idempotency_key',
  });
