import { Refusal } from '@relata/model';
import type { Query } from '#platform/db.ts';

export type InvitationStatus = 'pending' | 'accepted' | 'expired' | 'revoked';

/** An invitation as administrators see it. */
export interface Invitation {
  id: string;
  email: string;
  /** A shipped role by name, or one of the workspace's own by its id. */
  role: string;
  /** Ids of teams. */
  teams: string[];
  /** Id of the person who invited. */
  inviter: string;
  /** RFC 3339 UTC, as all times. */
  sentAt: string;
  expiresAt: string;
  status: InvitationStatus;
}

/** With what only the server needs. */
export interface KnownInvitation extends Invitation {
  workspace: string;
}

interface Row {
  workspace_id: string;
  id: string;
  email: string;
  role: string;
  teams: string[];
  inviter_id: string;
  sent_at: string;
  expires_at: string;
  accepted_at: string | null;
  revoked_at: string | null;
}

const columns =
  'workspace_id, id, email, role, teams, inviter_id, sent_at, expires_at, accepted_at, revoked_at';

function statusOf(row: Row, now: string): InvitationStatus {
  if (row.accepted_at !== null) return 'accepted';
  if (row.revoked_at !== null) return 'revoked';
  return Date.parse(row.expires_at) <= Date.parse(now) ? 'expired' : 'pending';
}

const known = (row: Row, now: string): KnownInvitation => ({
  workspace: row.workspace_id,
  id: row.id,
  email: row.email,
  role: row.role,
  teams: row.teams,
  inviter: row.inviter_id,
  sentAt: new Date(row.sent_at).toISOString(),
  expiresAt: new Date(row.expires_at).toISOString(),
  status: statusOf(row, now),
});

const shown = ({ workspace: _, ...invitation }: KnownInvitation): Invitation => invitation;

/** How many are listed; older ones have had their answer long ago. */
const mostListed = 500;

/** Those of a workspace, the last sent first. */
export async function listInvitations(
  query: Query,
  workspace: string,
  now: string,
): Promise<Invitation[]> {
  const { rows } = await query<Row>(
    `select ${columns} from invitation where workspace_id = $1 order by sent_at desc, id desc limit ${mostListed}`,
    [workspace],
  );
  return rows.map((row) => shown(known(row, now)));
}

type Which = { id: string } | { hash: string };

/** Null: there is none. */
export async function findInvitation(
  query: Query,
  workspace: string,
  which: Which,
  now: string,
  locked = false,
): Promise<KnownInvitation | null> {
  const [column, value] = 'id' in which ? ['id', which.id] : ['token_hash', which.hash];
  const { rows } = await query<Row>(
    `select ${columns} from invitation where workspace_id = $1 and ${column} = $2${locked ? ' for update' : ''}`,
    [workspace, value],
  );
  return rows[0] ? known(rows[0], now) : null;
}

/** The same, locked until the end of the transaction. Refuses `not_found`. */
export async function lockInvitation(
  query: Query,
  workspace: string,
  which: Which,
  now: string,
): Promise<KnownInvitation> {
  const found = await findInvitation(query, workspace, which, now, true);
  if (!found) throw unknownInvitation();
  return found;
}

/** Told apart from one that has ended: nobody was ever given this link. */
export const wrongToken = 'invitation';

export const unknownInvitation = (): Refusal =>
  new Refusal('not_found', 'there is no such invitation', { reason: wrongToken });

/** Refuses an invitation that cannot be accepted any more, and says why. */
export function demandPending({ status }: Pick<Invitation, 'status'>): void {
  if (status === 'pending') return;
  throw new Refusal('conflict', `this invitation is ${status}`, { reason: `invitation_${status}` });
}
