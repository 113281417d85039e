import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { messageOf } from './error-facts.ts';
import { keptSecrets, longEnough, rotateKept } from './kept-secrets.ts';
import { logLevels, type LogLevel } from './log.ts';
import { type Exception, readExceptions } from './outbound/exceptions.ts';

export interface Config {
  /** 0 lets the system choose a free one. */
  port: number;
  host: string;
  /** Absolute. Holds the embedded database, uploaded files and the secret. */
  dataDir: string;
  /** PostgreSQL or Citus to use instead of the embedded one. */
  databaseUrl: string | undefined;
  /** At least 32 characters; signs sessions and encrypts what is kept of other systems. */
  secret: string;
  /** What they signed and encrypted still counts; it is sealed anew with `secret`. */
  olderSecrets: string[];
  /** Where people reach Relata; without a slash at the end. */
  publicUrl: string;
  smtpUrl: string | undefined;
  /** Whom mails come from: `Relata <relata@crm.example.com>`. */
  mailFrom: string;
  /** A provider of OpenID Connect that people may sign in by. */
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined;
  /** What Relata may reach besides the public web. */
  outboundAllow: Exception[];
  logLevel: LogLevel;
  /** Whoever brings it may read /metrics from another machine; without it only this machine may. */
  metricsToken: string | undefined;
  /** The largest file that may be uploaded, in MiB. */
  uploadMaxMiB: number;
  /** Requests a minute that one key or session may make; 0 is no limit. */
  rateLimit: number;
  /** The first workspace and its administrator, made if there is none. */
  admin: { email: string; password: string; workspace: string } | undefined;
}

/**
 * Reads the settings, makes DATA_DIR and keeps a secret in it where none is given.
 * Throws {@link CannotStart} for a setting that cannot be used.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = integer('PORT', env['PORT'], 8080);
  const host = env['HOST'] || '127.0.0.1';
  const dataDir = resolve(env['DATA_DIR'] || 'data');
  try {
    // Others may pass through, as the embedded database's user must, and not look around.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new CannotStart(`DATA_DIR ${dataDir} cannot be made: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  const publicUrl = (
    url('PUBLIC_URL', env['PUBLIC_URL'], ['http:', 'https:']) ?? `http://${hostInUrl(host)}:${port}`
  ).replace(/\/+$/, '');
  return {
    port,
    host,
    dataDir,
    databaseUrl: url('DATABASE_URL', env['DATABASE_URL'], ['postgres:', 'postgresql:']),
    ...secrets(env, dataDir),
    publicUrl,
    smtpUrl: url('SMTP_URL', env['SMTP_URL'], ['smtp:', 'smtps:']),
    mailFrom:
      env['MAIL_FROM'] || `Relata <relata@${URL.parse(publicUrl)?.hostname ?? 'localhost'}>`,
    oidc: oidc(env),
    outboundAllow: exceptions(env['OUTBOUND_ALLOW']),
    logLevel: logLevel(env['LOG_LEVEL']),
    metricsToken: env['METRICS_TOKEN'] || undefined,
    uploadMaxMiB: integer('UPLOAD_MAX_MIB', env['UPLOAD_MAX_MIB'], 100),
    rateLimit: integer('RATE_LIMIT', env['RATE_LIMIT'], 60_000, 1_000_000_000),
    admin: admin(env),
  };
}

/**
 * Makes a new secret for the next start. `npm start -- --rotate-keys`; where SECRET is set, that is what has
 * to be changed.
 */
export function rotateSecret(env: NodeJS.ProcessEnv = process.env): string {
  if (env['SECRET'])
    throw new CannotStart(
      'SECRET is set: put it into OLD_SECRETS, set SECRET to a new one, and start Relata again.',
    );
  const dataDir = resolve(env['DATA_DIR'] || 'data');
  try {
    rotateKept(dataDir);
  } catch (error) {
    throw new CannotStart(`The secret in ${dataDir} cannot be changed: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  return 'There is a new secret. Start Relata again: it seals with it, and the old one still opens.';
}

function integer(name: string, text: string | undefined, otherwise: number, most = 65_535): number {
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new CannotStart(`${name} must be a number between 0 and ${most}, not "${text}".`);
}

function url(name: string, text: string | undefined, protocols: string[]): string | undefined {
  if (!text) return undefined;
  const parsed = URL.parse(text);
  // A socket folder in place of the host (postgres://%2Frun/…) is no URL to the parser, yet a valid one to PostgreSQL.
  const protocol = parsed?.protocol ?? /^[a-z]+:/.exec(text)?.[0];
  if (protocol && protocols.includes(protocol)) return text;
  throw new CannotStart(`${name} must start with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
}

function exceptions(text: string | undefined): Exception[] {
  try {
    return readExceptions(text ?? '');
  } catch (error) {
    throw new CannotStart(`OUTBOUND_ALLOW cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

function logLevel(text: string | undefined): LogLevel {
  const level = logLevels.find((each) => each === (text || 'info'));
  if (level) return level;
  throw new CannotStart(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${text}".`);
}

function admin(env: NodeJS.ProcessEnv): Config['admin'] {
  const email = env['RELATA_ADMIN_EMAIL'];
  const password = env['RELATA_ADMIN_PASSWORD'];
  if (!email && !password) return undefined;
  if (!email || !password) {
    throw new CannotStart('RELATA_ADMIN_EMAIL and RELATA_ADMIN_PASSWORD only work together.');
  }
  return { email, password, workspace: env['RELATA_WORKSPACE'] || 'Relata' };
}

function oidc(env: NodeJS.ProcessEnv): Config['oidc'] {
  const issuer = url('OIDC_ISSUER', env['OIDC_ISSUER'], ['https:', 'http:']);
  const clientId = env['OIDC_CLIENT_ID'];
  const clientSecret = env['OIDC_CLIENT_SECRET'];
  if (!issuer && !clientId && !clientSecret) return undefined;
  if (!issuer || !clientId || !clientSecret) {
    throw new CannotStart('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET only work together.');
  }
  const address = URL.parse(issuer);
  if (
    address?.protocol === 'http:' &&
    !['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname)
  )
    throw new CannotStart('OIDC_ISSUER must start with https://.');
  return {
    issuer,
    clientId,
    clientSecret,
    name: env['OIDC_NAME'] || (address?.hostname ?? issuer),
  };
}

function secrets(env: NodeJS.ProcessEnv, dataDir: string): Pick<Config, 'secret' | 'olderSecrets'> {
  const older = (env['OLD_SECRETS'] ?? '').split(/[\s,]+/).filter(Boolean);
  older.forEach((one) => longEnough('each of OLD_SECRETS', one));
  if (env['SECRET']) return { secret: longEnough('SECRET', env['SECRET']), olderSecrets: older };
  const [secret = '', ...before] = keptSecrets(dataDir);
  return { secret, olderSecrets: [...before, ...older] };
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
