import { Refusal } from '@relata/model';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthParts } from './auth-parts.ts';
import { factorsOf, isSecond } from './factors.ts';
import { beginNewSession, cookieEnd, type NewSession } from './new-session.ts';
import { issueProof, readProof } from './proofs.ts';
import { cookieNames, cookieOf } from './session-cookie.ts';

/** How long the second half of a sign-in may take. */
const minutes = 10;

/** What is still asked of somebody whose password was right. */
export interface Asked {
  secondFactor: { totp: boolean; passkey: boolean };
}

/**
 * Lets somebody in who has proved who they are in one way: with a session, or, where they have a second
 * factor, with the question for it.
 */
export async function letIn(
  parts: AuthParts,
  request: FastifyRequest,
  reply: FastifyReply,
  who: NewSession,
): Promise<Asked | null> {
  const asked = await askSecond(parts, reply, who);
  if (asked) return asked;
  const { engine, config } = parts;
  await beginNewSession(
    { query: engine.database.query, clock: engine.clock, config },
    request,
    reply,
    who,
  );
  return null;
}

/** Asks for the second factor where there is one; null: there is none. */
export async function askSecond(
  { engine, config }: AuthParts,
  reply: FastifyReply,
  { identity, rememberMe }: NewSession,
): Promise<Asked | null> {
  const { query } = engine.database;
  const factors = await factorsOf(query, identity);
  if (!isSecond(factors)) return null;
  const secret = await issueProof(
    query,
    'second_factor',
    { identity, content: { rememberMe } },
    { now: engine.clock.now(), minutes },
  );
  const { secondFactor } = cookieNames(config);
  reply.header(
    'set-cookie',
    `${secondFactor}=${secret}; Max-Age=${minutes * 60}; ${cookieEnd(config)}`,
  );
  return { secondFactor: { totp: factors.totp, passkey: factors.passkeys > 0 } };
}

/** Who has given the first half, and the secret that says so. Refuses where it is too long ago. */
export async function pendingOf(
  { engine, config }: AuthParts,
  request: FastifyRequest,
): Promise<NewSession & { secret: string }> {
  const secret = cookieOf(request, cookieNames(config).secondFactor);
  const proof = secret
    ? await readProof(engine.database.query, 'second_factor', secret, engine.clock.now())
    : null;
  if (!secret || !proof?.identity) throw tooLate();
  return { identity: proof.identity, rememberMe: proof.content['rememberMe'] !== false, secret };
}

export const tooLate = (): Refusal =>
  new Refusal('unauthenticated', 'give the password again', { reason: 'sign_in_again' });

export function endPending({ config }: Pick<AuthParts, 'config'>, reply: FastifyReply): void {
  const { secondFactor } = cookieNames(config);
  reply.header('set-cookie', `${secondFactor}=; Max-Age=0; ${cookieEnd(config)}`);
}
