import { createHash, randomBytes } from 'node:crypto';
import type { Query } from '#platform/db.ts';

/** What a secret proves to whoever brings it. */
export type Purpose =
  | 'reset'
  | 'recover'
  | 'email'
  | 'second_factor'
  | 'passkey_make'
  | 'passkey_use';

export interface Proof {
  /** Null: it is not known yet who will bring it. */
  identity: string | null;
  content: Record<string, unknown>;
}

interface Row {
  identity_id: string | null;
  content: Record<string, unknown>;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const proofOf = (row: Row | undefined): Proof | null =>
  row ? { identity: row.identity_id, content: row.content } : null;

/** Makes a secret of 256 bits, in base64url. Of it only the hash is kept. */
export async function issueProof(
  query: Query,
  purpose: Purpose,
  { identity, content }: Proof,
  { now, minutes }: { now: Date; minutes: number },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await query('delete from auth_proof where expires_at < $1', [now.toISOString()]);
  await query(
    `insert into auth_proof (hash, purpose, identity_id, content, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      hashOf(secret),
      purpose,
      identity,
      JSON.stringify(content),
      now.toISOString(),
      new Date(now.getTime() + minutes * 60_000).toISOString(),
    ],
  );
  return secret;
}

/** What the secret proves, as often as it is asked; null where it proves nothing (any more). */
export async function readProof(
  query: Query,
  purpose: Purpose,
  secret: string,
  now: Date,
): Promise<Proof | null> {
  const { rows } = await query<Row>(
    'select identity_id, content from auth_proof where hash = $1 and purpose = $2 and expires_at > $3',
    [hashOf(secret), purpose, now.toISOString()],
  );
  return proofOf(rows[0]);
}

/** The same, once: of many who bring it at the same moment one gets it. */
export async function takeProof(
  query: Query,
  purpose: Purpose,
  secret: string,
  now: Date,
): Promise<Proof | null> {
  const { rows } = await query<Row>(
    'delete from auth_proof where hash = $1 and purpose = $2 and expires_at > $3 returning identity_id, content',
    [hashOf(secret), purpose, now.toISOString()],
  );
  return proofOf(rows[0]);
}

/** Ends what was issued for somebody: for one purpose, or whatever it was for. */
export async function endProofs(query: Query, identity: string, purpose?: Purpose): Promise<void> {
  await query(
    'delete from auth_proof where identity_id = $1 and ($2::text is null or purpose = $2)',
    [identity, purpose ?? null],
  );
}
