import type { DescribedObject, TimelineEntry, TimelinePage } from '@relata/client';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { hold } from '../../data/records.ts';

export type EntryKind = TimelineEntry['kind'];
const entryKinds: readonly EntryKind[] = ['note', 'activity', 'file', 'change'];

/** What the timelines of an object hold: a workspace may do without activities there (EP-SET-23). */
export const kindsOf = ({ withoutActivities }: DescribedObject): readonly EntryKind[] =>
  withoutActivities ? entryKinds.filter((kind) => kind !== 'activity') : entryKinds;

type Pages = InfiniteData<TimelinePage, string | null>;

/** What happened on a record, newest first, and what is planned. Grows as one scrolls. */
export function useTimeline(object: DescribedObject, id: string, kinds: readonly EntryKind[]) {
  const key = useMemo(
    () => ['timeline', object.name, id, kinds.join(','), object.withoutActivities],
    [object.name, object.withoutActivities, id, kinds],
  );
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      client.timeline(
        object,
        id,
        { kinds: kinds.length ? kinds : kindsOf(object), after: pageParam, limit: 30 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  });

  useEffect(() => {
    const change = (next: (entry: TimelineEntry) => TimelineEntry | null) =>
      queryClient.setQueryData<Pages>(key, (data) => data && changed(data, next));
    const leave = ['note', 'activity', 'file'].map((name) =>
      hold({
        object: name,
        patch: (record, values) =>
          change((entry) =>
            entry.record?.id === record
              ? { ...entry, record: { ...entry.record, ...values } }
              : entry,
          ),
        remove: (ids) =>
          change((entry) => (entry.record && ids.has(entry.record.id) ? null : entry)),
        refresh: () =>
          void queryClient.invalidateQueries({ queryKey: ['timeline', object.name, id] }),
      }),
    );
    return () => leave.forEach((one) => one());
  }, [key, object.name, id]);

  const pages = query.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.data);
  const planned = pages[0]?.planned ?? [];
  return {
    entries,
    planned,
    pinned: pinnedIn([...(pages[0]?.pinned ?? []), ...planned, ...entries]),
    isLoading: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    more: query.fetchNextPage,
    reload: () => void query.refetch(),
  };
}

/** What is pinned by now: also what has just been, and not what is no longer. */
const pinnedIn = (entries: readonly TimelineEntry[]): TimelineEntry[] => [
  ...new Map(
    entries
      .filter(({ record, change: one }) => (record ?? one)?.pinned === true)
      .map((entry) => [entry.id, entry]),
  ).values(),
];

function changed(data: Pages, next: (entry: TimelineEntry) => TimelineEntry | null): Pages {
  const each = (entries: TimelineEntry[]) => entries.map(next).filter((entry) => entry !== null);
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      data: each(page.data),
      ...(page.pinned ? { pinned: each(page.pinned) } : {}),
      ...(page.planned ? { planned: each(page.planned) } : {}),
    })),
  };
}

/** Something was added to a record: ask for its timeline again. */
export const refreshTimeline = (object: string, id: string): void =>
  void queryClient.invalidateQueries({ queryKey: ['timeline', object, id] });
