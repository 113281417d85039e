import { invalid, isEmail, Refusal } from '@relata/model';
import { beyondWorkspace } from '#platform/row-security/enter.ts';
import { constraintOf } from '#platform/database-errors.ts';
import type { Connection, Query } from '#platform/db.ts';
import { working } from '#engine/work.ts';
import { auditIdentity } from './audit-identity.ts';
import type { AuthParts } from './auth-parts.ts';
import { firstActive, membershipsOf } from './memberships.ts';
import { endProofs, issueProof, readProof, takeProof } from './proofs.ts';
import { identityWith } from './prove-password.ts';
import { ownerOf } from './reset-links.ts';
import { tellOwner } from './tell-owner.ts';

export const emailMinutes = 60;

/** Refuses what is no address. */
export function emailFrom(typed: string): string {
  const email = typed.trim().toLowerCase();
  if (!isEmail(email))
    throw invalid('email', 'email', 'this is no e-mail address', { value: email });
  return email;
}

/**
 * Makes the secret of a link by which the identity gets this address; earlier ones end, and so does it when
 * address or password change first. Null where somebody has the address already.
 *
 * @param session id of the one that stays when the address has changed
 */
export async function issueEmailChange(
  query: Query,
  identity: string,
  { email, session }: { email: string; session: string | null },
  now: Date,
): Promise<string | null> {
  if ((await identityWith(query, email)) !== null) return null;
  await endProofs(query, identity, 'email');
  const { boundTo } = await ownerOf(query, identity);
  const content = { email, session, boundTo };
  return issueProof(query, 'email', { identity, content }, { now, minutes: emailMinutes });
}

/** Behind the `#`, which browsers keep to themselves. */
export const emailAddress = (publicUrl: string, secret: string): string =>
  `${publicUrl}/new-email#${secret}`;

const linkIsOver = (): Refusal =>
  new Refusal('not_found', 'the link is wrong, used or too old', { reason: 'link' });

/**
 * Gives an identity the address to which the link went, and all people that it is. The old address is told;
 * sessions end, but for the one in which the password was given for it. Refuses `taken`.
 */
export async function confirmEmail(
  parts: AuthParts,
  secret: string,
): Promise<{ identity: string; email: string }> {
  const { engine } = parts;
  const { query } = engine.database;
  const proof = await readProof(query, 'email', secret, engine.clock.now());
  if (!proof?.identity) throw linkIsOver();
  const { identity } = proof;
  const email = String(proof.content['email']);
  const memberships = await membershipsOf(query, identity);
  const first = await firstActive(engine, memberships);
  if (!first) throw linkIsOver();
  const people = parts.newcomers();
  await working(engine, first.actor, async (work) => {
    // Whoever signs in belongs to no workspace, and the log of each of theirs tells of it.
    await beyondWorkspace(work.connection.query, () =>
      moveIdentity(parts, work.connection, secret),
    );
    await people?.moved(work, first.membership.user, email);
  });
  for (const { workspace, user } of memberships) {
    if (workspace === first.membership.workspace) continue;
    const actor = { ...first.actor, workspace, user };
    await working(engine, actor, async (work) => people?.moved(work, user, email));
  }
  return { identity, email };
}

async function moveIdentity(
  { engine }: AuthParts,
  connection: Connection,
  secret: string,
): Promise<void> {
  const { query } = connection;
  const now = engine.clock.now();
  const taken = await takeProof(query, 'email', secret, now);
  const identity = taken?.identity;
  if (!taken || !identity) throw linkIsOver();
  await query('select 1 from auth_user where id = $1 for update', [identity]);
  const owner = await ownerOf(query, identity);
  const { email, session, boundTo } = taken.content;
  if (boundTo !== owner.boundTo) throw linkIsOver();
  try {
    await query(
      'update auth_user set email = $2, email_verified = true, updated_at = $3 where id = $1',
      [identity, email, now.toISOString()],
    );
  } catch (error) {
    if (constraintOf(error) !== 'auth_user_email_unique') throw error;
    throw invalid('email', 'taken', 'somebody has this address already');
  }
  await query('delete from auth_session where user_id = $1 and id is distinct from $2::uuid', [
    identity,
    session,
  ]);
  await endProofs(query, identity);
  const details = { before: owner.email, after: email };
  await auditIdentity(engine, query, identity, { action: 'email_changed', details });
  await tellOwner(engine, connection, identity, 'emailChanged', {
    to: owner.email,
    email: String(email),
  });
}
