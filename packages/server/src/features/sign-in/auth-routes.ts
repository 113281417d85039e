import { Refusal } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { networkOf } from './attempts.ts';
import { auditFailure, auditIdentity } from './audit-identity.ts';
import type { AuthParts } from './auth-parts.ts';
import { firstActive, membershipsOf } from './memberships.ts';
import {
  asObject,
  type Passed,
  passOn,
  refuseCredentials,
  send,
  setCookies,
  wrongCredentials,
} from './pass-on.ts';
import { refuseWeakPassword } from './password-strength.ts';
import { type Asked, askSecond } from './pending.ts';
import { sessionName } from './recognise.ts';
import { notSignedIn } from './sessions.ts';
import { tellOwner } from './tell-owner.ts';
import { letInOrAsked, signing } from './described.ts';

const entering = z.strictObject({
  email: z.string(),
  password: z.string(),
  /** False: the session ends with the browser. */
  rememberMe: z.boolean().optional(),
});
const changing = z.strictObject({ currentPassword: z.string(), newPassword: z.string() });

/**
 * The doors of better-auth that are open: signing in and out, changing one's password. Each passes
 * through `attempts`, and says no as the rest of the API does.
 */
export function addAuthRoutes(app: FastifyInstance, parts: AuthParts): void {
  app.post(
    '/api/auth/sign-in/email',
    signing('Sign in with e-mail address and password', {
      body: entering,
      answer: letInOrAsked,
      open: true,
    }),
    async (request, reply) => {
      const { email, password, rememberMe } = parse(entering, request.body);
      const body = { email: email.trim(), password, ...(rememberMe === false && { rememberMe }) };
      const entered = await enter(parts, request, reply, body);
      return 'secondFactor' in entered ? reply.send(entered) : send(reply, entered);
    },
  );

  app.post(
    '/api/auth/sign-out',
    signing('End this session', { answer: { type: 'object' }, open: true }),
    async (request, reply) => {
      const cookie = parts.sessions.cookieIn(request);
      const { query } = parts.engine.database;
      const session =
        cookie && (await parts.sessions.alive(request, cookie).catch(() => undefined));
      const answer = await passOn(parts, request, {});
      if (session)
        await auditIdentity(parts.engine, query, session.identity, { action: 'signed_out' });
      if (cookie) await parts.memory.forget(query, sessionName(cookie.value));
      return send(reply, answer);
    },
  );

  app.post(
    '/api/auth/change-password',
    signing('Change one’s password; all other sessions end', {
      body: changing,
      answer: { type: 'object' },
    }),
    async (request, reply) => changePassword(parts, request, reply),
  );
}

interface Credentials {
  email: string;
  password: string;
  rememberMe?: boolean;
}

/** With a session, or the question for the second factor where there is one; the password alone is no session then. */
async function enter(
  parts: AuthParts,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Credentials,
): Promise<Asked | Passed> {
  const { engine } = parts;
  const { query } = engine.database;
  let given: Passed;
  try {
    given = await signInWithPassword(parts, request, body);
  } catch (error) {
    auditFailure(engine, error, { email: body.email }, 'password');
    throw error;
  }
  const identity = identityOf(given);
  const rememberMe = body.rememberMe !== false;
  const asked = await askSecond(parts, reply, { identity, rememberMe });
  if (asked) {
    await query('delete from auth_session where token = $1', [given.body['token']]);
    return asked;
  }
  await auditIdentity(engine, query, identity, {
    action: 'signed_in',
    details: { way: 'password' },
  });
  return given;
}

const identityOf = ({ body }: Passed): string => String(asObject(body['user'])['id']);

/** Refuses what does not fit, in the same words and about the same time whichever of the two is wrong. */
async function signInWithPassword(
  parts: AuthParts,
  request: FastifyRequest,
  body: Credentials,
): Promise<Passed> {
  const where = { account: body.email.toLowerCase(), address: networkOf(request.ip) };
  return parts.attempts.at(where, wrongCredentials, async () => {
    const given = await passOn(parts, request, { ...body }, '/api/auth/sign-in/email');
    await refuseInactive(parts, given);
    return given;
  });
}

/** Puts the cookie of a new session, or of half a one, on an answer that somebody else writes. */
export async function beginSession(
  parts: AuthParts,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Credentials,
): Promise<void> {
  const entered = await enter(parts, request, reply, body);
  if (!('secondFactor' in entered)) setCookies(reply, entered);
}

/** Takes the session back from somebody who knows their password but works nowhere any more. */
async function refuseInactive({ engine }: AuthParts, given: Passed): Promise<void> {
  const { query } = engine.database;
  const identity = identityOf(given);
  const now = engine.clock.now().toISOString();
  await query('delete from auth_session where user_id = $1 and expires_at < $2', [identity, now]);
  if (await firstActive(engine, await membershipsOf(query, identity))) return;
  await query('delete from auth_session where token = $1', [given.body['token']]);
  throw refuseCredentials();
}

async function changePassword(
  parts: AuthParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { actor, identity } = await parts.recognise(request);
  if (!identity) throw notSignedIn();
  const { currentPassword, newPassword } = parse(changing, request.body);
  const { query } = parts.engine.database;
  const { rows } = await query<{ email: string }>('select email from auth_user where id = $1', [
    identity,
  ]);
  const email = rows[0]?.email ?? '';
  const { workspace } = await parts.engine.workspaces.get(actor.workspace);
  refuseWeakPassword(newPassword, [email, actor.name, workspace.name], 'newPassword');
  // Whoever else is signed in with the old one is out.
  const body = { currentPassword, newPassword, revokeOtherSessions: true };
  const where = { account: email, address: networkOf(request.ip) };
  const answer = await parts.attempts.at(where, wrongCredentials, () =>
    passOn(parts, request, body).catch((error: unknown) => {
      throw isWrong(error) ? wrongCurrentPassword() : error;
    }),
  );
  await parts.memory.forget(query, `identity:${identity}`);
  await parts.engine.database.tx(async (connection) => {
    await auditIdentity(parts.engine, connection.query, identity, { action: 'password_changed' });
    await tellOwner(parts.engine, connection, identity, 'passwordChanged');
  });
  return send(reply, answer);
}

const isWrong = (error: unknown): boolean =>
  error instanceof Refusal && error.reason === wrongCredentials;

/** Not 401: whoever mistypes it is still signed in. */
const wrongCurrentPassword = (): Refusal =>
  new Refusal('invalid', 'the current password is wrong', {
    reason: wrongCredentials,
    errors: [
      {
        field: 'currentPassword',
        code: 'password_wrong',
        message: 'this is not the current password',
      },
    ],
  });
