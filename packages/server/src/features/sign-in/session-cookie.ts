import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Config } from '#platform/config.ts';
import type { Secrets } from '#platform/seal.ts';

export const dayMs = 86_400_000;
/** A session lasts this long after it was last used, but no longer than `mostDays` in all. */
export const sessionDays = 7;
export const mostDays = 30;

/** `__Host-` ties a cookie to this very host and to HTTPS; a server without HTTPS cannot use it. */
export function cookieNames({ publicUrl }: Pick<Config, 'publicUrl'>): {
  session: string;
  dontRemember: string;
  /** Between the password and the second factor. */
  secondFactor: string;
  /** On the way to the OpenID provider and back. */
  provider: string;
} {
  const prefix = publicUrl.startsWith('https:') ? '__Host-relata' : 'relata';
  return {
    session: `${prefix}.session_token`,
    dontRemember: `${prefix}.dont_remember`,
    secondFactor: `${prefix}.second_factor`,
    provider: `${prefix}.provider`,
  };
}

export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** The token in better-auth's signed cookie, `token.signature`; undefined where the signature is not ours. */
export function tokenOf(
  cookie: string,
  { secret, olderSecrets = [] }: Secrets,
): string | undefined {
  let value: string;
  try {
    value = decodeURIComponent(cookie);
  } catch {
    return undefined;
  }
  const dot = value.lastIndexOf('.');
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const isOurs = [secret, ...olderSecrets].some((one) => {
    const expected = createHmac('sha256', one).update(token).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return dot > 0 && isOurs ? token : undefined;
}

/** The form of better-auth's cookies, which `tokenOf` reads. */
export const signed = (value: string, { secret }: Secrets): string =>
  encodeURIComponent(`${value}.${createHmac('sha256', secret).update(value).digest('base64')}`);
