import { Refusal } from '@relata/model';
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform/config.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import type { Secrets } from '#platform/seal.ts';
import {
  cookieNames,
  cookieOf,
  dayMs,
  mostDays,
  sessionDays,
  signed,
  tokenOf,
} from './session-cookie.ts';

/** A session that is alive. */
export interface Session {
  id: string;
  identity: string;
  /** Milliseconds, like the two below. */
  expires: number;
  created: number;
  /** When the password was last asked for again; 0: never. */
  proved: number;
}

export interface Sessions {
  /** The request's session cookie as it came; undefined without one that we signed. */
  cookieIn(request: FastifyRequest): { value: string; token: string } | undefined;
  /** Refuses `unauthenticated` where the session has ended. Prolongs it when a day of it has been used. */
  alive(request: FastifyRequest, cookie: { value: string; token: string }): Promise<Session>;
  /**
   * Gives the session of this cookie another id, and the browser its cookie: whoever has got hold of the old one
   * is out. What the browser has sent a moment before is still answered.
   */
  renew(
    request: FastifyRequest,
    reply: FastifyReply,
    session: Pick<Session, 'id' | 'expires'>,
  ): Promise<void>;
  /** Sends the cookies of prolonged sessions along with the answers. */
  addRenewal(app: FastifyInstance): void;
}

/** Its last use is noted so often. */
const usedEveryMs = 5 * 60_000;
/** What was under way while a session got another id has arrived by then. */
const underWayMs = 10_000;

export const notSignedIn = (): Refusal => new Refusal('unauthenticated', 'nobody is signed in');

export function openSessions(
  database: Database,
  clock: Clock,
  config: Pick<Config, 'publicUrl'> & Secrets,
): Sessions {
  const names = cookieNames(config);
  const attributes = `Path=/; HttpOnly; SameSite=Lax${config.publicUrl.startsWith('https:') ? '; Secure' : ''}`;
  /** Ids that were, and what they are now. */
  const renewed = new Map<string, { token: string; until: number }>();
  const idOf = (token: string): string => {
    const now = clock.now().getTime();
    for (const [old, { until }] of renewed) if (until <= now) renewed.delete(old);
    return renewed.get(token)?.token ?? token;
  };
  const renewals = new WeakMap<FastifyRequest, string>();

  const isForNow = (request: FastifyRequest): boolean =>
    cookieOf(request, names.dontRemember) !== undefined;

  return {
    cookieIn(request) {
      const value = cookieOf(request, names.session);
      const token = value && tokenOf(value, config);
      return value && token ? { value, token } : undefined;
    },
    async alive(request, { value, token: brought }) {
      const token = idOf(brought);
      const now = clock.now().getTime();
      const { rows } = await database.query<{
        id: string;
        user_id: string;
        expires_at: string;
        created_at: string;
        proved_at: string | null;
        used_at: string | null;
      }>(
        'select id, user_id, expires_at, created_at, proved_at, used_at from auth_session where token = $1',
        [token],
      );
      const row = rows[0];
      if (!row) throw notSignedIn();
      const expires = Date.parse(row.expires_at);
      const created = Date.parse(row.created_at);
      const latest = created + mostDays * dayMs;
      if (now >= Math.min(expires, latest)) {
        await database.query('delete from auth_session where token = $1', [token]);
        throw notSignedIn();
      }
      const wanted = Math.min(now + sessionDays * dayMs, latest);
      if (now - (row.used_at === null ? created : Date.parse(row.used_at)) > usedEveryMs)
        await database.query(
          'update auth_session set used_at = $2, ip_address = $3 where id = $1',
          [row.id, new Date(now).toISOString(), request.ip],
        );
      const session = {
        id: row.id,
        identity: row.user_id,
        created,
        proved: row.proved_at === null ? 0 : Date.parse(row.proved_at),
      };
      if (token !== brought || isForNow(request) || wanted - expires < dayMs)
        return { ...session, expires: Math.min(expires, latest) };
      const moment = new Date(wanted).toISOString();
      await database.query(
        'update auth_session set expires_at = $2, updated_at = $3 where token = $1',
        [token, moment, new Date(now).toISOString()],
      );
      const seconds = Math.floor((wanted - now) / 1000);
      renewals.set(request, `${names.session}=${value}; Max-Age=${seconds}; ${attributes}`);
      return { ...session, expires: wanted };
    },
    async renew(request, reply, { id, expires }) {
      const now = clock.now().getTime();
      const token = randomBytes(32).toString('base64url');
      const { rows } = await database.query<{ old: string }>(
        `update auth_session s set token = $2 from auth_session was
         where s.id = $1 and was.id = s.id returning was.token as old`,
        [id, token],
      );
      if (!rows[0]) throw notSignedIn();
      renewed.set(rows[0].old, { token, until: now + underWayMs });
      const life = isForNow(request) ? '' : `; Max-Age=${Math.floor((expires - now) / 1000)}`;
      reply.header('set-cookie', `${names.session}=${signed(token, config)}${life}; ${attributes}`);
    },
    addRenewal(app) {
      app.addHook('onSend', async (request, reply) => {
        const cookie = renewals.get(request);
        if (cookie && !reply.hasHeader('set-cookie')) reply.header('set-cookie', cookie);
      });
    },
  };
}
