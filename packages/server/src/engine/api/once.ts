import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, Refusal } from '@relata/model';
import type { Engine } from '../engine.ts';

export interface Answer {
  status: number;
  /** JSON */
  body: string;
}

/**
 * Answers a POST; with an `Idempotency-Key`, the same one gets the first answer again for 24 hours, also
 * when a hundred arrive at once. The same key with another body is refused.
 */
export async function once(
  engine: Engine,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  task: (actor: Actor) => Promise<Answer>,
): Promise<FastifyReply> {
  const send = (answer: Answer) =>
    reply.code(answer.status).type('application/json; charset=utf-8').send(answer.body);
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return send(await task(actor));
  if (key.length > 200) throw new Refusal('malformed', 'an Idempotency-Key has at most 200 characters');

  const who = actor.user ?? actor.name;
  const hash = createHash('sha256').update(`${request.url}\n${JSON.stringify(request.body)}`).digest('hex');
  const place = [actor.workspace, who, key];
  const now = engine.clock.now();
  const { rowCount } = await engine.database.query(
    `insert into idempotency_key (workspace_id, actor, key, request_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, actor, key) do update set request_hash = excluded.request_hash, status = null, body = null, created_at = excluded.created_at
     where idempotency_key.created_at < $6`,
    [...place, hash, now.toISOString(), new Date(now.getTime() - 86_400_000).toISOString()],
  );
  if (!rowCount) return send(await firstAnswer(engine, place, hash));
  try {
    const answer = await task(actor);
    await engine.database.query(
      'update idempotency_key set status = $4, body = $5 where workspace_id = $1 and actor = $2 and key = $3',
      [...place, answer.status, answer.body],
    );
    return send(answer);
  } catch (error) {
    // Nothing was written, so the key is free for another try.
    await engine.database.query('delete from idempotency_key where workspace_id = $1 and actor = $2 and key = $3', place);
    throw error;
  }
}

const patienceMs = 10_000;

/** Waits for the request that came first, and gives its answer. */
async function firstAnswer(engine: Engine, place: string[], hash: string): Promise<Answer> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const { rows } = await engine.database.query<{ request_hash: string; status: number | null; body: string | null }>(
      'select request_hash, status, body from idempotency_key where workspace_id = $1 and actor = $2 and key = $3',
      place,
    );
    const row = rows[0];
    if (row && row.request_hash !== hash)
      throw new Refusal('invalid', 'this Idempotency-Key was used for another request', { reason: 'idempotency_key' });
    if (row?.status && row.body !== null) return { status: row.status, body: row.body };
    if (!row) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Refusal('conflict', 'the first request with this Idempotency-Key has not ended', { reason: 'idempotency_key' });
}
