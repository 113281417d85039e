import { ApiProblem, type Me } from '@relata/client';
import { isPlainObject, mergePatch } from '@relata/model';
import { queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { client } from './client.ts';
import { untilReached } from './connection.ts';
import { queryClient } from './query-client.ts';
import { sayProblem } from './undo.ts';
import { stopViewing, viewed } from './viewing.ts';

type MyChanges = Parameters<typeof client.changeMe>[0];

/** What this person has changed and the server has not answered yet. */
const underWay = new Set<MyChanges>();
let lastChange: Promise<unknown> = Promise.resolve();

const withChanges = (me: Me, { preferences, ...changes }: MyChanges): Me => ({
  ...me,
  user: { ...me.user, ...changes, preferences: withPreferences(me.user.preferences, preferences) },
});

function withPreferences(kept: Me['user']['preferences'], changes: MyChanges['preferences']) {
  if (changes === undefined) return kept;
  const merged = mergePatch(kept, changes);
  return isPlainObject(merged) ? merged : null;
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    // What was on its way when it was asked, and what has set out since: the answer may know neither.
    const begun = [...underWay];
    const me = await client.me();
    return [...new Set([...begun, ...underWay])].reduce(withChanges, me);
  },
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

/**
 * Changes something about the person at once, of the preferences those that are named; what the server makes of
 * it follows. Changes go out in the order in which they were made, and no answer that was asked for before one of
 * them hides it.
 */
export async function changeMe(changes: MyChanges): Promise<void> {
  const before = queryClient.getQueryData(meQuery.queryKey);
  if (before) queryClient.setQueryData(meQuery.queryKey, withChanges(before, changes));
  // Whoever looks on may fold the navigation, and changes nothing by it.
  if (before?.viewedBy) return;
  underWay.add(changes);
  const answer = lastChange.then(() => untilReached(() => client.changeMe(changes)));
  lastChange = answer.catch(() => undefined);
  try {
    await answer;
  } finally {
    underWay.delete(changes);
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
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
    changeMe({ preferences: { [name]: value } }).catch(sayProblem);
  };
  return [isValid(kept) ? kept : otherwise, change];
}
