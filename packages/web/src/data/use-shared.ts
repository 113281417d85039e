import { QueryObserver, type QueryKey } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { queryClient } from './query-client.ts';

interface Wanted<T> {
  queryKey: QueryKey;
  queryFn: (context: { signal: AbortSignal }) => Promise<T>;
  staleTime: number;
}

interface Shared {
  subscribe: (listener: () => void) => () => void;
  data: () => unknown;
}

const shared = new Map<string, Shared>();
const nobody: Shared = { subscribe: () => () => undefined, data: () => undefined };

/**
 * An answer that many small components show at once, such as the names in the cells of a table: one observer for all
 * of them, where `useQuery` would make one each. Undefined until it is there, and where nothing is wanted.
 */
export function useShared<T>(wanted: Wanted<T> | null): T | undefined {
  const one = wanted ? sharedOf(wanted) : nobody;
  // The key names what the query gives.
  return useSyncExternalStore(one.subscribe, one.data) as T | undefined;
}

function sharedOf<T>({ queryKey, queryFn, staleTime }: Wanted<T>): Shared {
  const name = JSON.stringify(queryKey);
  const known = shared.get(name);
  if (known) return known;
  const observer = new QueryObserver(queryClient, { queryKey, queryFn, staleTime, retry: false });
  const made: Shared = {
    subscribe(listener) {
      const stop = observer.subscribe(listener);
      return () => {
        stop();
        if (!observer.hasListeners()) shared.delete(name);
      };
    },
    data: () => observer.getCurrentResult().data,
  };
  shared.set(name, made);
  return made;
}
