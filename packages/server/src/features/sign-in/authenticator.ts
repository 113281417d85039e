import type { Query } from '#platform/db.ts';
import type { Sealer } from '#platform/seal.ts';
import { newTotpSecret, stepOfCode } from './totp.ts';

interface Parts {
  query: Query;
  sealer: Sealer;
  now: Date;
}

/** Begins to set an authenticator app up; what was begun before ends. Null where there is one already. */
export async function beginAuthenticator(
  { query, sealer, now }: Parts,
  identity: string,
): Promise<string | null> {
  const secret = newTotpSecret();
  const { rowCount } = await query(
    `insert into auth_totp (identity_id, secret, created_at) values ($1, $2, $3)
     on conflict (identity_id) do update set secret = excluded.secret, created_at = excluded.created_at
     where auth_totp.confirmed_at is null`,
    [identity, sealer.seal(secret), now.toISOString()],
  );
  return rowCount === 1 ? secret : null;
}

/** True where the code shows that the app has the secret; from then on it is asked for. */
export async function confirmAuthenticator(
  { query, sealer, now }: Parts,
  identity: string,
  code: string,
): Promise<boolean> {
  const step = await stepFor({ query, sealer, now }, identity, code, 'confirmed_at is null');
  if (step === null) return false;
  const { rowCount } = await query(
    'update auth_totp set confirmed_at = $2, last_step = $3 where identity_id = $1 and confirmed_at is null',
    [identity, now.toISOString(), step],
  );
  return rowCount === 1;
}

/** True for a code of this time that has not been used; of two with the same code one gets it. */
export async function takeAuthenticatorCode(
  { query, sealer, now }: Parts,
  identity: string,
  code: string,
): Promise<boolean> {
  const step = await stepFor({ query, sealer, now }, identity, code, 'confirmed_at is not null');
  if (step === null) return false;
  const { rowCount } = await query(
    'update auth_totp set last_step = $2 where identity_id = $1 and last_step < $2',
    [identity, step],
  );
  return rowCount === 1;
}

async function stepFor(
  { query, sealer, now }: Parts,
  identity: string,
  code: string,
  condition: 'confirmed_at is null' | 'confirmed_at is not null',
): Promise<number | null> {
  const { rows } = await query<{ secret: string }>(
    `select secret from auth_totp where identity_id = $1 and ${condition}`,
    [identity],
  );
  if (!rows[0]) return null;
  try {
    return stepOfCode(sealer.open(rows[0].secret), code, now);
  } catch {
    // Sealed with a SECRET that is lost: no code fits, a recovery code or the operator helps.
    return null;
  }
}
