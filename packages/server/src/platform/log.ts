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

/** A line that is longer, because of what somebody has sent, is cut (T28): a log must not fill the disk. */
const longestLine = 32_768;

const cut = (line: string): string =>
  line.length <= longestLine
    ? line
    : `${JSON.stringify({ msg: 'a line that was too long', level: 40, length: line.length, beginning: line.slice(0, longestLine / 4) })}\n`;

/** JSON lines on standard output. What could let somebody in is never written, down to two levels deep. */
export function createLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  const paths = secrets.flatMap((name) => {
    const last = name.includes('-') ? `["${name}"]` : `.${name}`;
    return [last.replace(/^\./, ''), `*${last}`, `*.*${last}`];
  });
  const options = {
    level,
    base: null,
    redact: { paths, censor: '[hidden]' },
    hooks: { streamWrite: cut },
  };
  return destination ? pino(options, destination) : pino(options);
}
