import { type AnyRecord, ApiProblem, type DescribedObject } from '@relata/client';
import { type Filter, type Grouping, type JoinedColumn, summedBy } from '@relata/model';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { hold, titlesOf } from '../../data/records.ts';
import { useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';
import { useReading } from '../../fields/reading.tsx';
import { useFresh } from './use-fresh.ts';
import { contentOf } from './grouping.ts';
import {
  appendCards,
  appendDone,
  type Column,
  type Measures,
  moveCard,
  patchCard,
  showCard,
  takeCard,
} from './move.ts';

interface Wanted {
  object: DescribedObject;
  grouping: Grouping;
  /** A day in the first period; null: that of today. */
  from: string | null;
  filter: Filter;
  q: string;
  sort: string;
  pipeline: string | null;
  /** Columns that hold several values. */
  joined: readonly JoinedColumn[];
  /** What the headers add up; '' where it is what the object says, `-` where nothing. */
  sum: string;
  /** Fields on the cards. */
  cards: readonly string[];
}

export interface Board {
  columns: Column[] | undefined;
  error: unknown;
  /** Puts cards into another column at once, with what changes of them; back again, with the reason, where the server refuses. */
  move: (
    moves: readonly { card: AnyRecord; changes: Partial<AnyRecord> }[],
    to: Column,
    write: () => Promise<unknown>,
  ) => Promise<boolean>;
  /** Keeps a card in sight that has just been made or sent somewhere. */
  keep: (id: string) => void;
  /** Fetches the next cards of a column. */
  more: (column: Column) => Promise<void>;
  /** Fetches more of what has come true in it. */
  moreDone: (column: Column) => Promise<void>;
  reload: () => void;
}

const page = 25;

export function useBoard(wanted: Wanted): Board {
  const { object, grouping, from, filter, q, sort, pipeline, joined, sum, cards } = wanted;
  const { name: group, unit } = grouping;
  const reading = useReading();
  const { workspace } = useMe();
  const parent = object.fields[group]?.of;
  const way = unit === null ? parent : object.stages?.pipeline;
  const fields = useMemo(
    () => fieldsOf(object, grouping, [...cards, sum]),
    [object, grouping, cards, sum],
  );
  const key = useMemo(
    () => ['board', object.name, { group, from, filter, q, sort, pipeline, joined, sum, fields }],
    [object.name, group, from, filter, q, sort, pipeline, joined, sum, fields],
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
    const here: Filter = way && pipeline ? { [way]: { eq: pipeline } } : {};
    return { and: [filter, here, more].filter((one) => Object.keys(one).length > 0) };
  };
  const measures: Measures = useMemo(
    () => ({
      sum: summedBy(object, sum),
      weight: object.board?.weight,
      rates: { ...workspace.rates, [workspace.currency]: '1' },
    }),
    [object, sum, workspace],
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
          joined,
          sum,
          ...(pipeline === null ? {} : { pipeline }),
          ...(from === null ? {} : { from }),
        },
        signal,
      );
      // By dates, a card lies where its date is, whoever put it there.
      if (unit !== null) return columns;
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

  useFresh({
    object,
    shown: () =>
      new Set(
        (queryClient.getQueryData<Column[]>(key) ?? []).flatMap(({ records }) =>
          records.map((card) => card.id),
        ),
      ),
    left: async (ids) => {
      const { data } = await client.list(object, {
        ...{
          filter: within({ and: [{ id: { in: ids } }, liesOn(object, grouping)] }),
          q,
          fields: ['title'],
          limit: ids.length,
        },
        total: 'none',
      });
      const still = new Set(data.map((card) => card.id));
      return ids.filter((id) => !still.has(id));
    },
    leave(ids) {
      const leaving = (queryClient.getQueryData<Column[]>(key) ?? []).flatMap(({ records }) =>
        records.filter((card) => ids.includes(card.id)),
      );
      kept.current = kept.current.filter((id) => !ids.includes(id));
      edit((columns) => ids.reduce((rest, id) => takeCard(rest, id, measures), columns));
      return leaving.map((card) => card.title);
    },
  });

  const move: Board['move'] = async (moves, to, write) => {
    const before = queryClient.getQueryData<Column[]>(key);
    await queryClient.cancelQueries({ queryKey: key });
    for (const { card } of moves) keep(card.id);
    // The last one goes on top of the others: they stay in their order.
    edit((columns) =>
      moves.reduceRight(
        (now, { card, changes }) => moveCard(now, card.id, to.key, changes, measures),
        columns,
      ),
    );
    try {
      await write();
      return true;
    } catch (error) {
      queryClient.setQueryData(key, before);
      sayProblem(error);
      if (error instanceof ApiProblem && error.code === 'stale')
        void queryClient.invalidateQueries({ queryKey: key });
      return false;
    }
  };

  const loading = useRef(new Set<string>());
  /** The next page of a column; null where it is on its way already, or has been refused. */
  const next = async (column: Column, part: 'open' | 'done', after: string | null) => {
    const place = `${part} ${column.key}`;
    if (after === null || loading.current.has(place)) return null;
    loading.current.add(place);
    try {
      const content = contentOf(object, grouping, column, reading, part);
      return await client.list(object, {
        sort,
        ...content,
        filter: within(content.filter),
        q,
        fields,
        include: titlesOf(object, fields),
        limit: page * 2,
        after,
        total: 'none',
      });
    } catch (error) {
      sayProblem(error);
      return null;
    } finally {
      loading.current.delete(place);
    }
  };
  const more: Board['more'] = async (column) => {
    const answer = await next(column, 'open', column.next);
    if (!answer) return;
    longest.current = Math.max(longest.current, column.records.length + answer.data.length);
    edit((columns) => appendCards(columns, column.key, answer.data, answer.page.next));
  };
  const moreDone: Board['moreDone'] = async (column) => {
    const answer = await next(column, 'done', column.done?.next ?? null);
    if (answer) edit((columns) => appendDone(columns, column.key, answer.data, answer.page.next));
  };

  return {
    columns: query.data,
    error: query.error,
    move,
    keep,
    more,
    moreDone,
    reload: () => void query.refetch(),
  };
}

/** By dates, a board shows what is still to be worked on, and a forecast what has come true as well. */
function liesOn({ board }: DescribedObject, { field, unit }: Grouping): Filter {
  const { open, done, date } = board ?? {};
  if (unit === null || !open) return {};
  if (unit === 'due') return open;
  return field === date && done ? { or: [open, done.when] } : {};
}

/** What a card needs beside what it shows: whose it is, what is next, what the headers add up, since when it is here. */
function fieldsOf(
  object: DescribedObject,
  { field }: Grouping,
  cards: readonly string[],
): string[] {
  const also = [
    'title',
    'version',
    field,
    object.fields[field]?.of,
    'owner',
    'nextActivityAt',
    object.idle?.since,
    object.idle?.because,
    'status',
    object.stages?.stage,
    object.stages?.pipeline,
    object.board?.sum,
    object.board?.weight,
    object.board?.done?.on,
  ];
  const all = [...also, ...cards].filter(
    (name): name is string => name !== undefined && Object.hasOwn(object.fields, name),
  );
  return [...new Set(all)];
}
