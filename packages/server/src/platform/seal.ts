import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what the database keeps of secrets; the key is not in the database. */
export interface Sealer {
  seal(text: string): string;
  /** Throws where it was sealed with another key or has been changed. */
  open(sealed: string): string;
}

const cipher = 'aes-256-gcm';

/**
 * AES-256-GCM with a key of its own for each purpose, made of the server's secret. A sealed text reads
 * `1.<which key>.<nonce>.<encrypted>.<tag>`, so that one of an older secret can be told from a broken one.
 */
export function openSealer(secret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `relata ${purpose}`, 32));
  const name = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return {
    seal(text) {
      const nonce = randomBytes(12);
      const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(purpose));
      const encrypted = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
      const parts = [nonce, encrypted, sealing.getAuthTag()];
      return ['1', name, ...parts.map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed) {
      const [version, known, ...parts] = sealed.split('.');
      if (version !== '1' || known !== name) throw new Error('sealed with another secret');
      const [nonce, encrypted, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (!nonce || !encrypted || !tag) throw new Error('not a sealed text');
      const opening = createDecipheriv(cipher, key, nonce, { authTagLength: 16 })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(tag);
      return Buffer.concat([opening.update(encrypted), opening.final()]).toString('utf8');
    },
  };
}
