import { CannotStart } from '#platform/cannot-start.ts';
import type { Clock } from '#platform/clock.ts';
import type { Query } from '#platform/db.ts';
import { auditIdentity } from './audit-identity.ts';
import { resetAddress } from './letters.ts';
import { identityWith } from './prove-password.ts';
import { issueReset, resetMinutes } from './reset-links.ts';

/**
 * For whoever runs the server, when nobody can sign in any more: a link that sets a new password once and
 * takes lost second factors away. Whoever may run this command may read the database as well.
 *
 * @throws {CannotStart} where nobody has this address
 */
export async function recover(
  { query, clock, publicUrl }: { query: Query; clock: Clock; publicUrl: string },
  email: string,
): Promise<string> {
  const identity = await identityWith(query, email.trim());
  if (identity === null) throw new CannotStart(`Nobody signs in as ${email}.`);
  const secret = await issueReset(query, 'recover', identity, clock.now());
  await auditIdentity({ clock }, query, identity, {
    action: 'password_reset',
    details: { by: 'operator', step: 'link made' },
  });
  return `${resetAddress(publicUrl, secret)}\nIt works once, for ${resetMinutes} minutes, and also removes lost second factors of ${email}.`;
}
