import { type AnyRecord, ApiProblem, type DescribedObject, type RecordPage } from '@relata/client';
import type { Filter } from '@relata/model';
import { client } from './client.ts';
import { onConnection, isAway, reached, unreachable } from './connection.ts';
import { hold } from './records.ts';

/** Rows of one page. All pages but the last have as many, so that a row's number says where it is. */
export const pageSize = 100;
/** Pages whose records are kept; of others only the cursor is, so that a million rows cost a few megabytes. */
const keptPages = 30;
const parallel = 3;
/** Rows that the scrollbar reaches beyond what has been seen: a jump walks there page by page, which takes time. */
const reach = 10_000;

export interface WindowQuery {
  object: DescribedObject;
  filter: Filter;
  sort: string;
  q: string;
  fields: readonly string[];
  include: readonly string[];
}

export interface WindowState {
  /** Rows that can be scrolled to: those known, and those that the capped total promises. */
  rows: number;
  total: number | null;
  totalIsLowerBound: boolean;
  /** The first answer has come. */
  isReady: boolean;
  isSlow: boolean;
  error: ApiProblem | null;
}

interface Page {
  after: string | null;
  /** Undefined until the page has been read once. */
  next: string | null | undefined;
  records: AnyRecord[] | null;
  isStale: boolean;
}

/** A list of any length, of which only what is looked at is in memory. */
export type RecordWindow = ReturnType<typeof createWindow>;

/** What a table needs of its rows, wherever they come from. */
export type RowSource = Pick<
  RecordWindow,
  'scrollTop' | 'row' | 'indexOf' | 'loaded' | 'show' | 'refresh' | 'setTotal'
>;

/**
 * Pages are read by keyset, each from where the one before ended. Cursors once seen are kept, so that going back
 * is one request; a jump far ahead walks there by pages of ids.
 */
export function createWindow(query: WindowQuery) {
  let pages: Page[] = [{ after: null, next: undefined, records: null, isStale: false }];
  let state: WindowState = {
    rows: 0,
    total: null,
    totalIsLowerBound: false,
    isReady: false,
    isSlow: false,
    error: null,
  };
  let visible = { first: 0, last: 0 };
  let known = { total: null as number | null, isLowerBound: false };
  let generation = 0;
  const running = new Map<number, AbortController>();
  const listeners = new Set<() => void>();
  let touched = Date.now();

  const tell = (changes: Partial<WindowState>) => {
    state = { ...state, ...changes, ...extent() };
    for (const listener of listeners) listener();
  };

  function extent() {
    const last = pages.at(-1);
    const before = (pages.length - 1) * pageSize;
    if (last?.next === null) {
      const total = before + (last.records?.length ?? lengthOfLast);
      return { rows: total, total, totalIsLowerBound: false };
    }
    const seen = last?.next === undefined ? before : before + pageSize;
    const isKnown = state.isReady || known.total !== null;
    return {
      rows: isKnown ? Math.max(Math.min(known.total ?? 0, seen + reach), seen + 1) : 0,
      total: known.total === null ? null : Math.max(known.total, seen),
      totalIsLowerBound: known.isLowerBound,
    };
  }
  /** How many rows the last page had when its records were let go. */
  let lengthOfLast = 0;

  async function read(number: number, isWalking: boolean): Promise<void> {
    const page = pages[number];
    if (!page || running.has(number)) return;
    const mine = generation;
    const abort = new AbortController();
    running.set(number, abort);
    try {
      const answer = await client.list(
        query.object,
        {
          filter: query.filter,
          sort: query.sort,
          q: query.q,
          fields: isWalking ? ['id'] : query.fields,
          include: isWalking ? [] : query.include,
          limit: pageSize,
          after: page.after,
          total: number === 0 ? 'capped' : 'none',
        },
        abort.signal,
      );
      if (mine !== generation) return;
      reached();
      keep(number, answer, isWalking);
    } catch (error) {
      if (mine !== generation) return;
      if (!abort.signal.aborted) fail(error);
    } finally {
      if (running.get(number) === abort) running.delete(number);
    }
    if (mine === generation && !state.error && !isAway()) schedule();
  }

  function fail(error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.isPassing) unreachable();
    // What is on the screen stays there while the server is away.
    tell({ error: error.isPassing && state.isReady ? null : error });
  }

  function keep(
    number: number,
    { data, page: info }: RecordPage<AnyRecord>,
    isWalking: boolean,
  ): void {
    const page = pages[number];
    if (!page) return;
    if (info.total !== undefined)
      known = { total: info.total, isLowerBound: info.totalIsLowerBound === true };
    const following = pages[number + 1];
    // What came in between moves everything behind it: those pages begin elsewhere now.
    if (following && info.next !== following.after) pages = pages.slice(0, number + 1);
    page.next = info.next;
    page.isStale = false;
    page.records = isWalking ? null : data;
    if (info.next === null) lengthOfLast = data.length;
    else if (!pages[number + 1])
      pages.push({ after: info.next, next: undefined, records: null, isStale: false });
    letGo();
    tell({
      isReady: true,
      isSlow: info.slow === true || (number > 0 && state.isSlow),
      error: null,
    });
  }

  /** Records of the pages farthest from what is looked at. */
  function letGo(): void {
    const held = pages.flatMap((page, number) => (page.records ? [number] : []));
    if (held.length <= keptPages) return;
    const here = Math.floor(visible.first / pageSize);
    held.sort((a, b) => Math.abs(b - here) - Math.abs(a - here));
    for (const number of held.slice(0, held.length - keptPages)) {
      const page = pages[number];
      if (!page) continue;
      if (page.next === null) lengthOfLast = page.records?.length ?? 0;
      page.records = null;
    }
  }

  /** Reads what is looked at, then what will be looked at next. */
  function schedule(): void {
    const from = Math.floor(visible.first / pageSize);
    const to = Math.floor(visible.last / pageSize);
    const wanted: number[] = [];
    for (let number = from; number <= to; number++) wanted.push(number);
    wanted.push(to + 1, from - 1);

    for (const [number, abort] of running)
      if (!wanted.includes(number) && pages[number]?.next !== undefined) {
        abort.abort();
        running.delete(number);
      }

    for (const number of wanted) {
      if (running.size >= parallel) return;
      const page = pages[number];
      if (page && (!page.records || page.isStale) && !running.has(number)) void read(number, false);
    }
    const frontier = pages.length - 1;
    const last = pages[frontier];
    if (to + 1 > frontier && last && last.next === undefined && !running.has(frontier))
      void read(frontier, frontier < from);
  }

  const release = hold({
    object: query.object.name,
    patch(id, values) {
      for (const page of pages) {
        const at = page.records?.findIndex((record) => record.id === id) ?? -1;
        const record = page.records?.[at];
        if (!page.records || !record) continue;
        page.records = page.records.with(at, { ...record, ...values });
        tell({});
        return;
      }
    },
    remove(ids) {
      for (const page of pages)
        if (page.records?.some((record) => ids.has(record.id)))
          page.records = page.records.filter((record) => !ids.has(record.id));
      closeGaps();
      tell({});
    },
    refresh: () => refresh(),
  });

  /** Rows move up into the place of those that left. What follows the loaded pages is asked for again anyway. */
  function closeGaps(): void {
    const start = pages.findIndex(
      (page) => page.records && page.records.length < pageSize && page.next !== null,
    );
    if (start < 0) return;
    let end = start;
    while (pages[end + 1]?.records) end++;
    const rows = pages.slice(start, end + 1).flatMap((page) => page.records ?? []);
    for (let number = start; number <= end; number++) {
      const page = pages[number];
      if (page) page.records = rows.splice(0, pageSize);
    }
    if (known.total !== null) known = { ...known, total: Math.max(0, known.total - 1) };
  }

  /** Asks again for what is on the screen; the rows shown stay until the answer is there. */
  function refresh(): void {
    touched = Date.now();
    if (listeners.size === 0) {
      for (const page of pages) page.isStale = true;
      return;
    }
    generation++;
    for (const abort of running.values()) abort.abort();
    running.clear();
    const from = Math.floor(visible.first / pageSize);
    const to = Math.floor(visible.last / pageSize);
    for (const [number, page] of pages.entries()) {
      if (number >= from && number <= to) page.isStale = true;
      else page.records = null;
    }
    if (from > 0) void recount();
    schedule();
  }

  async function recount(): Promise<void> {
    const mine = generation;
    const answer = await client
      .list(query.object, { filter: query.filter, q: query.q, fields: ['id'], limit: 1 })
      .catch(() => undefined);
    if (!answer || mine !== generation) return;
    known = {
      total: answer.page.total ?? null,
      isLowerBound: answer.page.totalIsLowerBound === true,
    };
    tell({});
  }

  const forgetConnection = onConnection(() => {
    if (!isAway() && listeners.size) refresh();
  });

  return {
    query,
    /** Where the table was scrolled to when it was last shown. */
    scrollTop: 0,
    subscribe(listener: () => void): () => void {
      const isFirst = listeners.size === 0;
      listeners.add(listener);
      if (isFirst && (pages.some((page) => page.isStale) || Date.now() - touched > 30_000))
        refresh();
      return () => listeners.delete(listener);
    },
    state: () => state,
    row: (index: number): AnyRecord | undefined =>
      pages[Math.floor(index / pageSize)]?.records?.[index % pageSize],
    /** Number of the row that shows a record; -1 where it is not in memory. */
    indexOf(id: string): number {
      for (const [number, page] of pages.entries()) {
        const at = page.records?.findIndex((record) => record.id === id) ?? -1;
        if (at >= 0) return number * pageSize + at;
      }
      return -1;
    },
    /** Tells which rows are looked at, so that they and their neighbours are read. */
    show(first: number, last: number): void {
      visible = { first: Math.max(0, first), last: Math.max(0, last) };
      schedule();
    },
    refresh,
    /** Everything that is in memory, first to last. */
    loaded: (): AnyRecord[] => pages.flatMap((page) => page.records ?? []),
    /** The number is known exactly now, having been asked for. */
    setTotal(total: number): void {
      known = { total, isLowerBound: false };
      tell({});
    },
    close(): void {
      generation++;
      for (const abort of running.values()) abort.abort();
      release();
      forgetConnection();
    },
  };
}

/** Lists looked at lately, so that going back shows them as they were left. */
const lately = new Map<string, RecordWindow>();

export function windowFor(query: WindowQuery): RecordWindow {
  const { object, ...rest } = query;
  const key = JSON.stringify([object.name, rest]);
  const found = lately.get(key) ?? createWindow(query);
  lately.delete(key);
  lately.set(key, found);
  for (const [other, window] of lately) {
    if (lately.size <= 6) break;
    lately.delete(other);
    window.close();
  }
  return found;
}
