import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Config } from '#platform/config.ts';
import type { Query } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import { issueProof, takeProof } from './proofs.ts';

const minutes = 5;

export interface Passkey {
  id: string;
  name: string;
  /** RFC 3339 UTC */
  createdAt: string;
  usedAt: string | null;
}

interface Parts {
  query: Query;
  now: Date;
  config: Pick<Config, 'publicUrl'>;
}

/** What an authenticator answers to a challenge: W3C WebAuthn's JSON, checked by the library. */
type Making = Parameters<typeof verifyRegistrationResponse>[0]['response'];
type Using = Parameters<typeof verifyAuthenticationResponse>[0]['response'];

/** Browsers know passkeys of names, not of IP addresses, and only over HTTPS or on this machine. */
export function passkeysWork({ publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  const { hostname, protocol } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) return false;
  return protocol === 'https:' || hostname === 'localhost';
}

const placeOf = ({ publicUrl }: Pick<Config, 'publicUrl'>) => {
  const { hostname, origin } = new URL(publicUrl);
  return { rpID: hostname, origin };
};

export async function listPasskeys(query: Query, identity: string): Promise<Passkey[]> {
  const { rows } = await query<{
    id: string;
    name: string;
    created_at: string;
    used_at: string | null;
  }>('select id, name, created_at, used_at from auth_passkey where identity_id = $1 order by id', [
    identity,
  ]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: new Date(row.created_at).toISOString(),
    usedAt: row.used_at && new Date(row.used_at).toISOString(),
  }));
}

/** The challenge with which an authenticator makes a key; it is taken once. */
export async function beginPasskey(
  { query, now, config }: Parts,
  { identity, email, name }: { identity: string; email: string; name: string },
) {
  const challenge = await issueProof(
    query,
    'passkey_make',
    { identity, content: {} },
    { now, minutes },
  );
  const { rows } = await query<{ credential_id: string; transports: string[] }>(
    'select credential_id, transports from auth_passkey where identity_id = $1',
    [identity],
  );
  return generateRegistrationOptions({
    rpName: 'Relata',
    rpID: placeOf(config).rpID,
    userID: Uint8Array.from(Buffer.from(identity)),
    userName: email,
    userDisplayName: name,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    attestationType: 'none',
    excludeCredentials: rows.map((row) => ({ id: row.credential_id })),
    // Found without a name being typed, and opened by finger, face or PIN: two factors in one.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Keeps the key that an authenticator has made; false where the answer does not fit the challenge. */
export async function finishPasskey(
  { query, now, config }: Parts,
  identity: string,
  name: string,
  response: Making,
): Promise<boolean> {
  const { rpID, origin } = placeOf(config);
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: async (challenge) =>
      (await takeProof(query, 'passkey_make', challenge, now))?.identity === identity,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(notVerified);
  if (!verified || !registrationInfo) return false;
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  const { rowCount } = await query(
    `insert into auth_passkey (id, identity_id, credential_id, public_key, counter, transports, name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      newId(),
      identity,
      id,
      Buffer.from(publicKey).toString('base64url'),
      counter,
      transports,
      name,
      now.toISOString(),
    ],
  );
  return rowCount === 1;
}

/** The challenge with which somebody signs in: the authenticator says who they are. */
export async function askForPasskey({ query, now, config }: Parts) {
  const challenge = await issueProof(
    query,
    'passkey_use',
    { identity: null, content: {} },
    { now, minutes },
  );
  return generateAuthenticationOptions({
    rpID: placeOf(config).rpID,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    userVerification: 'required',
  });
}

/** Whose passkey it is; null where it is nobody's or the answer does not fit the challenge. */
export async function takePasskey(
  { query, now, config }: Parts,
  response: Using,
): Promise<string | null> {
  const { rows } = await query<{
    id: string;
    identity_id: string;
    public_key: string;
    counter: string;
  }>(
    'select id, identity_id, public_key, counter from auth_passkey where credential_id = $1 for update',
    [response.id],
  );
  const row = rows[0];
  if (!row) return null;
  const { rpID, origin } = placeOf(config);
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: async (challenge) =>
      (await takeProof(query, 'passkey_use', challenge, now)) !== null,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: response.id,
      publicKey: Uint8Array.from(Buffer.from(row.public_key, 'base64url')),
      counter: Number(row.counter),
    },
  }).catch(notVerified);
  if (!verified || !authenticationInfo) return null;
  await query('update auth_passkey set counter = $2, used_at = $3 where id = $1', [
    row.id,
    authenticationInfo.newCounter,
    now.toISOString(),
  ]);
  return row.identity_id;
}

/** The library throws where something does not fit, and where the answer is not what WebAuthn says. */
const notVerified = () => ({
  verified: false as const,
  registrationInfo: undefined,
  authenticationInfo: undefined,
});
