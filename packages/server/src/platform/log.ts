import { pino, type Logger } from 'pino';

export type Log = Logger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const secrets = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'token',
  'key',
  'secret',
  'databaseUrl',
  'smtpUrl',
];

/** JSON lines on standard output. What could let somebody in is never written, down to two levels deep. */
export function createLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  const paths = secrets.flatMap((name) => {
    const last = name.includes('-') ? `["${name}"]` : `.${name}`;
    return [last.replace(/^\./, ''), `*${last}`, `*.*${last}`];
  });
  const options = { level, base: null, redact: { paths, censor: '[hidden]' } };
  return destination ? pino(options, destination) : pino(options);
}
