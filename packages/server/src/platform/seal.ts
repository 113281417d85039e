import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** What a server seals and signs with. */
export interface Secrets {
  /** At least 32 characters. */
  secret: string;
  /** Others that still open what they have sealed, and whose signatures still count. */
  olderSecrets?: string[];
}

/** Encrypts what the database keeps of secrets; the key is not in the database. */
export interface Sealer {
  seal(text: string): string;
  /** Throws where it was sealed with a key that is not known (any more) or has been changed. */
  open(sealed: string): string;
  /** How everything begins that is sealed with the secret of now. */
  beginning: string;
}

const cipher = 'aes-256-gcm';

/**
 * AES-256-GCM with a key of its own for each purpose, made of the server's secret. A sealed text reads
 * `1.<which key>.<nonce>.<encrypted>.<tag>`, so that one of an older secret is known as such (T27 of the
 * security targets).
 */
export function openSealer({ secret, olderSecrets = [] }: Secrets, purpose: string): Sealer {
  const current = keyOf(secret, purpose);
  const keys = new Map(
    [current, ...olderSecrets.map((one) => keyOf(one, purpose))].map(({ name, key }) => [
      name,
      key,
    ]),
  );
  const beginning = `1.${current.name}.`;
  return {
    beginning,
    seal(text) {
      const nonce = randomBytes(12);
      const sealing = createCipheriv(cipher, current.key, nonce).setAAD(Buffer.from(purpose));
      const encrypted = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
      const parts = [nonce, encrypted, sealing.getAuthTag()];
      return beginning + parts.map((part) => part.toString('base64url')).join('.');
    },
    open(sealed) {
      const [version, name = '', ...parts] = sealed.split('.');
      const key = version === '1' ? keys.get(name) : undefined;
      if (!key) throw new Error('sealed with another secret');
      const [nonce, encrypted, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (!nonce || !encrypted || !tag) throw new Error('not a sealed text');
      const opening = createDecipheriv(cipher, key, nonce, { authTagLength: 16 })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(tag);
      return Buffer.concat([opening.update(encrypted), opening.final()]).toString('utf8');
    },
  };
}

function keyOf(secret: string, purpose: string): { name: string; key: Buffer } {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `relata ${purpose}`, 32));
  return { name: createHash('sha256').update(key).digest('hex').slice(0, 8), key };
}
