import { useState } from 'react';
import { useProblemText } from '../../app/problem-text.ts';

/** One thing that a form tries: whether it is under way, and in words why it failed. */
export function useAttempt(): {
  attempt: (
    task: () => Promise<void>,
    say?: (error: unknown) => string | undefined,
  ) => Promise<void>;
  error: string | undefined;
  isBusy: boolean;
} {
  const problem = useProblemText();
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  return {
    error,
    isBusy,
    async attempt(task, say) {
      setBusy(true);
      setError(undefined);
      try {
        await task();
      } catch (caught) {
        setError(say?.(caught) ?? problem(caught));
      } finally {
        setBusy(false);
      }
    },
  };
}
