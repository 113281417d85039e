import { type AnyRecord, ApiProblem, type DescribedObject } from '@relata/client';
import type { Filter } from '@relata/model';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { hold, titlesOf } from '../../data/records.ts';
import { useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';
import { change, remove } from '../../data/writes.ts';
import { celebrate } from '../record/celebrate.ts';
import {
  appendCards,
  type Column,
  type Measures,
  moveCard,
  patchCard,
  showCard,
  takeCard,
} from './move.ts';

interface Wanted {
  object: DescribedObject;
  group: string;
  filter: Filter;
  q: string;
  sort: string;
  pipeline: string | null;
  /** Fields on the cards. */
  cards: readonly string[];
}

export interface Board {
  columns: Column[] | undefined;
  error: unknown;
  /** Puts a card into another column at once; back again, with the reason, where the server refuses. */
  move: (card: AnyRecord, to: Column) => Promise<void>;
  /** Keeps a card in sight that has just been made or sent somewhere. */
  keep: (id: string) => void;
  /** Into the recycle bin. */
  discard: (card: AnyRecord) => Promise<void>;
  /** Fetches the next cards of a column. */
  more: (column: Column) => Promise<void>;
  reload: () => void;
}

const page = 25;

export function useBoard(wanted: Wanted): Board {
  const { object, group, filter, q, sort, pipeline, cards } = wanted;
  const { workspace } = useMe();
  const field = object.fields[group];
  const parent = field?.of;
  const fields = useMemo(() => fieldsOf(object, group, cards), [object, group, cards]);
  const key = useMemo(
    () => ['board', object.name, { group, filter, q, sort, pipeline, fields }],
    [object.name, group, filter, q, sort, pipeline, fields],
  );
  const longest = useRef(page);
  /** Cards that were put somewhere by hand: they stay in sight, wherever the order would have them. */
  const kept = useRef<string[]>([]);
  const keep = (id: string) => {
    kept.current = [id, ...kept.current.filter((one) => one !== id)].slice(0, 20);
  };
  useEffect(() => {
    longest.current = page;
    kept.current = [];
  }, [key]);
  const within = (more: Filter): Filter => {
    const here: Filter = parent && pipeline ? { [parent]: { eq: pipeline } } : {};
    return { and: [filter, here, more].filter((one) => Object.keys(one).length > 0) };
  };
  const measures: Measures = useMemo(
    () => ({
      sum: object.board?.sum,
      weight: object.board?.weight,
      rates: { ...workspace.rates, [workspace.currency]: '1' },
    }),
    [object, workspace],
  );

  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const include = titlesOf(object, fields);
      // As many as somebody has scrolled to, so that a refresh takes nothing away.
      const limit = Math.min(200, longest.current);
      const columns = await client.board(
        object,
        {
          groupBy: group,
          filter,
          q,
          sort,
          fields,
          include,
          limit,
          pipeline: pipeline ?? undefined,
        },
        signal,
      );
      const known = new Set(columns.flatMap((column) => column.records.map((card) => card.id)));
      const missing = kept.current.filter((id) => !known.has(id));
      if (!missing.length) return columns;
      const filtered = within({ id: { in: missing } });
      const { data } = await client.list(
        object,
        { filter: filtered, q, fields, include, limit: missing.length, total: 'none' },
        signal,
      );
      return data.reduce((all, card) => showCard(all, card, group), columns);
    },
    enabled: !parent || pipeline !== null,
    placeholderData: keepPreviousData,
  });

  const edit = useCallback(
    (next: (columns: Column[]) => Column[]) =>
      queryClient.setQueryData<Column[]>(key, (columns) => columns && next(columns)),
    [key],
  );

  useEffect(
    () =>
      hold({
        object: object.name,
        patch: (id, values) => edit((columns) => patchCard(columns, id, values)),
        remove: (ids) =>
          edit((columns) => [...ids].reduce((left, id) => takeCard(left, id, measures), columns)),
        refresh: () => void queryClient.invalidateQueries({ queryKey: key }),
      }),
    [object.name, edit, key, measures],
  );

  const move: Board['move'] = async (card, to) => {
    const value =
      field?.kind === 'select' || to.key === null ? to.key : { id: to.key, title: to.title ?? '' };
    const before = queryClient.getQueryData<Column[]>(key);
    await queryClient.cancelQueries({ queryKey: key });
    keep(card.id);
    edit((columns) => moveCard(columns, card.id, to.key, { [group]: value }, measures));
    try {
      await change(object, card, { [group]: value });
      if (to.means === 'won') celebrate();
    } catch (error) {
      queryClient.setQueryData(key, before);
      sayProblem(error);
      if (error instanceof ApiProblem && error.code === 'stale')
        void queryClient.invalidateQueries({ queryKey: key });
    }
  };

  const discard: Board['discard'] = async (card) => {
    try {
      await remove(object, [card]);
    } catch (error) {
      sayProblem(error);
    }
  };

  const loading = useRef(new Set<string | null>());
  const more: Board['more'] = async (column) => {
    if (column.next === null || loading.current.has(column.key)) return;
    loading.current.add(column.key);
    try {
      const here: Filter =
        column.key === null ? { [group]: { empty: true } } : { [group]: { eq: column.key } };
      const answer = await client.list(object, {
        filter: within(here),
        q,
        sort,
        fields,
        include: titlesOf(object, fields),
        limit: page * 2,
        after: column.next,
        total: 'none',
      });
      longest.current = Math.max(longest.current, column.records.length + answer.data.length);
      edit((columns) => appendCards(columns, column.key, answer.data, answer.page.next));
    } catch (error) {
      sayProblem(error);
    } finally {
      loading.current.delete(column.key);
    }
  };

  return {
    columns: query.data,
    error: query.error,
    move,
    keep,
    discard,
    more,
    reload: () => void query.refetch(),
  };
}

/** What a card needs beside what it shows: whose it is, what is next, what the headers add up, since when it is here. */
function fieldsOf(object: DescribedObject, group: string, cards: readonly string[]): string[] {
  const also = [
    'title',
    'version',
    group,
    object.fields[group]?.of,
    'owner',
    'nextActivityAt',
    'stageSince',
    'status',
    object.board?.sum,
    object.board?.weight,
  ];
  const all = [...also, ...cards].filter(
    (name): name is string => name !== undefined && Object.hasOwn(object.fields, name),
  );
  return [...new Set(all)];
}
