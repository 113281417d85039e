import { Refusal } from '@relata/model';
import { codeOf, messageOf } from './error-facts.ts';

const unreachable = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
  // Shutting down, crashed, starting, dropped, idle too long.
  ...['57P01', '57P02', '57P03', '57P04', '57P05'],
  // No room for another connection or for memory; a transaction left idle; a replica that has not taken over yet.
  ...['53200', '53300', '25P03', '25006'],
]);

/** What the driver says without a code. */
const lostConnection =
  /connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|after calling end on the pool|client was closed|connection ended/i;

/** Serialization failure, deadlock, lock not available. */
const inEachOthersWay = new Set(['40001', '40P01', '55P03']);

/**
 * A failure of the database's surroundings as the refusal that a caller can act on; anything else
 * (a broken constraint, wrong SQL) comes back as it was. Its `cause` is the driver's error.
 */
export function asRefusal(error: unknown): unknown {
  const code = codeOf(error);
  const refusal = refusalFor(code, error);
  if (!refusal) return error;
  refusal.cause = error;
  return refusal;
}

function refusalFor(code: string | undefined, error: unknown): Refusal | undefined {
  if (code === '53100' || code === 'ENOSPC') {
    return new Refusal('disk_full', 'There is no room left on the disk; nothing was written.');
  }
  if (code === '57014') {
    return new Refusal('unavailable', 'The database took too long; nothing was written.', {
      reason: 'too_slow',
    });
  }
  if (code && inEachOthersWay.has(code)) {
    return new Refusal('unavailable', 'Others change the same records just now; try again.', {
      reason: 'busy',
    });
  }
  if (!isConnectionLost(error)) return undefined;
  return new Refusal('unavailable', 'The database cannot be reached; nothing was written.');
}

export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code && (unreachable.has(code) || code.startsWith('08'))) return true;
  // The socket file of an embedded server that is just being brought up again.
  if (code === 'ENOENT')
    return error instanceof Error && 'syscall' in error && error.syscall === 'connect';
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  return !code && lostConnection.test(messageOf(error));
}

/**
 * Which constraint (or, for a missing value, which column) said no.
 *
 * Citus sends SQLSTATE and message but leaves the fields out, and names the shard's copy of the
 * constraint, `deal_pkey_102799`; ours never end in digits.
 */
export function constraintOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  if (!code?.startsWith('23')) return undefined;
  if (code === '23502') {
    return stringField(error, 'column') ?? /column "(.+?)"/.exec(error.message)?.[1];
  }
  return stringField(error, 'constraint') ?? /constraint "(.+?)(?:_\d+)?"/.exec(error.message)?.[1];
}

function stringField(error: Error, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}
