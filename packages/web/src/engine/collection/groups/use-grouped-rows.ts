import { ApiProblem } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useFormat } from '../../../app/format.ts';
import { client } from '../../../data/client.ts';
import type { WindowState } from '../../../data/record-window.ts';
import { queryOf } from '../state/use-rows.ts';
import type { Collection } from '../state/use-collection.ts';
import { measuresOf } from '../table/totals.tsx';
import { type Group, type GroupBy, groupsOf, writeGroupBy } from './group-by.ts';
import { createGroupedRows, type GroupedRows } from './grouped-rows.ts';
import { useValueNames } from './value-names.ts';

/** Groups that were open when the list was left, by object and field. */
const leftOpen = new Map<string, ReadonlySet<string>>();
const none: ReadonlySet<string> = new Set();

export interface ShownGroups {
  window: GroupedRows;
  state: WindowState;
  isWaiting: boolean;
  groups: readonly Group[];
  open: ReadonlySet<string>;
  fold: (id: string, isOpen: boolean) => void;
  foldAll: (isOpen: boolean) => void;
}

/** Rows put together by the values of a field: counted and added up in one request, the records of open groups in others. */
export function useGroupedRows(collection: Collection, by: GroupBy): ShownGroups {
  const { object, filter, q, columns } = collection;
  const format = useFormat();
  const written = writeGroupBy(by);
  const measures = ['count', ...measuresOf(collection, columns)];
  const place = `${object.name} ${written}`;
  const [open, setOpen] = useState(() => leftOpen.get(place) ?? none);
  useEffect(() => setOpen(leftOpen.get(place) ?? none), [place]);

  const counted = useQuery({
    queryKey: ['aggregate', object.name, 'groups', written, filter, q, measures],
    queryFn: ({ signal }) =>
      client.aggregate(object, { filter, q, measures, groupBy: written }, signal),
    placeholderData: (before, query) =>
      query?.queryKey[3] === written && query.queryKey[1] === object.name ? before : undefined,
    retry: false,
  });
  const { data } = counted;
  const found = useMemo(
    () => (data ?? []).flatMap(({ key }) => (key === null ? [] : [String(key)])).toSorted(),
    [data],
  );
  const names = useValueNames(object, by.field, found);
  const groups = useMemo(
    () => (data && names ? groupsOf(object, by, data, names, format.locale) : null),
    // `written` is what `by` says.
    // oxlint-disable-next-line react/exhaustive-deps
    [object, written, data, names, format.locale],
  );

  const query = queryOf(collection);
  const { object: _, ...asked } = query;
  const key = JSON.stringify(asked);
  // The key stands for what the query says.
  // oxlint-disable-next-line react/exhaustive-deps
  const window = useMemo(() => createGroupedRows(query), [object, key]);
  useEffect(() => () => window.close(), [window]);
  useEffect(() => {
    if (groups) window.set(groups, open);
  }, [window, groups, open]);
  const state = useSyncExternalStore(window.subscribe, window.state);

  const keep = useCallback(
    (next: ReadonlySet<string>) => {
      leftOpen.set(place, next);
      setOpen(next);
    },
    [place],
  );
  const error = counted.error instanceof ApiProblem ? counted.error : state.error;
  return {
    window,
    state: { ...state, isReady: groups !== null && (groups.length === 0 || state.rows > 0), error },
    isWaiting: counted.isPlaceholderData,
    groups: groups ?? [],
    open,
    fold(id, isOpen) {
      const next = new Set(open);
      if (isOpen) next.add(id);
      else next.delete(id);
      keep(next);
    },
    foldAll: (isOpen) => keep(new Set(isOpen ? groups?.map((group) => group.id) : [])),
  };
}
