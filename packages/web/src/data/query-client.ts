import { ApiProblem } from '@relata/client';
import { notifyManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { reached, unreachable } from './connection.ts';
import { stopViewing } from './viewing.ts';

// What somebody has just changed is drawn before anything else happens: with the timer that is the default, a
// switch goes back to what it was until the timer's turn comes, for as long as a busy page lets it wait.
notifyManager.setScheduler(queueMicrotask);

/** Answers are kept for five minutes and kept current by events; a server that is away is asked again. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return;
      if (error.isPassing) unreachable();
      if (error.reason === 'viewed_inactive') stopViewing();
      // The workspace has begun to ask for a second factor while somebody works in it.
      if (error.reason === 'second_factor_needed' && window.location.pathname !== '/second-factor')
        window.location.assign('/second-factor');
    },
    onSuccess: reached,
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 300_000,
      retry: (failures, error) => error instanceof ApiProblem && error.isPassing && failures < 2,
      retryDelay: (attempt) => 400 * 2 ** attempt,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
