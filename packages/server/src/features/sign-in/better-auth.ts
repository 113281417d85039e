import { betterAuth } from 'better-auth';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import type { Log } from '#platform/log.ts';
import { authPool } from './auth-pool.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { longest, shortest } from './password-strength.ts';
import { cookieNames, dayMs, sessionDays } from './session-cookie.ts';

/** Name of the header in which we tell better-auth who asks; whatever a caller sends under it is dropped. */
export const addressHeader = 'x-relata-address';

export type Auth = ReturnType<typeof openBetterAuth>;

/**
 * Identities, passwords and sessions. Who belongs to which workspace, with which role, is ours.
 * Its tables come from our migrations. Sessions are looked up by `sessions.ts`, without a cookie
 * cache: that would keep a revoked session alive.
 */
export function openBetterAuth(
  database: Database,
  config: Pick<Config, 'secret' | 'publicUrl'>,
  log: Log,
) {
  const secure = config.publicUrl.startsWith('https:');
  const names = cookieNames(config);
  return betterAuth({
    appName: 'Relata',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.secret,
    database: authPool(database),
    emailAndPassword: {
      enabled: true,
      // Identities come from set-up and from invitations.
      disableSignUp: true,
      minPasswordLength: shortest,
      maxPasswordLength: longest,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: (sessionDays * dayMs) / 1000,
      cookieCache: { enabled: false },
    },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'auth_account',
      fields: {
        userId: 'user_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      database: { generateId: () => newId() },
      // The names carry __Host- themselves, which is stricter than the __Secure- that it would add.
      useSecureCookies: false,
      cookies: {
        session_token: { name: names.session, attributes: { secure } },
        dont_remember: { name: names.dontRemember, attributes: { secure } },
      },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // `same-origin.ts` checks every route alike, and knows the address behind a proxy.
      disableCSRFCheck: true,
      disableOriginCheck: false,
    },
    // `attempts.ts` counts by account as well, and only what was wrong.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: { throw: true },
    logger: {
      level: 'error',
      log: (level, message, ...rest) => log[level]({ source: 'better-auth', rest }, message),
    },
  });
}
