import { fieldOf, objectOf, Refusal, systemActor } from '@relata/model';
import { auditBy } from '#engine/audit/audit.ts';
import { refsOf } from '#engine/fields/storage.ts';
import { lockRecords } from '#engine/records/read.ts';
import { updateMany } from '#engine/records/update.ts';
import { type Work, working } from '#engine/work.ts';
import { actorFor } from '#engine/catalog/actor-for.ts';
import { addPerson } from '../add-person.ts';
import type { PeopleParts } from '../index.ts';
import { administersBy } from '../role-facts.ts';
import { lockSeats } from '../seats/count-seats.ts';
import { demandPending, type KnownInvitation, lockInvitation } from './invitation.ts';
import type { Token } from './token.ts';

/** Whoever accepts: an identity that has been proved, or what a new one is made of. */
export type Accepting =
  | { identity: string; name: string }
  | { name: string; email: string; password: string };

export interface Accepted {
  /** Of the new person's record. */
  user: string;
  identity: string;
  email: string;
  workspace: string;
}

/**
 * Makes the person that the invitation asked in. It counts once, for the address, workspace and role
 * that it was made for; of many at the same moment one succeeds. Refuses where no seat is left.
 */
export async function accept(
  { engine, signIn }: PeopleParts,
  token: Token,
  who: Accepting,
  language: string | undefined,
): Promise<Accepted> {
  return working(engine, systemActor(token.workspace, 'invitation'), async (work) => {
    const { query } = work.connection;
    await lockSeats(query, token.workspace);
    const invitation = await lockInvitation(query, token.workspace, token, work.now);
    demandPending(invitation);
    await demandInviter(work, invitation);
    const { name } = who;
    const { email, role } = invitation;
    const identity =
      'identity' in who
        ? who.identity
        : await signIn.createIdentity(query, { ...who, email, about: [work.workspace.name] });
    const user = await addPerson(work, { name, email, role, ...(language && { language }) });
    await signIn.join(query, { identity, workspace: token.workspace, user });
    await signIn.choose(query, identity, token.workspace);
    await addToTeams(work, user, invitation.teams);
    await query(
      'update invitation set accepted_at = $3, accepted_by = $4 where workspace_id = $1 and id = $2',
      [token.workspace, invitation.id, work.now, user],
    );
    await auditBy(query, { workspace: token.workspace, user, name }, work.now, {
      action: 'invitation_accepted',
      object: 'user',
      record: user,
      details: { email, role },
    });
    return { user, identity, email, workspace: token.workspace };
  });
}

/** Nobody gives what they do not have: an invitation that lets change settings ends with its inviter's own right to. */
async function demandInviter(work: Work, { inviter, role }: KnownInvitation): Promise<void> {
  const { database, workspaces } = work.engine;
  if (!(await administersBy(work.connection.query, work.workspace.id, role))) return;
  const actor = await actorFor(
    database.of(work.workspace.id),
    workspaces,
    work.workspace.id,
    inviter,
  ).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'unauthenticated') return null;
    throw error;
  });
  if (!actor?.role.administers)
    throw new Refusal('conflict', 'whoever invited may not do so any more', {
      reason: 'invitation_revoked',
    });
}

/** Teams that have gone since are left out. */
async function addToTeams(work: Work, user: string, teams: string[]): Promise<void> {
  if (!teams.length) return;
  const team = objectOf(work.catalog, 'team');
  const field = fieldOf(team, 'members');
  const found = await lockRecords(work, team, { ids: teams, verb: 'update', fields: ['members'] });
  const updates = [...found].map(([id, { members }]) => ({
    id,
    changes: { members: [...refsOf(members, field).map((one) => one.id), user] },
  }));
  await updateMany(work, 'team', updates);
}
