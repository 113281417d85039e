import type { Actor, AuditAction } from '@relata/model';
import type { Query } from '../../platform/db.ts';
import { callerNow, type From } from '../../platform/http/caller.ts';
import type { Work } from '../work.ts';
import { sealed } from './chain.ts';

/** Something that somebody may have to answer for. */
export interface AuditEntry {
  action: AuditAction;
  /** Name of the object that it is about. */
  object?: string;
  /** Id of the record. */
  record?: string;
  /** What else there is to know; never a secret. */
  details?: Record<string, unknown>;
}

/** Who did it, and in which workspace. */
export interface AuditActor {
  workspace: string;
  /** Null: nobody who is known, or the server itself. */
  user: string | null;
  name: string;
}

/** Who answers for what somebody does who looks on as somebody else: they themselves. */
export const answerable = ({ workspace, user, name, viewedBy }: Actor): AuditActor => ({
  workspace,
  ...(viewedBy ?? { user, name }),
});

/** Writes it in the transaction of the work: it is there if and only if what it tells of is. */
export const audit = (
  { connection, actor, now }: Pick<Work, 'connection' | 'actor' | 'now'>,
  entry: AuditEntry,
): Promise<void> => auditBy(connection.query, actor, now, entry);

/**
 * The same without a work: at the door, and for what came to nothing. One statement, in the query's
 * transaction or by itself; whoever writes next in the workspace waits for its commit.
 *
 * @param at RFC 3339 UTC
 */
export async function auditBy(
  query: Query,
  { workspace, user, name }: AuditActor,
  at: string,
  { action, object, record, details }: AuditEntry,
  from: From | null = callerNow(),
): Promise<void> {
  const row = {
    at,
    actor: user,
    name,
    action,
    object: object ?? null,
    record: record ?? null,
    address: from?.address ?? null,
    agent: from?.agent ?? null,
    details: details ?? {},
  };
  const { rows } = await query<{ number: string }>(
    `with head as (
       insert into audit_head (workspace_id, number, hash) values ($1, 1, encode(sha256(convert_to('1' || $2::text, 'UTF8')), 'hex'))
       on conflict (workspace_id) do update set number = audit_head.number + 1,
         hash = encode(sha256(convert_to(audit_head.hash || (audit_head.number + 1)::text || $2::text, 'UTF8')), 'hex')
       returning number, hash)
     insert into audit_entry (workspace_id, number, at, actor_id, actor_name, action, object, record_id, address, agent, details, hash)
     select $1, number, $3, $4, $5, $6, $7, $8, $9, $10, $11, hash from head returning number`,
    [
      workspace,
      sealed(row),
      row.at,
      row.actor,
      row.name,
      row.action,
      row.object,
      row.record,
      row.address,
      row.agent,
      JSON.stringify(row.details),
    ],
  );
  for (const { number } of rows)
    from?.noted?.push({ number: Number(number), action, details: row.details });
}
