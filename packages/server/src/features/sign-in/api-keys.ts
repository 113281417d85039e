import { createHash, randomBytes } from 'node:crypto';
import { type Actor, Refusal } from '@relata/model';
import type { Clock } from '#platform/clock.ts';
import type { Connection, Query } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import { notSignedIn } from './sessions.ts';

export interface KeyFacts {
  id: string;
  name: string;
  /** How the key begins. */
  prefix: string;
  /** Of the model's `scopes`. Whatever it does, it does with the rights of its person. */
  scopes: string[];
  /** Id of the person with whose rights it acts. */
  user: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}

interface Row {
  id: string;
  workspace_id: string;
  user_id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

const columns =
  'id, workspace_id, user_id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at';
const instant = (text: string | null): string | null => text && new Date(text).toISOString();

const factsOf = (row: Row): KeyFacts => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  user: row.user_id,
  createdAt: new Date(row.created_at).toISOString(),
  expiresAt: instant(row.expires_at),
  lastUsedAt: instant(row.last_used_at),
});

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

export interface NewKey {
  name: string;
  scopes?: string[] | undefined;
  /** RFC 3339 */
  expiresAt?: string | null | undefined;
}

/** Makes a key for the actor. The key itself is in this answer and nowhere else. */
export async function createKey(
  { query }: Connection,
  { workspace, user }: Pick<Actor, 'workspace' | 'user'>,
  wanted: NewKey,
  now: string,
): Promise<KeyFacts & { key: string }> {
  const key = `relata_${randomBytes(32).toString('base64url')}`;
  const { rows } = await query<Row>(
    `insert into api_key (id, workspace_id, user_id, name, prefix, hash, scopes, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
    [
      newId(),
      workspace,
      user,
      wanted.name,
      key.slice(0, 12),
      hashOf(key),
      wanted.scopes ?? ['read', 'write'],
      now,
      wanted.expiresAt ?? null,
    ],
  );
  const row = rows[0];
  if (!row) throw new Error('the key was not stored');
  return { ...factsOf(row), key };
}

/** Keys that have not been revoked: of one person, or of the whole workspace. */
export async function listKeys(
  query: Query,
  workspace: string,
  user: string | null,
): Promise<KeyFacts[]> {
  const { rows } = await query<Row>(
    `select ${columns} from api_key
     where workspace_id = $1 and ($2::uuid is null or user_id = $2) and revoked_at is null order by id desc`,
    [workspace, user],
  );
  return rows.map(factsOf);
}

/** Ends keys of a workspace: one, or all of a person. Gives the ids of those that were alive. */
export async function revokeKeys(
  query: Query,
  workspace: string,
  which: { id: string; user: string | null } | { user: string },
  now: string,
): Promise<string[]> {
  const { rows } = await query<{ id: string }>(
    `update api_key set revoked_at = $2
     where workspace_id = $1 and revoked_at is null and ($3::uuid is null or id = $3) and ($4::uuid is null or user_id = $4)
     returning id`,
    [workspace, now, 'id' in which ? which.id : null, which.user],
  );
  return rows.map((row) => row.id);
}

/** A key that a request came with. */
export interface LiveKey {
  id: string;
  workspace: string;
  user: string;
  scopes: string[];
  /** Milliseconds; undefined: for good. */
  expires: number | undefined;
}

/** Told apart from a revoked or expired key, which is no guess. */
export const unknownKey = 'unknown_key';
const hourMs = 3_600_000;

/** Refuses `unauthenticated`, with the reason `unknown_key` where there was never such a key. */
export async function useKey(query: Query, clock: Clock, key: string): Promise<LiveKey> {
  const now = clock.now().getTime();
  const { rows } = await query<Row>(`select ${columns} from api_key where hash = $1`, [
    hashOf(key),
  ]);
  const row = rows[0];
  if (!row) throw new Refusal('unauthenticated', 'there is no such key', { reason: unknownKey });
  const expires = row.expires_at === null ? undefined : Date.parse(row.expires_at);
  if (row.revoked_at !== null || (expires !== undefined && now >= expires)) throw notSignedIn();
  // A rough time is enough, and on a cluster each write of it goes to every machine.
  if (row.last_used_at === null || now - Date.parse(row.last_used_at) > hourMs)
    await query('update api_key set last_used_at = $2 where id = $1', [
      row.id,
      new Date(now).toISOString(),
    ]);
  return {
    id: row.id,
    workspace: row.workspace_id,
    user: row.user_id,
    scopes: row.scopes,
    expires,
  };
}
