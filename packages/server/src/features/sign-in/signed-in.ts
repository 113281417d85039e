import { Refusal } from '@relata/model';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from './attempts.ts';
import type { AuthParts } from './auth-parts.ts';
import { verifyPassword } from './password-hash.ts';
import { sessionName } from './recognise.ts';
import { notSignedIn, type Session } from './sessions.ts';

/** How long a password that was asked for again counts. */
const provedMs = 10 * 60_000;
const wrongPassword = 'credentials';

/** The session of the request, whatever its person may do where: for their own ways to sign in. */
export async function signedIn(parts: AuthParts, request: FastifyRequest): Promise<Session> {
  if (request.headers.authorization !== undefined)
    throw new Refusal('forbidden', 'sign in to do this', { reason: 'session_needed' });
  const cookie = parts.sessions.cookieIn(request);
  if (!cookie) throw notSignedIn();
  return parts.sessions.alive(request, cookie);
}

/**
 * The same for somebody who has just given their password again: whoever finds a screen open cannot change
 * how its owner signs in. Who has no password must have signed in just now.
 */
export async function justProved(parts: AuthParts, request: FastifyRequest): Promise<Session> {
  const session = await signedIn(parts, request);
  const { hash } = await passwordOf(parts, session.identity);
  const since = parts.engine.clock.now().getTime() - provedMs;
  const at = hash === null ? Math.max(session.proved, session.created) : session.proved;
  if (at > since) return session;
  throw new Refusal('forbidden', 'give your password again', {
    reason: 'prove_again',
    details: { password: hash !== null },
  });
}

/** Takes the password again, for what is done in the next ten minutes; the session has another id then (T4). */
export async function proveAgain(
  parts: AuthParts,
  request: FastifyRequest,
  reply: FastifyReply,
  password: string,
): Promise<void> {
  const session = await signedIn(parts, request);
  const { email, hash } = await passwordOf(parts, session.identity);
  const { clock, database } = parts.engine;
  await parts.attempts.at(
    { account: email, address: networkOf(request.ip) },
    wrongPassword,
    async () => {
      if (hash && (await verifyPassword(hash, password))) return;
      throw new Refusal('invalid', 'the password is wrong', {
        reason: wrongPassword,
        errors: [
          {
            field: 'password',
            code: 'password_wrong',
            message: 'this is not the current password',
          },
        ],
      });
    },
  );
  await database.query('update auth_session set proved_at = $2 where id = $1', [
    session.id,
    clock.now().toISOString(),
  ]);
  await parts.sessions.renew(request, reply, session);
  const cookie = parts.sessions.cookieIn(request);
  if (cookie) await parts.memory.forget(database.query, sessionName(cookie.value));
}

async function passwordOf(
  { engine }: AuthParts,
  identity: string,
): Promise<{ email: string; hash: string | null }> {
  const { rows } = await engine.database.query<{ email: string; password: string | null }>(
    `select u.email, a.password from auth_user u
     left join auth_account a on a.user_id = u.id and a.provider_id = 'credential' where u.id = $1`,
    [identity],
  );
  return { email: rows[0]?.email ?? '', hash: rows[0]?.password ?? null };
}
