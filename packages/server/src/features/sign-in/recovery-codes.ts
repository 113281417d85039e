import { createHash, randomBytes } from 'node:crypto';
import type { Query } from '#platform/db.ts';
import type { Sealer } from '#platform/seal.ts';
import { base32 } from './totp.ts';

const howMany = 10;

/** 80 bits each. */
const hashOf = (code: string): string => createHash('sha256').update(plain(code)).digest('hex');

/** As they may be typed: blanks and dashes anywhere, in any case; 0, 1 and 8 are no letters of theirs. */
const plain = (code: string): string => code.toUpperCase().replace(/[^A-Z2-7]/g, '');

/**
 * Makes new ones instead of those that there are; this answer is the only place where they can be read. Their
 * hashes are sealed: without the key, which is not in the database, nobody can search through them.
 */
export async function renewRecoveryCodes(
  query: Query,
  identity: string,
  sealer: Sealer,
): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () =>
    (base32(randomBytes(10)).match(/.{4}/g) ?? []).join('-'),
  );
  await endRecoveryCodes(query, identity);
  await query('insert into auth_recovery_code (identity_id, hash) select $1, unnest($2::text[])', [
    identity,
    codes.map((code) => sealer.seal(hashOf(code))),
  ]);
  return codes;
}

/** True for one that was theirs; it is not any more, whoever else brings it at the same moment. */
export async function takeRecoveryCode(
  query: Query,
  identity: string,
  code: string,
  sealer: Sealer,
): Promise<boolean> {
  const hash = hashOf(code);
  // Locked: what is sealed anew in the background has another text from one moment to the next.
  const { rows } = await query<{ hash: string }>(
    'select hash from auth_recovery_code where identity_id = $1 for update',
    [identity],
  );
  const known = rows.find((row) => opens(sealer, row.hash, hash));
  if (!known) return false;
  const { rowCount } = await query(
    'delete from auth_recovery_code where identity_id = $1 and hash = $2',
    [identity, known.hash],
  );
  return rowCount === 1;
}

function opens(sealer: Sealer, sealed: string, hash: string): boolean {
  try {
    return sealer.open(sealed) === hash;
  } catch {
    // Sealed with a secret that is lost.
    return false;
  }
}

export async function endRecoveryCodes(query: Query, identity: string): Promise<void> {
  await query('delete from auth_recovery_code where identity_id = $1', [identity]);
}
