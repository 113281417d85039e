import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform/config.ts';
import type { Clock } from '#platform/clock.ts';
import type { Query } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import type { Secrets } from '#platform/seal.ts';
import { cookieNames, sessionDays, signed } from './session-cookie.ts';

export interface NewSession {
  identity: string;
  /** False: it ends with the browser, after a day at the latest. */
  rememberMe: boolean;
}

/** Begins a session for somebody who has proved who they are, with an id that nobody has seen before. */
export async function beginNewSession(
  {
    query,
    clock,
    config,
  }: { query: Query; clock: Clock; config: Pick<Config, 'publicUrl'> & Secrets },
  request: FastifyRequest,
  reply: FastifyReply,
  { identity, rememberMe }: NewSession,
): Promise<void> {
  const now = clock.now();
  const seconds = rememberMe ? sessionDays * 86_400 : 86_400;
  const token = randomBytes(32).toString('base64url');
  await query(
    `insert into auth_session (id, user_id, token, expires_at, ip_address, user_agent, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [
      newId(),
      identity,
      token,
      new Date(now.getTime() + seconds * 1000).toISOString(),
      request.ip,
      request.headers['user-agent']?.slice(0, 300) ?? null,
      now.toISOString(),
    ],
  );
  const names = cookieNames(config);
  const end = cookieEnd(config);
  const life = rememberMe ? `; Max-Age=${seconds}` : '';
  reply.header('set-cookie', `${names.session}=${signed(token, config)}${life}; ${end}`);
  if (!rememberMe)
    reply.header('set-cookie', `${names.dontRemember}=${signed('true', config)}; ${end}`);
}

/** How cookies of the sign-in end: for this host, not for scripts, not for requests that other sites make. */
export const cookieEnd = ({ publicUrl }: Pick<Config, 'publicUrl'>): string =>
  `Path=/; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`;
