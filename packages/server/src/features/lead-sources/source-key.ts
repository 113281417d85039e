import { isId, objectOf, Refusal } from '@relata/model';
import { hashOfKey, newAddressKey, workspaceOfKey } from '#platform/address-key.ts';
import type { Engine } from '#engine/engine.ts';
import { lockRecords, notThere } from '#engine/records/read.ts';
import { demand, type Work } from '#engine/work.ts';

const begin = 'in_';
/** Of a source that says nothing of it. */
const usualPerMinute = 120;

/** The way in that a key opens. */
export interface Door {
  workspace: string;
  source: string;
  /** Leads that it takes a minute. */
  perMinute: number;
}

/** Told apart so that guesses are counted. */
export const unknownKey = 'unknown_key';

const noSuchKey = () =>
  new Refusal('unauthenticated', 'there is no such key', { reason: unknownKey });

/** The source of a key. Whoever names the source as well must have its key. Refuses `unauthenticated`. */
export async function doorOf(
  { database }: Pick<Engine, 'database'>,
  key: string,
  source?: string,
): Promise<Door> {
  const workspace = workspaceOfKey(begin, key);
  if (workspace === null) throw noSuchKey();
  const { rows } = await database
    .of(workspace)
    .query<{ source_id: string; per_minute: string | null }>(
      `select k.source_id, s.per_minute from lead_source_key k join lead_source s on s.workspace_id = $1 and s.id = k.source_id
     where k.workspace_id = $1 and k.hash = $2 and s.deleted_at is null`,
      [workspace, hashOfKey(key)],
    );
  const [found] = rows;
  if (!found || (source !== undefined && source.toLowerCase() !== found.source_id))
    throw noSuchKey();
  return {
    workspace,
    source: found.source_id,
    perMinute: Number(found.per_minute ?? usualPerMinute),
  };
}

/** Makes a key for a source; the one before ends with it. The key is in this answer and nowhere else. */
export async function makeKey(work: Work, source: string): Promise<{ id: string; key: string }> {
  const object = objectOf(work.catalog, 'leadSource');
  demand(work, 'update', object);
  if (!isId(source)) throw notThere();
  const id = source.toLowerCase();
  const found = await lockRecords(work, object, { ids: [id], verb: 'update', fields: [] });
  if (!found.size) throw notThere();
  const key = newAddressKey(begin, work.workspace.id);
  await work.connection.query(
    `insert into lead_source_key (workspace_id, source_id, hash, hint, made_at) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, source_id) do update set hash = excluded.hash, hint = excluded.hint, made_at = excluded.made_at`,
    [work.workspace.id, id, hashOfKey(key), key.slice(-8, -4), work.now],
  );
  return { id, key };
}

/** What is known of a source's key, and of what came by it. */
export interface KeyFacts {
  source: string;
  /** Four characters of it, by which two are told apart. */
  hint: string;
  madeAt: string;
  received: number;
  lastReceivedAt: string | null;
  refused: number;
  lastRefusedAt: string | null;
  /** What the sender was told the last time. */
  lastRefusal: Pick<Refusal, 'code' | 'reason' | 'errors' | 'message'> | null;
}

/** Notes that something which came by a key was refused, and why: whoever looks after the source can see it. */
export async function noteRefused(
  { database, clock }: Pick<Engine, 'database' | 'clock'>,
  { workspace, source }: Door,
  { code, reason, errors, message }: Refusal,
): Promise<void> {
  await database.of(workspace).query(
    `update lead_source_key set refused = refused + 1, last_refused_at = $3, last_refusal = $4
       where workspace_id = $1 and source_id = $2`,
    [
      workspace,
      source,
      new Date(clock.now()),
      JSON.stringify({ code, reason, errors: errors.slice(0, 1), message }),
    ],
  );
}

export async function keysOf(work: Work): Promise<KeyFacts[]> {
  const { rows } = await work.connection.query<{
    source_id: string;
    hint: string;
    made_at: string;
    received: string;
    last_received_at: string | null;
    refused: string;
    last_refused_at: string | null;
    last_refusal: KeyFacts['lastRefusal'];
  }>(
    `select source_id, hint, made_at, received, last_received_at, refused, last_refused_at, last_refusal
     from lead_source_key where workspace_id = $1`,
    [work.workspace.id],
  );
  return rows.map((row) => ({
    source: row.source_id,
    hint: row.hint,
    madeAt: new Date(row.made_at).toISOString(),
    received: Number(row.received),
    lastReceivedAt: row.last_received_at && new Date(row.last_received_at).toISOString(),
    refused: Number(row.refused),
    lastRefusedAt: row.last_refused_at && new Date(row.last_refused_at).toISOString(),
    lastRefusal: row.last_refusal,
  }));
}
