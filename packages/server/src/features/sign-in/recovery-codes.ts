import { createHmac, randomBytes } from 'node:crypto';
import type { Query } from '#platform/db.ts';
import { base32 } from './totp.ts';

const howMany = 10;

/** 80 bits each; the key is not in the database, so the hashes alone cannot be searched through. */
const hashOf = (code: string, secret: string): string =>
  createHmac('sha256', `recovery codes ${secret}`).update(plain(code)).digest('hex');

/** As they may be typed: blanks and dashes anywhere, in any case; 0, 1 and 8 are no letters of theirs. */
const plain = (code: string): string => code.toUpperCase().replace(/[^A-Z2-7]/g, '');

/** Makes new ones instead of those that there are; this answer is the only place where they can be read. */
export async function renewRecoveryCodes(
  query: Query,
  identity: string,
  secret: string,
): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () =>
    (base32(randomBytes(10)).match(/.{4}/g) ?? []).join('-'),
  );
  await endRecoveryCodes(query, identity);
  await query('insert into auth_recovery_code (identity_id, hash) select $1, unnest($2::text[])', [
    identity,
    codes.map((code) => hashOf(code, secret)),
  ]);
  return codes;
}

/** True for one that was theirs; it is not any more. */
export async function takeRecoveryCode(
  query: Query,
  identity: string,
  code: string,
  secret: string,
): Promise<boolean> {
  const { rowCount } = await query(
    'delete from auth_recovery_code where identity_id = $1 and hash = $2',
    [identity, hashOf(code, secret)],
  );
  return rowCount === 1;
}

export async function endRecoveryCodes(query: Query, identity: string): Promise<void> {
  await query('delete from auth_recovery_code where identity_id = $1', [identity]);
}
