import { isId, Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '#engine/api/parse.ts';
import { list, whole } from '#engine/api/open-api-described.ts';
import { auditIdentity } from './audit-identity.ts';
import type { AuthParts } from './auth-parts.ts';
import { signedIn } from './signed-in.ts';
import { signing } from './described.ts';

/** Where somebody is signed in, as they see it. */
interface Device {
  id: string;
  /** What the browser says of itself. */
  agent: string | null;
  address: string | null;
  /** RFC 3339 UTC, like the other. */
  since: string;
  lastUsed: string;
  /** The one that asks. */
  current: boolean;
}

interface Row {
  id: string;
  user_agent: string | null;
  ip_address: string | null;
  created_at: string;
  used_at: string | null;
}

const nothing = z.strictObject({}).nullish();

/** The sessions of whoever asks: seen and ended, one or all others. */
export function addDeviceRoutes(app: FastifyInstance, parts: AuthParts): void {
  const { engine, memory } = parts;
  const { query } = engine.database;

  app.get(
    '/api/auth/devices',
    signing('Where one is signed in', { answer: whole({ data: list({ type: 'object' }) }) }),
    async (request): Promise<{ data: Device[] }> => {
      const { id, identity } = await signedIn(parts, request);
      const { rows } = await query<Row>(
        `select id, user_agent, ip_address, created_at, used_at from auth_session
       where user_id = $1 and expires_at > $2 order by coalesce(used_at, created_at) desc, id desc`,
        [identity, engine.clock.now().toISOString()],
      );
      const data = rows.map((row) => ({
        id: row.id,
        agent: row.user_agent,
        address: row.ip_address,
        since: new Date(row.created_at).toISOString(),
        lastUsed: new Date(row.used_at ?? row.created_at).toISOString(),
        current: row.id === id,
      }));
      return { data };
    },
  );

  app.delete(
    '/api/auth/devices/:id',
    signing('End one of one’s sessions'),
    async (request: FastifyRequest<{ Params: { id: string } }>) => {
      const { identity } = await signedIn(parts, request);
      const { id } = request.params;
      if (!isId(id) || !(await end(identity, 'id = $2', id)))
        throw new Refusal('not_found', 'there is no such session');
      return { done: true };
    },
  );

  app.post(
    '/api/auth/devices/end-others',
    signing('End all other sessions', { answer: whole({ ended: { type: 'integer' } }) }),
    async (request) => {
      parse(nothing, request.body);
      const { id, identity } = await signedIn(parts, request);
      return { ended: await end(identity, 'id <> $2', id) };
    },
  );

  async function end(identity: string, which: 'id = $2' | 'id <> $2', id: string): Promise<number> {
    const { rowCount } = await query(`delete from auth_session where user_id = $1 and ${which}`, [
      identity,
      id,
    ]);
    if (rowCount)
      await auditIdentity(engine, query, identity, {
        action: 'session_ended',
        details: { count: rowCount },
      });
    await memory.forget(query, `identity:${identity}`);
    return rowCount;
  }
}
