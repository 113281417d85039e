import { Refusal } from '@relata/model';
import { constraintOf } from '#platform/database-errors.ts';
import type { Connection, Query } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import type { Engine } from '#engine/engine.ts';
import type { AuthParts } from './auth-parts.ts';
import { firstActive, membershipsOf } from './memberships.ts';
import { identityWith } from './prove-password.ts';
import type { Claimed } from './provider.ts';
import { tellOwner } from './tell-owner.ts';

const providerId = ({ issuer }: Claimed): string => `oidc:${issuer}`;

/**
 * Who comes from the provider: known by issuer and subject, never by e-mail address alone, which another
 * provider or its next owner could claim too. Somebody who is not known yet needs an invitation for an
 * address that the provider has checked.
 */
export async function identityFor(
  { engine, newcomers }: Pick<AuthParts, 'engine' | 'newcomers'>,
  claimed: Claimed,
  invitation: string | null,
): Promise<string> {
  const { query } = engine.database;
  const known = await linkedTo(query, claimed);
  if (known !== null) {
    if (await firstActive(engine, await membershipsOf(query, known))) return known;
    throw refuse('provider_unknown');
  }
  const invitations = newcomers();
  if (invitation === null || !invitations) throw refuse('provider_unknown');
  const email = await invitations.invitedEmail(invitation);
  if (claimed.verifiedEmail !== email) throw refuse('provider_unverified');
  // Their own way in proves that it is theirs; then they connect the two in their settings.
  if ((await identityWith(query, email)) !== null) throw refuse('provider_known');
  const identity = newId();
  await engine.database.tx(async (connection) => {
    const now = engine.clock.now().toISOString();
    await connection.query(
      'insert into auth_user (id, name, email, email_verified, created_at, updated_at) values ($1, $2, $3, true, $4, $4)',
      [identity, claimed.name, email, now],
    );
    await connect(engine, connection, identity, claimed);
  });
  try {
    await invitations.accept(invitation, { identity, name: claimed.name });
  } catch (error) {
    await query('delete from auth_user where id = $1', [identity]);
    throw error;
  }
  return identity;
}

const refuse = (reason: string): Refusal =>
  new Refusal('forbidden', 'the provider’s account is not connected with one here', { reason });

async function linkedTo(query: Query, claimed: Claimed): Promise<string | null> {
  const { rows } = await query<{ user_id: string }>(
    'select user_id from auth_account where provider_id = $1 and account_id = $2',
    [providerId(claimed), claimed.subject],
  );
  return rows[0]?.user_id ?? null;
}

/** Connects an identity with an account at the provider. Refuses one that is connected with somebody else. */
export async function connect(
  engine: Engine,
  connection: Connection,
  identity: string,
  claimed: Claimed,
): Promise<void> {
  const { query } = connection;
  const known = await linkedTo(query, claimed);
  if (known === identity) return;
  if (known !== null) throw refuse('provider_taken');
  try {
    await query(
      `insert into auth_account (id, user_id, provider_id, account_id, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $5)`,
      [newId(), identity, providerId(claimed), claimed.subject, engine.clock.now().toISOString()],
    );
  } catch (error) {
    throw constraintOf(error) === 'auth_account_provider_unique' ? refuse('provider_taken') : error;
  }
  await tellOwner(engine, connection, identity, 'providerLinked');
}

/** Beside second factors: a password, an account at the provider. */
export async function otherWaysOf(
  query: Query,
  identity: string,
): Promise<{ password: boolean; provider: boolean }> {
  const { rows } = await query<{ provider_id: string }>(
    'select provider_id from auth_account where user_id = $1',
    [identity],
  );
  return {
    password: rows.some((row) => row.provider_id === 'credential'),
    provider: rows.some((row) => row.provider_id.startsWith('oidc:')),
  };
}
