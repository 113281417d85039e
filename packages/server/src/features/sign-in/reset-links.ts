import { createHash } from 'node:crypto';
import { Refusal } from '@relata/model';
import type { Query } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import type { Engine } from '#engine/engine.ts';
import { revokeKeys } from './api-keys.ts';
import { auditIdentity } from './audit-identity.ts';
import { endFactors } from './factors.ts';
import { membershipsOf } from './memberships.ts';
import { hashPassword } from './password-hash.ts';
import { refuseWeakPassword } from './password-strength.ts';
import { endProofs, issueProof, type Purpose, readProof, takeProof } from './proofs.ts';
import { tellOwner } from './tell-owner.ts';

export const resetMinutes = 60;

/** By mail, or (`recover`) from whoever runs the server, which also ends lost second factors. */
type ResetPurpose = Extract<Purpose, 'reset' | 'recover'>;

/**
 * Makes a link's secret; earlier ones end. It sets a new password once, as long as address and password
 * stay what they are now (target T6).
 */
export async function issueReset(
  query: Query,
  purpose: ResetPurpose,
  identity: string,
  now: Date,
): Promise<string> {
  await endProofs(query, identity, purpose);
  const { boundTo } = await ownerOf(query, identity);
  return issueProof(
    query,
    purpose,
    { identity, content: { boundTo } },
    { now, minutes: resetMinutes },
  );
}

/**
 * Sets a new password by a link. Whoever else is signed in is out, keys end; second factors stay, unless it
 * was the server's operator who gave the link.
 */
export async function resetPassword(
  engine: Engine,
  secret: string,
  password: string,
): Promise<{ identity: string }> {
  const { database, clock } = engine;
  const now = clock.now();
  const purpose = (await readProof(database.query, 'reset', secret, now)) ? 'reset' : 'recover';
  const known = await readProof(database.query, purpose, secret, now);
  if (!known?.identity) throw linkIsOver();
  const { identity } = known;
  const owner = await ownerOf(database.query, identity);
  refuseWeakPassword(password, [owner.email, owner.name], 'password');
  const hash = await hashPassword(password);
  await database.tx(async (connection) => {
    const { query } = connection;
    const taken = await takeProof(query, purpose, secret, now);
    await query('select 1 from auth_user where id = $1 for update', [identity]);
    const { boundTo } = await ownerOf(query, identity);
    if (!taken || taken.content['boundTo'] !== boundTo) throw linkIsOver();
    await setPassword(query, identity, hash, now);
    await query('delete from auth_session where user_id = $1', [identity]);
    await endProofs(query, identity);
    for (const { workspace, user } of await membershipsOf(query, identity))
      await revokeKeys(query, workspace, { user }, now.toISOString());
    if (purpose === 'recover') await endFactors(query, identity);
    await auditIdentity(engine, query, identity, {
      action: 'password_reset',
      details: { by: purpose === 'recover' ? 'operator' : 'mail' },
    });
    await tellOwner(engine, connection, identity, 'passwordReset');
  });
  return { identity };
}

const linkIsOver = (): Refusal =>
  new Refusal('not_found', 'the link is wrong, used or too old', { reason: 'link' });

async function setPassword(query: Query, identity: string, hash: string, now: Date): Promise<void> {
  const at = now.toISOString();
  const { rowCount } = await query(
    `update auth_account set password = $2, updated_at = $3 where user_id = $1 and provider_id = 'credential'`,
    [identity, hash, at],
  );
  if (rowCount === 0)
    await query(
      `insert into auth_account (id, user_id, provider_id, account_id, password, created_at, updated_at)
       values ($1, $2, 'credential', $3, $4, $5, $5)`,
      [newId(), identity, identity, hash, at],
    );
}

/** `boundTo` changes with the address and with the password. */
export async function ownerOf(
  query: Query,
  identity: string,
): Promise<{ email: string; name: string; boundTo: string }> {
  const { rows } = await query<{ email: string; name: string; password: string | null }>(
    `select u.email, u.name, a.password from auth_user u
     left join auth_account a on a.user_id = u.id and a.provider_id = 'credential' where u.id = $1`,
    [identity],
  );
  const { email = '', name = '', password = null } = rows[0] ?? {};
  const boundTo = createHash('sha256')
    .update(JSON.stringify([identity, email, password]))
    .digest('hex');
  return { email, name, boundTo };
}
