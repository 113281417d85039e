import { type ImportChanges, type ImportRun } from '@relata/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';

/** An import, from the upload to the result; asked for again and again while it runs. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => client.import(id, signal),
    staleTime: 5000,
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? 1500 : false),
  });

interface DraftState {
  /** Changes are on their way: what is shown of the rows is not yet what they make of them. */
  isSaving: boolean;
  /** Why the last change was not taken. */
  problem: unknown;
}

/** Changes of a draft: shown at once, sent one after the other, those that pile up meanwhile together. */
interface Draft {
  change: (changes: ImportChanges, waitMs?: number) => void;
  /** Resolves when everything has been sent; rejects where the last of it was refused. */
  settled: () => Promise<void>;
  subscribe: (listener: () => void) => () => void;
  state: () => DraftState;
}

const drafts = new Map<string, Draft>();

export function draftOf(id: string): Draft {
  const known = drafts.get(id);
  if (known) return known;
  const made = makeDraft(id);
  drafts.set(id, made);
  return made;
}

function makeDraft(id: string): Draft {
  const { queryKey } = importQuery(id);
  const listeners = new Set<() => void>();
  let state: DraftState = { isSaving: false, problem: null };
  let waiting: ImportChanges | null = null;
  let sending: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (next: DraftState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const sendAll = async () => {
    let problem: unknown = null;
    while (waiting) {
      const changes: ImportChanges = waiting;
      waiting = null;
      try {
        const answer = await client.changeImport(id, changes);
        queryClient.setQueryData(queryKey, (_before) =>
          waiting ? changed(answer, waiting) : answer,
        );
        problem = null;
      } catch (error) {
        problem = error;
        // What was shown ahead of its time goes back to what is.
        if (!waiting) await queryClient.invalidateQueries({ queryKey });
      }
    }
    become({ isSaving: false, problem });
  };
  const send = () => {
    clearTimeout(timer);
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  };

  return {
    change(changes, waitMs = 0) {
      waiting = waiting ? merged(waiting, changes) : changes;
      queryClient.setQueryData(queryKey, (run) => run && changed(run, changes));
      become({ isSaving: true, problem: null });
      clearTimeout(timer);
      timer = setTimeout(() => void send(), waitMs);
    },
    async settled() {
      if (waiting || sending) await send();
      if (state.problem) throw state.problem;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
  };
}

const merged = (one: ImportChanges, other: ImportChanges): ImportChanges => ({
  ...one,
  ...other,
  ...(one.options || other.options ? { options: { ...one.options, ...other.options } } : {}),
});

const changed = (run: ImportRun, { object, mapping, options }: ImportChanges): ImportRun => ({
  ...run,
  object: object ?? run.object,
  mapping: mapping ?? run.mapping,
  options: { ...run.options, ...options },
});

/** An import with what changes it. */
export interface OpenImport extends DraftState {
  run: ImportRun;
  change: Draft['change'];
}

export function useImport(id: string) {
  const query = useQuery(importQuery(id));
  const draft = useMemo(() => draftOf(id), [id]);
  const state = useSyncExternalStore(draft.subscribe, draft.state);
  const open: OpenImport | undefined = query.data && {
    run: query.data,
    change: draft.change,
    ...state,
  };
  return { open, error: query.data ? null : query.error };
}
