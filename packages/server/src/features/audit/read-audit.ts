import type { AuditAction } from '@relata/model';
import type { AuditRow } from '#engine/audit/chain.ts';
import type { Query } from '#platform/db.ts';

/** An entry of the log, as administrators read it. */
export interface AuditRecord {
  /** 1, 2, 3 … within the workspace. */
  number: number;
  /** RFC 3339 UTC. */
  at: string;
  /** Null id: nobody who is known, or the server itself. */
  actor: { id: string | null; name: string };
  action: string;
  object: string | null;
  record: string | null;
  address: string | null;
  agent: string | null;
  details: Record<string, unknown>;
  /** A change of settings, which `POST /audit/{number}/undo` takes back. */
  undoable: boolean;
}

/**
 * Conversions of fields have an undo of their own; entries from before there was this one lack what they need, or keep
 * of before more than they changed; `final` ones say so themselves.
 */
export function isUndoable({ action, details }: Pick<AuditRecord, 'action' | 'details'>): boolean {
  if (action !== 'setting_changed' && action !== 'access_changed') return false;
  const { of, what, batch, before, kind, final } = details;
  if (typeof batch === 'string') return true;
  if (of === 'field') return what !== 'changed' || kind === undefined;
  if (of === 'object') return true;
  if (typeof before !== 'object' || before === null || final !== undefined) return false;
  return Object.keys(before).every((name) => name in details);
}

export interface AuditQuery {
  actor?: string | undefined;
  action?: AuditAction | undefined;
  /** RFC 3339; the first moment. */
  from?: string | undefined;
  /** RFC 3339; the first moment that is not asked for. */
  to?: string | undefined;
  /** Number of the last entry of the page before. */
  before?: number | undefined;
}

/** Newest first. */
export async function readAudit(
  query: Query,
  workspace: string,
  { actor, action, from, to, before }: AuditQuery,
  limit: number,
): Promise<AuditRecord[]> {
  const { rows } = await query<Omit<AuditRow, 'hash'>>(
    `select number, at, actor_id, actor_name, action, object, record_id, address, agent, details
     from audit_entry where workspace_id = $1
       and ($2::uuid is null or actor_id = $2) and ($3::text is null or action = $3)
       and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
       and ($6::bigint is null or number < $6)
     order by number desc limit $7`,
    [workspace, actor ?? null, action ?? null, from ?? null, to ?? null, before ?? null, limit],
  );
  return rows.map((row) => ({
    number: Number(row.number),
    at: new Date(row.at).toISOString(),
    actor: { id: row.actor_id, name: row.actor_name },
    action: row.action,
    object: row.object,
    record: row.record_id,
    address: row.address,
    agent: row.agent,
    details: row.details,
    undoable: isUndoable(row),
  }));
}
