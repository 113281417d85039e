import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { onChange, onGap } from './live.ts';
import { isOwnBatch } from './records.ts';
import {
  type RecordWindow,
  type WindowQuery,
  windowFor,
  type WindowState,
} from './record-window.ts';

interface Shown {
  window: RecordWindow;
  state: WindowState;
  /** The rows of the query before are shown until the first page of this one is there. */
  isWaiting: boolean;
}

/** The rows of a query. They stay on the screen while another query is on its way, and follow what others change. */
export function useRecordWindow(query: WindowQuery): Shown {
  const { object, ...rest } = query;
  const key = JSON.stringify(rest);
  // The key stands for what the query says; objects of equal content must not start it anew.
  // oxlint-disable-next-line react/exhaustive-deps
  const wanted = useMemo(() => windowFor(query), [object, key]);
  const state = useSyncExternalStore(wanted.subscribe, wanted.state);
  const last = useRef(wanted);
  const isThere = state.isReady || state.error !== null;
  const canWait =
    last.current !== wanted && last.current.query.object === object && last.current.state().isReady;

  useEffect(() => {
    if (isThere) last.current = wanted;
  }, [isThere, wanted]);
  useEffect(() => follow(wanted), [wanted]);
  useEffect(() => wanted.show(0, 0), [wanted]);

  if (!isThere && canWait)
    return { window: last.current, state: last.current.state(), isWaiting: true };
  return { window: wanted, state, isWaiting: false };
}

/** What of a window tells which changes concern it, and shows them. */
interface Followed {
  query: { object: Pick<WindowQuery['object'], 'name' | 'fields'>; include: readonly string[] };
  refresh: () => void;
}

/** Refreshes at most every two seconds: an import changes things all the time. */
export function follow(window: Followed): () => void {
  const { object, include } = window.query;
  const mentioned = new Set(include.map((path) => object.fields[path.split('.')[0] ?? '']?.to));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let batches = new Set<string>();
  let last = 0;
  const stop = onChange((change) => {
    const concerns =
      change.object === object.name ||
      (mentioned.has(change.object) && change.action === 'update' && !change.ids?.length);
    if (!concerns) return;
    batches.add(change.batch);
    timer ??= setTimeout(
      () => {
        timer = undefined;
        const told = batches;
        batches = new Set();
        // Asked now: the answer to a change of one's own may come after the news of it.
        if ([...told].every(isOwnBatch)) return;
        last = Date.now();
        window.refresh();
      },
      Math.max(250, last + 2000 - Date.now()),
    );
  });
  const forget = onGap(() => window.refresh());
  return () => {
    stop();
    forget();
    clearTimeout(timer);
  };
}
