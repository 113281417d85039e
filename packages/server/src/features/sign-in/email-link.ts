import { invalid, Refusal } from '@relata/model';
import { auditIdentity } from './audit-identity.ts';
import type { AuthParts } from './auth-parts.ts';
import { emailAddress, emailFrom, issueEmailChange } from './change-email.ts';
import { identityOf } from './demand-second.ts';
import { type Membership, membershipsOf } from './memberships.ts';

/**
 * A link that an administrator hands over where this server sends no mail: whoever opens it confirms the
 * address. Not for somebody who works in other workspaces as well, whose administrators have not been asked.
 */
export async function emailLink(
  { engine }: AuthParts,
  person: Pick<Membership, 'workspace' | 'user'>,
  typed: string,
): Promise<string> {
  const { database, mails, clock } = engine;
  const { query } = database;
  if (mails.works)
    throw new Refusal('conflict', 'the link is sent by mail, to the person who asks for it', {
      reason: 'mail_works',
    });
  const email = emailFrom(typed);
  const identity = await identityOf(engine, person);
  if (identity === null) throw new Refusal('not_found', 'nobody signs in as this person');
  if ((await membershipsOf(query, identity)).length > 1)
    throw new Refusal('forbidden', 'they work in other workspaces as well', {
      reason: 'works_elsewhere',
    });
  const secret = await issueEmailChange(query, identity, { email, session: null }, clock.now());
  if (secret === null) throw invalid('email', 'taken', 'somebody has this address already');
  await auditIdentity(engine, query, identity, {
    action: 'email_changed',
    details: { by: 'administrator', step: 'link made', after: email },
  });
  return emailAddress(mails.publicUrl, secret);
}
