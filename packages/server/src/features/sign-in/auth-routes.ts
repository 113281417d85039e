import { Refusal, type RefusalCode } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform/config.ts';
import type { Engine } from '#engine/engine.ts';
import { type Attempts, networkOf } from './attempts.ts';
import { addressHeader, type Auth } from './better-auth.ts';
import { firstActive, membershipsOf } from './memberships.ts';
import type { Memory } from './memory.ts';
import { refuseWeakPassword } from './password-strength.ts';
import { type Recognised, sessionName } from './recognise.ts';
import { notSignedIn, type Sessions } from './sessions.ts';

export interface AuthParts {
  engine: Engine;
  config: Pick<Config, 'publicUrl'>;
  auth: Auth;
  attempts: Attempts;
  sessions: Sessions;
  memory: Memory<Recognised>;
  recognise: (request: FastifyRequest) => Promise<Recognised>;
}

const wrongCredentials = 'credentials';
/** The same for an unknown address, a wrong password and a person who is not active anywhere any more. */
const refuseCredentials = (): Refusal =>
  new Refusal('unauthenticated', 'e-mail address or password is wrong', {
    reason: wrongCredentials,
  });

/**
 * The doors of better-auth that are open: signing in and out, changing one's password. Each passes
 * through `attempts`, and says no as the rest of the API does.
 */
export function addAuthRoutes(app: FastifyInstance, parts: AuthParts): void {
  app.post('/api/auth/sign-in/email', async (request, reply) => {
    const { email, password, rememberMe } = asObject(request.body);
    if (typeof email !== 'string' || typeof password !== 'string')
      throw new Refusal('malformed', 'takes {"email": "…", "password": "…"}');
    const body = { email: email.trim(), password, ...(rememberMe === false && { rememberMe }) };
    return send(reply, await signInWithPassword(parts, request, body));
  });

  app.post('/api/auth/sign-out', async (request, reply) => {
    const cookie = parts.sessions.cookieIn(request);
    const answer = await passOn(parts, request, {});
    if (cookie) await parts.memory.forget(parts.engine.database.query, sessionName(cookie.value));
    return send(reply, answer);
  });

  app.post('/api/auth/change-password', async (request, reply) =>
    changePassword(parts, request, reply),
  );
}

interface Credentials {
  email: string;
  password: string;
  rememberMe?: boolean;
}

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

/** Puts the cookie of a new session on an answer that somebody else writes. */
export async function beginSession(
  parts: AuthParts,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Credentials,
): Promise<void> {
  setCookies(reply, await signInWithPassword(parts, request, body));
}

/** Takes the session back from somebody who knows their password but works nowhere any more. */
async function refuseInactive({ engine }: AuthParts, { body }: Passed): Promise<void> {
  const { query } = engine.database;
  const { user, token } = body;
  const identity = String(asObject(user)['id']);
  const now = engine.clock.now().toISOString();
  await query('delete from auth_session where user_id = $1 and expires_at < $2', [identity, now]);
  if (await firstActive(engine, await membershipsOf(query, identity))) return;
  await query('delete from auth_session where token = $1', [token]);
  throw refuseCredentials();
}

async function changePassword(
  parts: AuthParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { actor, identity } = await parts.recognise(request);
  if (!identity) throw notSignedIn();
  const { currentPassword, newPassword } = asObject(request.body);
  if (typeof currentPassword !== 'string' || typeof newPassword !== 'string')
    throw new Refusal('malformed', 'takes {"currentPassword": "…", "newPassword": "…"}');
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

interface Passed {
  cookies: string[];
  body: Record<string, unknown>;
}

/** Lets better-auth answer. What it refuses becomes a refusal of ours; a failure of the database stays what it is. */
async function passOn(
  { auth, config }: AuthParts,
  request: FastifyRequest,
  body: Record<string, unknown>,
  path: string = request.url.split('?', 1)[0] ?? '',
): Promise<Passed> {
  const headers = new Headers({ 'content-type': 'application/json', [addressHeader]: request.ip });
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  const asked = new Request(new URL(path, config.publicUrl), {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const response = await auth.handler(asked);
  const text = await response.text();
  const given = asObject(text === '' ? {} : JSON.parse(text));
  if (!response.ok) throw refusalFor(response.status, given);
  return { cookies: response.headers.getSetCookie(), body: given };
}

/** A password that is too long to be any is wrong as well; so no caller learns which addresses there are. */
const wrongCodes = new Set<unknown>([
  'INVALID_EMAIL_OR_PASSWORD',
  'INVALID_EMAIL',
  'INVALID_PASSWORD',
  'PASSWORD_TOO_LONG',
]);
const codes: Record<number, RefusalCode> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  422: 'invalid',
};

function refusalFor(status: number, { code, message }: Record<string, unknown>): Error {
  if (wrongCodes.has(code)) return refuseCredentials();
  if (status >= 500) return new Error(`better-auth failed: ${String(code)} ${String(message)}`);
  const reason = typeof code === 'string' ? { reason: code.toLowerCase() } : {};
  return new Refusal(
    codes[status] ?? 'malformed',
    typeof message === 'string' ? message : 'not accepted',
    reason,
  );
}

/** The token is in the cookie, where scripts cannot read it, and nowhere else. */
function send(reply: FastifyReply, passed: Passed): FastifyReply {
  setCookies(reply, passed);
  const { token: _token, ...body } = passed.body;
  return reply.send(body);
}

function setCookies(reply: FastifyReply, { cookies }: Passed): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
