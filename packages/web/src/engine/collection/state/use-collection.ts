import type { DescribedObject } from '@relata/client';
import {
  type ColourRule,
  type Filter,
  type JoinedColumn,
  noField,
  readColours,
  readDates,
  readJoined,
  readTotals,
  sumSaid,
  type TotalKind,
} from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useLabels } from '../../../app/language.ts';
import { useMe } from '../../../data/session.ts';
import { chosenView, type SavedView, tabsOf, viewsQuery } from '../../views/views.ts';
import { type CollectionAddress, type Layout, readCollectionState } from './address.ts';
import { type GroupBy, readGroupBy } from '../groups/group-by.ts';
import { type Column, columnsOfView, readColumns } from './columns.ts';

/** What a collection page shows: the view, with what the address changes about it. */
export interface Collection {
  object: DescribedObject;
  /** All tabs. */
  views: SavedView[];
  view: SavedView;
  filter: Filter;
  sort: string;
  q: string;
  columns: Column[];
  layout: Layout;
  group: string | null;
  /** By what the rows of the table are grouped; null where they are not, or the field is gone or hidden. */
  groups: GroupBy | null;
  pipeline: string | null;
  /** Fields on the cards of the board: `value,company`; null where nobody chose. */
  cards: string | null;
  /** Columns of the board that hold several values. */
  joined: readonly JoinedColumn[];
  /** What the headers of the board add up; '' where nobody chose, `-` where they only count. */
  sum: string;
  totals: Readonly<Record<string, TotalKind>>;
  colours: readonly ColourRule[];
  /** Fields by which the calendar shows records: from, to. */
  dates: readonly string[];
  /** The day that the calendar shows, and how much around it, as the address says. */
  day: string | null;
  scale: string | null;
  /** Id of the record in the drawer. */
  open: string | null;
  /** The address changes something about the view that could be saved. */
  isModified: boolean;
  /** Writes into the address. `replace` leaves no step to go back to: for what is typed or dragged. */
  set: (changes: CollectionAddress, replace?: boolean) => void;
  /** Filters; where that is what the view says anyway, nothing stays in the address. */
  setFilter: (filter: Filter, also?: CollectionAddress) => void;
}

/** Undefined until the saved views are known. */
export function useCollection(object: DescribedObject): Collection | undefined {
  const address = readCollectionState(useSearch({ strict: false }));
  const navigate = useNavigate();
  const labels = useLabels();
  const me = useMe();
  const { data: saved, isError } = useQuery(viewsQuery);

  const views = useMemo(() => tabsOf(object, saved ?? [], labels), [object, saved, labels]);

  const set = useCallback(
    (changes: CollectionAddress, replace = false) => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => ({ ...before, ...changes }),
        replace,
      });
    },
    [navigate],
  );

  const view = chosenView(views, address.view, me);
  const filter = useMemo(
    () => readFilter(address.filter ?? view?.filter),
    [address.filter, view?.filter],
  );
  const columns = useMemo(
    () =>
      address.columns ? readColumns(object, address.columns) : columnsOfView(object, view?.columns),
    [object, address.columns, view?.columns],
  );

  const colourText = address.colours;
  const colours = useMemo(
    () => readColours(colourText === undefined ? view?.settings['colours'] : parsed(colourText)),
    [colourText, view?.settings],
  );

  const joinedText = address.joined;
  const joined = useMemo(
    () => readJoined(joinedText === undefined ? view?.settings['joined'] : parsed(joinedText)),
    [joinedText, view?.settings],
  );
  const sum = sumSaid(object, address.sum ?? textOf(view?.settings['sum']) ?? '');

  if (!view || (!saved && !isError)) return undefined;
  return {
    object,
    views,
    view,
    filter,
    sort: address.sort ?? (view.sort || object.sort),
    q: address.q ?? '',
    columns,
    layout: address.layout ?? view.layout,
    group: address.group ?? view.group ?? object.board?.by ?? null,
    groups: readGroupBy(object, address.groups ?? textOf(view.settings['groups'])),
    pipeline: address.pipeline ?? textOf(view.settings['pipeline']),
    cards: address.cards ?? textOf(view.settings['cards']),
    joined,
    sum: sum === noField || object.fields[sum] ? sum : '',
    totals: readTotals(address.totals ?? view.settings['totals']),
    colours,
    dates: readDates(address.dates ?? view.settings['dates']).filter((name) => object.fields[name]),
    day: address.day ?? null,
    scale: address.scale ?? textOf(view.settings['scale']),
    open: address.open ?? null,
    isModified: viewParts.some((part) => address[part] !== undefined),
    set,
    setFilter(next, also) {
      const text = JSON.stringify(next);
      set(
        { ...also, filter: text === JSON.stringify(readFilter(view.filter)) ? undefined : text },
        true,
      );
    },
  };
}

const viewParts = [
  'filter',
  'sort',
  'columns',
  'layout',
  'group',
  'groups',
  'pipeline',
  'cards',
  'joined',
  'sum',
  'totals',
  'colours',
  'dates',
  'scale',
] as const;

/** Takes away whatever the address changes about a view: after saving, or to go back to it. */
export const unchanged: CollectionAddress = Object.fromEntries(
  viewParts.map((part) => [part, undefined]),
);

/** A broken address shows everything rather than nothing; the server says what it does not understand. */
export function readFilter(text: string | undefined): Filter {
  const value = parsed(text ?? '{}');
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
