import type { AnyRecord } from '@relata/client';
import {
  createWindow,
  type RecordWindow,
  type RowSource,
  type WindowQuery,
  type WindowState,
} from '../../../data/record-window.ts';
import { queryClient } from '../../../data/query-client.ts';
import { follow } from '../../../data/use-record-window.ts';
import type { Group } from './group-by.ts';

/** Where a group stands in the table: the number of its heading's row, and how many rows follow it. */
interface Place {
  group: Group;
  heading: number;
  rows: number;
}

/** As many rows of a group as its heading says, until its first page says better; more come while scrolling. */
const promised = 10_000;

const settled: WindowState = {
  rows: 0,
  total: 0,
  totalIsLowerBound: false,
  isReady: true,
  isSlow: false,
  error: null,
};

/** Headings of groups and the rows of those that are open, one below the other. Each open group is a window of its own. */
export interface GroupedRows extends RowSource {
  subscribe: (listener: () => void) => () => void;
  state: () => WindowState;
  /** Shows these groups; whatever stays open of them keeps its rows. */
  set: (groups: readonly Group[], open: ReadonlySet<string>) => void;
  groupAt: (index: number) => { group: Group; isOpen: boolean } | undefined;
  close: () => void;
}

export function createGroupedRows(query: WindowQuery): GroupedRows {
  let groups: readonly Group[] = [];
  let places: Place[] = [];
  let state = settled;
  let visible = { first: 0, last: 0 };
  const windows = new Map<string, { window: RecordWindow; stop: () => void }>();
  const listeners = new Set<() => void>();

  function opened(group: Group): RecordWindow {
    const filter = { and: [query.filter, group.filter] };
    const window = createWindow({ ...query, filter });
    const forget = window.subscribe(arrange);
    const unfollow = follow(window);
    const stop = () => {
      unfollow();
      forget();
      window.close();
    };
    windows.set(group.id, { window, stop });
    return window;
  }

  /** Counts the rows anew, and tells those who show them. */
  function arrange(): void {
    let heading = 0;
    places = groups.map((group) => {
      const now = windows.get(group.id)?.window.state();
      const rows = !now ? 0 : now.isReady ? now.rows : Math.min(group.count, promised);
      const place = { group, heading, rows };
      heading += 1 + rows;
      return place;
    });
    const total = groups.reduce((sum, group) => sum + group.count, 0);
    const all = [...windows.values()].map(({ window }) => window.state());
    state = {
      ...settled,
      rows: heading,
      total,
      isSlow: all.some((one) => one.isSlow),
      error: all.find((one) => one.error)?.error ?? null,
    };
    for (const listener of listeners) listener();
  }

  /** The place that a row belongs to, found by halving. */
  function placeAt(index: number): Place | undefined {
    let low = 0;
    let high = places.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((places[middle]?.heading ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return places[low];
  }

  function look(): void {
    for (const { group, heading, rows } of places) {
      const window = windows.get(group.id)?.window;
      const first = Math.max(visible.first - heading - 1, 0);
      const last = Math.min(visible.last - heading - 1, rows - 1);
      if (window && first <= last) window.show(first, last);
    }
  }

  return {
    scrollTop: 0,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    set(next, open) {
      groups = next;
      const wanted = new Set(next.map((group) => group.id).filter((id) => open.has(id)));
      for (const [id, { stop }] of windows)
        if (!wanted.has(id)) {
          stop();
          windows.delete(id);
        }
      for (const group of next) if (wanted.has(group.id) && !windows.has(group.id)) opened(group);
      arrange();
      look();
    },
    groupAt(index) {
      const place = placeAt(index);
      return place?.heading === index
        ? { group: place.group, isOpen: windows.has(place.group.id) }
        : undefined;
    },
    row(index): AnyRecord | undefined {
      const place = placeAt(index);
      if (!place || index === place.heading) return undefined;
      return windows.get(place.group.id)?.window.row(index - place.heading - 1);
    },
    indexOf(id) {
      for (const { group, heading } of places) {
        const at = windows.get(group.id)?.window.indexOf(id) ?? -1;
        if (at >= 0) return heading + 1 + at;
      }
      return -1;
    },
    loaded: () => [...windows.values()].flatMap(({ window }) => window.loaded()),
    show(first, last) {
      visible = { first, last };
      look();
    },
    refresh() {
      void queryClient.invalidateQueries({ queryKey: ['aggregate', query.object.name] });
      for (const { window } of windows.values()) window.refresh();
    },
    setTotal: () => {},
    close() {
      for (const { stop } of windows.values()) stop();
      windows.clear();
    },
  };
}
