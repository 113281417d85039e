import type { FieldError } from '@relata/model';
import type { Changed, Named, PageInfo, RecordFor, WorkItem } from './answers.ts';
import type { MergeBody } from './queries.ts';
import type { Call } from './transport.ts';

/** What a merge would do, before it is done. */
export interface MergePreview {
  /**
   * Fields in which they are not all alike. `filled`: only others have it. `united`: all entries, each once. `joined`:
   * all texts, one below the other. `choose`: one value must be chosen; `chosen`: it has been.
   */
  fields: { field: string; how: 'filled' | 'united' | 'joined' | 'choose' | 'chosen' }[];
  /** Why it cannot be yet. */
  conflicts: FieldError[];
  /** What the caller sees of all that will point to the one that stays. */
  moves: { object: string; count: number }[];
}

/** Why two records may be the same; `value` is what they share, `how` two names are alike. */
export interface DuplicateReason {
  by: 'taxId' | 'id' | 'email' | 'phone' | 'domain' | 'name';
  field: string;
  value?: string;
  how?: 'same' | 'similar';
}

export type DuplicateStrength = 'strong' | 'likely' | 'weak';

/** Records that one about to be made may double, the most probable first. */
export interface PossibleDuplicates {
  records: (Named & { strength: DuplicateStrength; reasons: DuplicateReason[] })[];
  /** Kept from the caller: there is one, and this is whom to ask; null: an administrator. */
  kept: { fields: string[]; ask: { id: string; name: string } | null }[];
}

/** Records that may be the same, of those that the caller may change. */
export interface DuplicateGroup {
  strength: DuplicateStrength;
  records: Named[];
  /** Why, of the two that are most alike first. */
  reasons: DuplicateReason[];
}

export interface DuplicatePage {
  data: DuplicateGroup[];
  page: PageInfo;
  /** On the first page: how many pairs there are of each strength, 1,000 at most. */
  counts?: { [S in DuplicateStrength]: number };
  /** They are still being looked for. */
  searching: boolean;
}

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
