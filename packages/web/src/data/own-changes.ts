import { noteOwnBatch } from './records.ts';

/** Answers to changes made here that are on their way. */
const coming = new Set<Promise<unknown>>();

/** Notes a change made here as soon as its answer is there. */
export function ours<T extends { batch: string }>(answer: Promise<T>): Promise<T> {
  const noting = answer.then((one) => {
    noteOwnBatch(one.batch);
    return one;
  });
  coming.add(noting);
  const leave = () => coming.delete(noting);
  noting.then(leave, leave);
  return noting;
}

/** Waits until it is known of every change so far whether it was made here: news of it may come before its answer. */
export const ownChangesKnown = (): Promise<unknown> => Promise.allSettled(coming);
