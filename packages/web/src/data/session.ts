import { ApiProblem, type Me } from '@relata/client';
import { queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';
import { stopViewing, viewed } from './viewing.ts';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => client.me(),
  staleTime: Infinity,
  gcTime: Infinity,
});

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Below the signed-in part of the app only. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('nobody is signed in');
  return me;
}

/** Who is signed in, or null where nobody is. Other failures are thrown. */
export async function whoAmI(): Promise<Me | null> {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    // The session has ended, or this person is not to be looked at any more: back to oneself.
    if (viewed() && error instanceof ApiProblem && !error.isPassing) {
      stopViewing();
      return new Promise(() => {});
    }
    if (error instanceof ApiProblem && error.code === 'unauthenticated') return null;
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** Their workspace asks everybody for a second factor, and they have none yet. */
export const lacksFactor = (error: unknown): boolean =>
  error instanceof ApiProblem && error.reason === 'second_factor_needed';

/** Changes something about the person at once; what the server makes of it follows. */
export async function changeMe(changes: Parameters<typeof client.changeMe>[0]): Promise<void> {
  const before = queryClient.getQueryData(meQuery.queryKey);
  if (before)
    queryClient.setQueryData(meQuery.queryKey, { ...before, user: { ...before.user, ...changes } });
  // Whoever looks on may fold the navigation, and changes nothing by it.
  if (before?.viewedBy) return;
  try {
    await client.changeMe(changes);
  } catch (error) {
    queryClient.setQueryData(meQuery.queryKey, before);
    throw error;
  }
}

/** How this person arranged the app; kept with them, so that it follows to other machines. */
export function usePreference<T>(
  name: string,
  otherwise: T,
  isValid: (value: unknown) => value is T,
): [T, (value: T) => void] {
  const { user } = useMe();
  const kept = user.preferences?.[name];
  const change = (value: T) => {
    const current = queryClient.getQueryData(meQuery.queryKey)?.user.preferences ?? {};
    changeMe({ preferences: { ...current, [name]: value } }).catch(() => undefined);
  };
  return [isValid(kept) ? kept : otherwise, change];
}
