import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 6238 with what every authenticator app expects: SHA-1, six digits, thirty seconds. */
const digits = 6;
const stepSeconds = 30;
/** Clocks of telephones go wrong: the codes just before and after count as well (RFC 6238 §5.2). */
const around = [0, -1, 1];

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 bits, in the base 32 that people can type. */
export const newTotpSecret = (): string => base32(randomBytes(20));

export function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += alphabet.charAt((buffer >>> (bits - 5)) & 31);
      bits -= 5;
    }
    buffer &= (1 << bits) - 1;
  }
  return bits ? text + alphabet.charAt((buffer << (5 - bits)) & 31) : text;
}

function bytesOf(secret: string): Buffer {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const sign of secret) {
    buffer = (buffer << 5) | alphabet.indexOf(sign);
    bits += 5;
    if (bits >= 8) {
      bytes.push((buffer >>> (bits - 8)) & 255);
      bits -= 8;
    }
    buffer &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}

export const stepAt = (moment: Date): number => Math.floor(moment.getTime() / 1000 / stepSeconds);

export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  const number = (mac.readUInt32BE(at) & 0x7fff_ffff) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

/** The time step whose code it is; null where it is none of this time. */
export function stepOfCode(secret: string, code: string, moment: Date): number | null {
  const given = Buffer.from(code.replace(/\s/g, ''));
  if (given.length !== digits) return null;
  const now = stepAt(moment);
  for (const distance of around) {
    const step = now + distance;
    if (timingSafeEqual(Buffer.from(codeAt(secret, step)), given)) return step;
  }
  return null;
}

/** What the QR code for an authenticator app says. */
export function totpAddress(secret: string, account: string): string {
  const query = new URLSearchParams({
    secret,
    issuer: 'Relata',
    algorithm: 'SHA1',
    digits: String(digits),
    period: String(stepSeconds),
  });
  return `otpauth://totp/Relata:${encodeURIComponent(account)}?${query.toString()}`;
}
