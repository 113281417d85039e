import { randomBytes } from 'node:crypto';

/** Secrets by name, to be looked for where none may be. */
export interface Canaries {
  all: Map<string, string>;
  /** A new one. */
  make(name: string): string;
  /** One that the server has made. Gives it back. */
  keep(name: string, secret: string): string;
}

export function openCanaries(): Canaries {
  const all = new Map<string, string>();
  const keep = (name: string, secret: string): string => {
    // What is short stands in any text by chance, and would prove nothing.
    if (secret.length < 10) throw new Error(`${name} is no secret: '${secret}'`);
    all.set(name, secret);
    return secret;
  };
  return { all, keep, make: (name) => keep(name, `canary-${randomBytes(15).toString('hex')}`) };
}

/** In a text that holds the secret, plain or encoded, whatever stands before and after it, one of these is found. */
export function waysToWrite(secret: string): string[] {
  const forms = new Set([secret, decoded(secret)]);
  const bytes = [
    ...[...forms].map((form) => Buffer.from(form)),
    ...(/^[A-Z2-7]{16,}$/.test(secret) ? [fromBase32(secret)] : []),
  ];
  return [
    ...forms,
    ...[...forms].flatMap((form) => [
      encodeURIComponent(form),
      JSON.stringify(form).slice(1, -1),
      form.replaceAll('-', ''),
    ]),
    ...bytes.flatMap((one) => [
      one.toString('hex'),
      one.toString('hex').toUpperCase(),
      ...[0, 1, 2].flatMap((shift) => inBase64(one, shift)),
    ]),
  ];
}

/** Cookies are percent-encoded. */
function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}

/** As it looks in base64 after `shift` other bytes, without the characters that its neighbours decide as well. */
function inBase64(bytes: Buffer, shift: number): string[] {
  const from = [0, 2, 3][shift] ?? 0;
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return (['base64', 'base64url'] as const).map((encoding) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString(encoding)
      .slice(from, whole),
  );
}

function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((one) => Number.parseInt(one, 2)));
}
