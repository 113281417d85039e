import type { WorkItem } from '@relata/client';
import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';

/** The person's work in the background, newest first. */
export const workQuery = queryOptions({ queryKey: ['work'], queryFn: () => client.work() });

/** Puts a piece of work, or how far it has come, among what is shown. */
export function noteWork(item: WorkItem): void {
  queryClient.setQueryData(workQuery.queryKey, (known: WorkItem[] = []) =>
    (known.some((one) => one.id === item.id)
      ? known.map((one) => (one.id === item.id ? item : one))
      : [item, ...known]
    ).map((one) => (isUndoneBy(one, item) ? { ...one, undone: true } : one)),
  );
}

const isUndoneBy = (one: WorkItem, item: WorkItem): boolean =>
  item.undoes !== null && item.undoes === one.batch && item.status === 'done';

/** It changed something that nobody has taken back or is taking back. */
export const canBeUndone = (one: WorkItem, all: readonly WorkItem[]): boolean =>
  one.status !== 'running' &&
  one.kind !== 'undo' &&
  one.batch !== null &&
  !one.undone &&
  !all.some((other) => other.undoes === one.batch && other.status === 'running');

/** How many records a piece of work was about. */
export const doneOf = ({ kind, result, progress }: WorkItem): number => {
  // Of a change with all that follows from it, the result counts the few that somebody changed.
  if (kind === 'change') return progress.done;
  return result?.updated ?? result?.deleted ?? result?.made ?? result?.undone ?? progress.done;
};
