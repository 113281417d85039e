import type {
  Changed,
  DuplicatePage,
  DuplicateStrength,
  MergePreview,
  PossibleDuplicates,
  RecordFor,
  WorkItem,
} from './answers.ts';
import type { MergeBody } from './queries.ts';
import type { Call } from './transport.ts';

interface Asking {
  ask: <T>(path: string, call?: Call) => Promise<T>;
  data: <T>(path: string, call?: Call) => Promise<T>;
  at: (object: { plural: string }, ...rest: string[]) => string;
  /** What a change of one record made of it, also where it was made in the background. */
  written: <R>(
    answer: Changed<R> | { data: WorkItem },
    path: string,
  ) => Promise<{ batch: string; data: R }>;
}

/** Records that may be the same, and making them one. */
export const duplicateCalls = ({ ask, data, at, written }: Asking) => ({
  /** What a record with these values would double, however little of them is typed yet. */
  duplicatesOf: (
    object: { plural: string },
    values: object,
    { but }: { but?: string | undefined } = {},
    signal?: AbortSignal,
  ) =>
    data<PossibleDuplicates>(at(object, 'duplicates'), {
      method: 'POST',
      body: values,
      query: { but },
      signal,
    }),
  /** Groups of records that may be the same, the most probable first. */
  duplicates: (
    query: { object: string; strength?: DuplicateStrength | undefined; after?: string | null },
    signal?: AbortSignal,
  ) => ask<DuplicatePage>('/duplicates', { query, signal }),
  /** Says that records are not the same, or takes it back. */
  keepApart: (object: string, ids: readonly string[], apart: boolean) =>
    ask<void>(apart ? '/duplicates/apart' : '/duplicates/together', {
      method: 'POST',
      body: { object, ids },
    }),
  /** What making these records one would do. */
  previewMerge: (object: { plural: string }, id: string, body: MergeBody, signal?: AbortSignal) =>
    data<MergePreview>(at(object, id, 'merge', 'preview'), { method: 'POST', body, signal }),
  /** Makes others part of a record; one undo brings them back. */
  merge: <D extends { plural: string }>(object: D, id: string, body: MergeBody) =>
    ask<Changed<RecordFor<D>> | { data: WorkItem }>(at(object, id, 'merge'), {
      method: 'POST',
      body,
    }).then((answer) => written(answer, at(object, id))),
});
