import { type RefObject, useEffect, useRef } from 'react';
import type { useTimeline } from './use-timeline.ts';

type Pages = Pick<
  ReturnType<typeof useTimeline>,
  'isLoading' | 'error' | 'hasMore' | 'isLoadingMore' | 'more'
>;

/** Brings the entry that somebody came for into sight, and marks it: what lies further back is fetched until it is there. */
export function useGoToEntry(
  root: RefObject<HTMLElement | null>,
  id: string | undefined,
  { isLoading, error, hasMore, isLoadingMore, more }: Pages,
): void {
  const reached = useRef<string>(undefined);
  useEffect(() => {
    if (id === undefined || reached.current === id || isLoading || isLoadingMore) return;
    const entry = root.current?.querySelector(`[data-entry="${CSS.escape(id)}"]`);
    if (!entry) {
      if (hasMore && !error) void more();
      return;
    }
    reached.current = id;
    for (const other of root.current?.querySelectorAll('[data-sought]') ?? [])
      other.removeAttribute('data-sought');
    entry.setAttribute('data-sought', '');
    entry.scrollIntoView({ block: 'center' });
  });
}
