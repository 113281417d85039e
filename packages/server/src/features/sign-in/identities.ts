import { invalid, isEmail } from '@relata/model';
import { constraintOf } from '#platform/database-errors.ts';
import type { Query } from '#platform/db.ts';
import { beyondWorkspace } from '#platform/row-security/enter.ts';
import { newId } from '#platform/id.ts';
import { hashPassword } from './password-hash.ts';
import { refuseWeakPassword } from './password-strength.ts';

export interface NewIdentity {
  name: string;
  email: string;
  password: string;
  /** What else everybody knows about them, and a password must not be made of: the workspace's name. */
  about?: string[];
}

/** Refuses an address that is none, and a password that is guessed first. */
export function refuseBadIdentity({ name, email, password, about = [] }: NewIdentity): void {
  if (!isEmail(email))
    throw invalid('email', 'email', 'this is no e-mail address', { value: email });
  refuseWeakPassword(password, [name, email, ...about]);
}

/**
 * Makes somebody who can sign in with e-mail and password, in the transaction of the query, and gives
 * the identity's id. Refuses a taken address.
 */
export async function createIdentity(
  query: Query,
  person: NewIdentity,
  now: string,
): Promise<string> {
  refuseBadIdentity(person);
  const hash = await hashPassword(person.password);
  const id = newId();
  // Whoever signs in belongs to no workspace.
  await beyondWorkspace(query, async () => {
    try {
      await query(
        'insert into auth_user (id, name, email, created_at, updated_at) values ($1, $2, $3, $4, $4)',
        [id, person.name, person.email.toLowerCase(), now],
      );
    } catch (error) {
      if (constraintOf(error) !== 'auth_user_email_unique') throw error;
      throw invalid('email', 'taken', 'somebody has this address already');
    }
    await query(
      `insert into auth_account (id, user_id, provider_id, account_id, password, created_at, updated_at)
       values ($1, $2, 'credential', $3, $4, $5, $5)`,
      [newId(), id, id, hash, now],
    );
  });
  return id;
}
