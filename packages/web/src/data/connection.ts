import { ApiProblem } from '@relata/client';
import { useSyncExternalStore } from 'react';

/** Whether the server can be reached. Whoever finds out says so here; the banner and the retries listen. */
let away = false;
const listeners = new Set<() => void>();

function become(next: boolean): void {
  if (next === away) return;
  away = next;
  for (const listener of listeners) listener();
}

export const unreachable = (): void => become(true);
export const reached = (): void => become(false);

export const onConnection = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Resolves as soon as the server can be reached, at once where it can. */
export const whenReached = (): Promise<void> =>
  new Promise((resolve) => {
    if (!away) {
      resolve();
      return;
    }
    const stop = onConnection(() => {
      stop();
      resolve();
    });
  });

export const isAway = (): boolean => away;
export const useAway = (): boolean => useSyncExternalStore(onConnection, isAway);

/**
 * The server is still at what was asked before under the same key. It has waited for that before it said so, and gives
 * up on what has died within a minute.
 */
const isUnderWay = (error: ApiProblem): boolean =>
  error.code === 'conflict' && error.reason === 'idempotency_key';

/** Asks again once the server can be reached, for as long as it cannot or until somebody gives up. */
export async function untilReached<T>(ask: () => Promise<T>, giveUp?: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (isUnderWay(error) && !giveUp?.aborted) continue;
      if (!error.isPassing) throw error;
      unreachable();
      await Promise.race([whenReached(), ...(giveUp ? [aborted(giveUp)] : [])]);
      if (giveUp?.aborted) throw error;
    }
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
