import { Refusal, type RefusalCode } from '@relata/model';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthParts } from './auth-parts.ts';
import { addressHeader } from './better-auth.ts';
import { cookieNames, cookieOf, signed, tokenOf } from './session-cookie.ts';

export const wrongCredentials = 'credentials';
/** The same for an unknown address, a wrong password and a person who is not active anywhere any more. */
export const refuseCredentials = (): Refusal =>
  new Refusal('unauthenticated', 'e-mail address or password is wrong', {
    reason: wrongCredentials,
  });

/** What better-auth answered. */
export interface Passed {
  cookies: string[];
  body: Record<string, unknown>;
}

/** Lets better-auth answer. What it refuses becomes a refusal of ours; a failure of the database stays what it is. */
export async function passOn(
  parts: AuthParts,
  request: FastifyRequest,
  body: Record<string, unknown>,
  path: string = request.url.split('?', 1)[0] ?? '',
): Promise<Passed> {
  const { auth, config } = parts;
  const headers = new Headers({ 'content-type': 'application/json', [addressHeader]: request.ip });
  const agent = request.headers['user-agent'];
  if (agent !== undefined) headers.set('user-agent', agent);
  headers.set('cookie', sessionOf(parts, request));
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

/** Signed with the secret of now, the only one that better-auth knows. */
function sessionOf({ sessions, config }: AuthParts, request: FastifyRequest): string {
  const names = cookieNames(config);
  const token = sessions.cookieIn(request)?.token;
  const forNow = cookieOf(request, names.dontRemember);
  return [
    ...(token ? [`${names.session}=${signed(token, config)}`] : []),
    ...(forNow && tokenOf(forNow, config)
      ? [`${names.dontRemember}=${signed('true', config)}`]
      : []),
  ].join('; ');
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
export function send(reply: FastifyReply, passed: Passed): FastifyReply {
  setCookies(reply, passed);
  const { token: _token, ...body } = passed.body;
  return reply.send(body);
}

export function setCookies(reply: FastifyReply, { cookies }: Passed): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}

export const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
