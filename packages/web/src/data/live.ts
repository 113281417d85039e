import { ApiProblem, type ChangeEvent, type Notice, type WorkItem } from '@relata/client';
import { useEffect } from 'react';
import { catalogQuery } from './catalog.ts';
import { client } from './client.ts';
import { reached, unreachable } from './connection.ts';
import { forget, isOwnBatch } from './records.ts';
import { queryClient } from './query-client.ts';

type Listener<T> = (event: T) => void;

function channel<T>() {
  const listeners = new Set<Listener<T>>();
  return {
    on(listener: Listener<T>): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(event: T): void {
      for (const listener of listeners) listener(event);
    },
  };
}

const changes = channel<ChangeEvent>();
const work = channel<WorkItem>();
const gaps = channel<null>();

/** Something was changed, by whoever. Lists of their own (tables) listen; queries are refreshed without it. */
export const onChange = changes.on;
/** Work in the background has come further. */
export const onWork = work.on;

/** Something may have changed that nobody told of, or what the person may see has: what is no query is asked for anew. */
export const onGap = gaps.on;

/** Keeps everything on the screen current while the signed-in part of the app is shown. */
export function useLiveUpdates(): void {
  useEffect(() => {
    const source = new EventSource(client.eventsAddress, { withCredentials: true });
    let greeted = false;
    source.addEventListener('hello', () => {
      reached();
      // After an interruption nobody knows what was missed; before the first word, only that the catalog is kept for good.
      const missed = greeted ? {} : { queryKey: catalogQuery.queryKey };
      queryClient.invalidateQueries(missed).catch(() => undefined);
      if (greeted) gaps.tell(null);
      greeted = true;
    });
    source.addEventListener('change', (event) => {
      const change = read<ChangeEvent>(event);
      if (!change) return;
      changes.tell(change);
      if (change.follows || !isOwnBatch(change.batch)) forget(change.object, change.ids);
    });
    source.addEventListener('catalog', () => {
      for (const queryKey of [['catalog'], ['fields'], ['objects']])
        queryClient.invalidateQueries({ queryKey }).catch(() => undefined);
    });
    source.addEventListener('work', (event) => {
      const item = read<WorkItem>(event);
      if (item) work.tell(item);
    });
    source.addEventListener('notification', (event) => {
      if (read<Notice>(event))
        queryClient.invalidateQueries({ queryKey: ['notifications'] }).catch(() => undefined);
    });
    // The stream may end for reasons of its own; whether the server is away, a question tells.
    source.addEventListener('error', () => {
      client.me().then(reached, (error: unknown) => {
        if (error instanceof ApiProblem && error.isPassing) unreachable();
      });
    });
    return () => source.close();
  }, []);
}

/** The wire's edge: an event is what the contract says, or ignored. */
function read<T extends object>(event: Event): T | undefined {
  if (!(event instanceof MessageEvent) || typeof event.data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(event.data);
    return typeof value === 'object' && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
