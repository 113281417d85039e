import { createHmac, hkdfSync } from 'node:crypto';
import type { Secrets } from '#platform/seal.ts';

/** Makes of an address what can be counted, and neither read nor guessed by who has the database alone. */
export type Hide = (workspace: string, text: string) => string;

/** HMAC-SHA-256 in hex, whatever the case of the letters. With a new secret the count of the day begins anew. */
export function openHiding({ secret }: Pick<Secrets, 'secret'>): Hide {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'relata form confirmations', 32));
  return (workspace, text) =>
    createHmac('sha256', key).update(`${workspace} ${text.toLowerCase()}`).digest('hex');
}
