import { invalid, isEmail, Refusal } from '@relata/model';
import { constraintOf } from '#platform/database-errors.ts';
import { newId } from '#platform/id.ts';
import { audit } from '#engine/audit/audit.ts';
import type { Work } from '#engine/work.ts';
import { administersBy } from '../role-facts.ts';
import { demandPending, type KnownInvitation, lockInvitation } from './invitation.ts';
import { makeToken } from './token.ts';

export interface Invited {
  id: string;
  email: string;
  role: string;
  /** Goes into the link; kept nowhere. */
  token: string;
}

const dayMs = 86_400_000;
const validMs = 7 * dayMs;

const untilFrom = (now: string): string => new Date(Date.parse(now) + validMs).toISOString();

/**
 * Asks somebody in, for seven days. Asking the same address again replaces what was asked before, and
 * its link. Refuses the address of somebody who is here already: `already_here`, or `inactive_person`
 * with the id by which they can be reactivated.
 */
export async function invite(
  work: Work,
  wanted: { email: string; role: string; teams: string[] },
): Promise<Invited> {
  const email = wanted.email.trim().toLowerCase();
  if (!isEmail(email))
    throw invalid('email', 'email', 'this is no e-mail address', { value: email });
  await administersBy(work.connection.query, work.workspace.id, wanted.role);
  await demandTeams(work, wanted.teams);
  await refuseKnown(work, email);
  await demandToday(work);
  const { text: token, hash } = makeToken(work.workspace.id);
  const id = await store(work, { ...wanted, email, hash });
  await audit(work, { action: 'invited', details: { email, role: wanted.role } });
  return { id, email, role: wanted.role, token };
}

async function demandTeams({ connection, workspace }: Work, teams: string[]): Promise<void> {
  if (!teams.length) return;
  const { rows } = await connection.query<{ id: string }>(
    'select id from team where workspace_id = $1 and id = any($2) and deleted_at is null',
    [workspace.id, teams],
  );
  const known = new Set(rows.map((row) => row.id));
  if (teams.some((id) => !known.has(id.toLowerCase())))
    throw invalid('teams', 'not_found', 'the record that it names is not there');
}

/** A workspace's invitations of 24 hours, those sent again included: nobody makes a mail gun of it. */
export const mostADay = 500;

/** Refuses `too_many` with the seconds to wait. What was sent is counted in the log, which nobody can empty. */
async function demandToday({ connection, workspace, now }: Work): Promise<void> {
  const { rows } = await connection.query<{ at: string }>(
    `select at from audit_entry where workspace_id = $1 and action = 'invited'
     order by number desc offset ${mostADay - 1} limit 1`,
    [workspace.id],
  );
  const free = rows[0] ? Date.parse(rows[0].at) + dayMs : 0;
  const waitMs = free - Date.parse(now);
  if (waitMs <= 0) return;
  throw new Refusal('too_many', `no more than ${mostADay} invitations a day`, {
    reason: 'invitations',
    details: { retryAfter: Math.ceil(waitMs / 1000) },
  });
}

async function refuseKnown({ connection, workspace }: Work, email: string): Promise<void> {
  const { rows } = await connection.query<{ id: string; active: boolean }>(
    'select id, active from "user" where workspace_id = $1 and lower(email) = $2 and deleted_at is null',
    [workspace.id, email],
  );
  const [known] = rows;
  if (!known) return;
  if (known.active)
    throw new Refusal('conflict', 'this person works here already', { reason: 'already_here' });
  throw new Refusal('conflict', 'this person worked here before: reactivate them', {
    reason: 'inactive_person',
    details: { user: known.id },
  });
}

/** The open invitation of the address, changed, or a new one. */
async function store(
  { connection: { query }, workspace, actor, now }: Work,
  wanted: { email: string; role: string; teams: string[]; hash: string },
): Promise<string> {
  const { email, role, teams, hash } = wanted;
  const values = [
    workspace.id,
    email,
    role,
    JSON.stringify(teams),
    actor.user,
    hash,
    now,
    untilFrom(now),
  ];
  const changed = await query<{ id: string }>(
    `update invitation set role = $3, teams = $4, inviter_id = $5, token_hash = $6, sent_at = $7, expires_at = $8
     where workspace_id = $1 and email = $2 and accepted_at is null and revoked_at is null returning id`,
    values,
  );
  if (changed.rows[0]) return changed.rows[0].id;
  const id = newId();
  try {
    await query(
      `insert into invitation (workspace_id, email, role, teams, inviter_id, token_hash, sent_at, expires_at, id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [...values, id],
    );
  } catch (error) {
    if (constraintOf(error) !== 'invitation_open_unique') throw error;
    throw new Refusal('unavailable', 'somebody else is inviting this person at this moment', {
      reason: 'busy',
    });
  }
  return id;
}

/** A new link for an invitation that has not been accepted, and seven days more. The old link is dead. */
export async function resend(work: Work, id: string): Promise<Invited> {
  const { query } = work.connection;
  const { email, role, status } = await lockInvitation(query, work.workspace.id, { id }, work.now);
  if (status !== 'expired') demandPending({ status });
  await refuseKnown(work, email);
  await demandToday(work);
  const { text: token, hash } = makeToken(work.workspace.id);
  await query(
    `update invitation set inviter_id = $3, token_hash = $4, sent_at = $5, expires_at = $6
     where workspace_id = $1 and id = $2`,
    [work.workspace.id, id, work.actor.user, hash, work.now, untilFrom(work.now)],
  );
  await audit(work, { action: 'invited', details: { email, role } });
  return { id, email, role, token };
}

/** Takes an invitation back; its link is dead from now on. */
export async function revoke(work: Work, id: string): Promise<KnownInvitation> {
  const { query } = work.connection;
  const found = await lockInvitation(query, work.workspace.id, { id }, work.now);
  if (found.status !== 'expired') demandPending(found);
  await query('update invitation set revoked_at = $3 where workspace_id = $1 and id = $2', [
    work.workspace.id,
    id,
    work.now,
  ]);
  await audit(work, { action: 'invitation_revoked', details: { email: found.email } });
  return { ...found, status: 'revoked' };
}
