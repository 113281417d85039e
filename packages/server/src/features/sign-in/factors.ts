import type { Query } from '#platform/db.ts';

/** What somebody has beside their password. */
export interface Factors {
  /** An authenticator app whose first code has been seen. */
  totp: boolean;
  passkeys: number;
  /** How many recovery codes are left. */
  recoveryCodes: number;
}

export async function factorsOf(query: Query, identity: string): Promise<Factors> {
  const { rows } = await query<{ totp: boolean; passkeys: string; codes: string }>(
    `select exists (select 1 from auth_totp where identity_id = $1 and confirmed_at is not null) as totp,
       (select count(*) from auth_passkey where identity_id = $1) as passkeys,
       (select count(*) from auth_recovery_code where identity_id = $1) as codes`,
    [identity],
  );
  const [row] = rows;
  return {
    totp: row?.totp ?? false,
    passkeys: Number(row?.passkeys ?? 0),
    recoveryCodes: Number(row?.codes ?? 0),
  };
}

export const isSecond = ({ totp, passkeys }: Factors): boolean => totp || passkeys > 0;

export const hasSecondFactor = async (query: Query, identity: string): Promise<boolean> =>
  isSecond(await factorsOf(query, identity));

/** Takes all of them away: only for whoever runs the server, and for the last one that somebody removes. */
export async function endFactors(query: Query, identity: string): Promise<void> {
  for (const table of ['auth_totp', 'auth_passkey', 'auth_recovery_code'])
    await query(`delete from ${table} where identity_id = $1`, [identity]);
}
