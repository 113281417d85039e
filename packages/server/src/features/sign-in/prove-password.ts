import { Refusal } from '@relata/model';
import type { Query } from '#platform/db.ts';
import { type Attempts, networkOf } from './attempts.ts';
import { verifyPassword } from './password-hash.ts';

/** The identity that has this address; null where nobody has. */
export async function identityWith(query: Query, email: string): Promise<string | null> {
  const { rows } = await query<{ id: string }>('select id from auth_user where email = $1', [
    email.toLowerCase(),
  ]);
  return rows[0]?.id ?? null;
}

export async function emailOf(query: Query, identity: string): Promise<string | null> {
  const { rows } = await query<{ email: string }>('select email from auth_user where id = $1', [
    identity,
  ]);
  return rows[0]?.email ?? null;
}

const wrong = 'credentials';

/**
 * Refuses a password that is not the identity's, without beginning a session: for somebody who has an
 * account and is about to get a place to sign in to. Guesses count as those at the door.
 *
 * @param where e-mail address, and the IP address from which it is tried
 */
export async function provePassword(
  { query, attempts }: { query: Query; attempts: Attempts },
  { email, address }: { email: string; address: string },
  password: string,
): Promise<void> {
  await attempts.at({ account: email, address: networkOf(address) }, wrong, async () => {
    const { rows } = await query<{ password: string | null }>(
      `select a.password from auth_account a join auth_user u on u.id = a.user_id
       where u.email = $1 and a.provider_id = 'credential'`,
      [email],
    );
    const hash = rows[0]?.password;
    if (hash && (await verifyPassword(hash, password))) return;
    throw new Refusal('invalid', 'this is not the password of your account', {
      reason: wrong,
      errors: [
        { field: 'password', code: 'password_wrong', message: 'this is not the current password' },
      ],
    });
  });
}
