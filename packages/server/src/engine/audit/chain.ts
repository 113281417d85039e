import { createHash } from 'node:crypto';
import type { Query } from '../../platform/db.ts';

/** A row of the log, as its hash covers it. */
export interface Sealable {
  /** RFC 3339 UTC, milliseconds. */
  at: string;
  actor: string | null;
  name: string;
  action: string;
  object: string | null;
  record: string | null;
  address: string | null;
  agent: string | null;
  details: unknown;
}

/** The text that is hashed: members in this order, those of `details` sorted as `jsonb` does not keep them. */
export const sealed = (row: Sealable): string =>
  JSON.stringify([
    row.at,
    row.actor,
    row.name,
    row.action,
    row.object,
    row.record,
    row.address,
    row.agent,
    sorted(row.details),
  ]);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

/** An entry as the log keeps it; `at` is RFC 3339 UTC. */
export interface AuditRow {
  number: string;
  at: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  object: string | null;
  record_id: string | null;
  address: string | null;
  agent: string | null;
  details: Record<string, unknown>;
  hash: string;
}

/** The end of a chain, and where it begins. */
interface Head {
  number: string;
  hash: string;
  cleared_number: string;
  cleared_hash: string;
}

export interface Checked {
  /** How many entries there are. */
  entries: number;
  /** The first entry that is not what was written, or is missing; null: none. */
  broken: number | null;
}

const atOnce = 5000;

/** Walks the whole chain of a workspace (T28 of the security targets): a row changed, added or taken out later breaks it. */
export async function checkChain(query: Query, workspace: string): Promise<Checked> {
  const head = await query<Head>(
    'select number, hash, cleared_number, cleared_hash from audit_head where workspace_id = $1',
    [workspace],
  );
  const [end] = head.rows;
  // What is older has been removed on purpose; the chain goes on from its last hash.
  const first = Number(end?.cleared_number ?? 0);
  let hash = end?.cleared_hash ?? '';
  let number = first;
  for (;;) {
    const { rows } = await query<AuditRow>(
      `select number, at, actor_id, actor_name, action, object, record_id, address, agent, details, hash
       from audit_entry where workspace_id = $1 and number > $2 order by number limit ${atOnce}`,
      [workspace, number],
    );
    for (const row of rows) {
      number++;
      const text = sealed({
        ...row,
        at: new Date(row.at).toISOString(),
        actor: row.actor_id,
        name: row.actor_name,
        record: row.record_id,
      });
      const expected = createHash('sha256').update(`${hash}${number}${text}`).digest('hex');
      if (Number(row.number) !== number || row.hash !== expected)
        return { entries: number - first, broken: number };
      hash = expected;
    }
    if (rows.length < atOnce) break;
  }
  const isWhole = end ? Number(end.number) === number && end.hash === hash : number === 0;
  return { entries: number - first, broken: isWhole ? null : number + 1 };
}
