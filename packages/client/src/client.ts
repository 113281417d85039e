import type { ChangesOf, RecordRef } from '@relata/model';
import type {
  AggregateRow,
  AnyRecord,
  BatchDone,
  BoardColumn,
  CalendarDay,
  Changed,
  Deleted,
  DescribedCatalog,
  Found,
  Named,
  Notice,
  RecordFor,
  RecordPage,
  RelatedRecords,
  WorkItem,
} from './answers.ts';
import type { ChangeMark, HistoryEntry, TimelinePage, Undone } from './history.ts';
import type { ImportChanges, ImportRun } from './imports.ts';
import type { Me, WorkspaceFacts } from './me.ts';
import { duplicateCalls } from './duplicates.ts';
import { leadCalls } from './leads.ts';
import { fieldCalls } from './fields.ts';
import { fileCalls } from './files.ts';
import { mailCalls } from './mail.ts';
import { objectCalls } from './objects.ts';
import { peopleCalls } from './people.ts';
import { ApiProblem } from './problem.ts';
import type {
  AggregateQuery,
  BatchBody,
  BoardQuery,
  CalendarQuery,
  ExportFormat,
  ListQuery,
  ManyChange,
  MyChanges,
  Selection,
  SetUp,
  WriteGuard,
} from './queries.ts';
import { guardHeaders, listParameters, selection } from './queries.ts';
import { signInCalls } from './sign-in.ts';
import {
  addressOf,
  type Call,
  type ClientOptions,
  createTransport,
  type Transport,
} from './transport.ts';

/** An object, as far as its address goes. Definitions of the model are; so is what the catalog gives. */
export interface Addressed {
  plural: string;
}

export type Client = ReturnType<typeof createClient>;

/**
 * Everything that the API can do, as functions. Answers are unwrapped from `{data}`, refusals are thrown as `ApiProblem`.
 *
 * ```ts
 * const crm = createClient({ baseUrl: 'https://crm.example.com', headers: { authorization: `Bearer ${key}` } });
 * const { data } = await crm.list(deal, { filter: { status: { eq: 'open' } }, sort: '-value' });
 * await crm.action(deal, data[0].id, 'win', { closedOn: '2026-11-22' });
 * ```
 */
export function createClient(options: ClientOptions = {}) {
  const send = createTransport(options);
  const v1: Transport = (path, call) => send(`/api/v1${path}`, call);
  /** The JSON's edge: the server's answer is taken to be what the contract says. */
  const ask = async <T>(path: string, call?: Call): Promise<T> => (await v1(path, call)) as T;
  const data = async <T>(path: string, call?: Call): Promise<T> =>
    (await ask<{ data: T }>(path, call)).data;
  const at = (object: Addressed, ...rest: string[]) =>
    `/${[object.plural, ...rest].map(encodeURIComponent).join('/')}`;
  /** What a browser opens by itself: it sends no headers. */
  const opened = (path: string, query: Call['query'] = {}) =>
    addressOf(options.baseUrl ?? '', `/api/v1${path}`, { ...query, viewAs: options.viewAs });
  const workItem = (id: string) => data<WorkItem>(`/work/${encodeURIComponent(id)}`);
  /** A change from which very much follows is made in the background: its batch, once it is done. */
  const ended = async (item: WorkItem): Promise<string> => {
    let now = item;
    for (let wait = 250; now.status === 'running'; wait = Math.min(wait * 2, 2000)) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      now = await workItem(item.id);
    }
    if (now.status !== 'done') throw failed(now);
    return now.batch ?? now.id;
  };
  /** What a change of one record made of it. */
  const written = async <R>(
    answer: Changed<R> | { data: WorkItem },
    path: string,
    query: Call['query'] = {},
  ) =>
    'batch' in answer
      ? answer
      : { batch: await ended(answer.data), data: await data<R>(path, { query }) };

  return {
    // --- records -------------------------------------------------------------------------------------------
    list: <D extends Addressed>(object: D, query: ListQuery = {}, signal?: AbortSignal) =>
      ask<RecordPage<RecordFor<D>>>(at(object), { query: listParameters(query), signal }),
    read: <D extends Addressed>(
      object: D,
      id: string,
      include: readonly string[] = [],
      signal?: AbortSignal,
    ) => data<RecordFor<D>>(at(object, id), { query: { include: include.join(',') }, signal }),
    create: <D extends Addressed>(
      object: D,
      values: ChangesOf<D>,
      include: readonly string[] = [],
      /** Asked again under the same key, it gives the first answer again: one record is made. */
      key?: string,
    ) =>
      ask<Changed<RecordFor<D>>>(at(object), {
        method: 'POST',
        body: values,
        query: { include: include.join(',') },
        ...(key !== undefined && { headers: { 'idempotency-key': key } }),
      }),
    update: <D extends Addressed>(
      object: D,
      id: string,
      changes: ChangesOf<D>,
      guard: WriteGuard = {},
      include: readonly string[] = [],
    ) =>
      ask<Changed<RecordFor<D>> | { data: WorkItem }>(at(object, id), {
        method: 'PATCH',
        body: changes,
        headers: guardHeaders(guard),
        query: { include: include.join(',') },
      }).then((answer) => written(answer, at(object, id), { include: include.join(',') })),
    remove: async (object: Addressed, id: string) => {
      const done = await data<{ batch: string } | WorkItem>(at(object, id), { method: 'DELETE' });
      return 'status' in done ? { batch: await ended(done) } : done;
    },
    restore: (object: Addressed, id: string) =>
      ask<Changed<AnyRecord> | { data: WorkItem }>(at(object, id, 'restore'), {
        method: 'POST',
        body: {},
      }).then((answer) => written(answer, at(object, id))),
    /** All or nothing, 10,000 records at most. */
    batch: async (object: Addressed, body: BatchBody): Promise<BatchDone> => {
      const done = await data<BatchDone | WorkItem>(at(object, 'batch'), { method: 'POST', body });
      if (!('status' in done)) return done;
      const batch = await ended(done);
      return { batch, counts: (await workItem(batch)).result ?? {}, changed: [] };
    },
    /** Any number of records, in the background. */
    bulk: (object: Addressed, body: ManyChange) =>
      data<WorkItem>(at(object, 'bulk'), { method: 'POST', body }),
    /** A domain action: `win`, `lose`, `reopen`. */
    action: <D extends Addressed>(
      object: D,
      id: string,
      action: string,
      input: Record<string, unknown> = {},
    ) => ask<Changed<RecordFor<D>>>(at(object, id, action), { method: 'POST', body: input }),
    aggregate: (object: Addressed, query: AggregateQuery, signal?: AbortSignal) =>
      data<AggregateRow[]>(at(object, 'aggregate'), {
        query: { ...selection(query), groupBy: query.groupBy, measures: query.measures.join(',') },
        signal,
      }),
    board: <D extends Addressed>(object: D, query: BoardQuery, signal?: AbortSignal) =>
      data<BoardColumn<RecordFor<D>>[]>(at(object, 'board'), {
        query: {
          ...listParameters(query),
          groupBy: query.groupBy,
          pipeline: query.pipeline,
          joined: query.joined?.length ? JSON.stringify(query.joined) : undefined,
          sum: query.sum || undefined,
          from: query.from,
          periods: query.periods,
        },
        signal,
      }),
    calendar: <D extends Addressed>(object: D, query: CalendarQuery, signal?: AbortSignal) =>
      data<CalendarDay<RecordFor<D>>[]>(at(object, 'calendar'), {
        query: {
          ...listParameters(query),
          from: query.from,
          to: query.to,
          day: query.day,
          days: query.days,
        },
        signal,
      }),
    timeline: (
      object: Addressed,
      id: string,
      query: { kinds?: readonly string[]; after?: string | null; limit?: number } = {},
      signal?: AbortSignal,
    ) =>
      ask<TimelinePage>(at(object, id, 'timeline'), {
        query: { kinds: query.kinds?.join(','), after: query.after, limit: query.limit },
        signal,
      }),
    /**
     * What is left out stays as it is.
     *
     * @param mark `was`: the remark as it was read; where it is another by now, the new one is refused
     */
    markChange: (
      object: Addressed,
      id: string,
      entry: string,
      mark: Partial<ChangeMark> & { was?: string | null },
    ) => data<ChangeMark>(at(object, id, 'timeline', entry), { method: 'PUT', body: mark }),
    history: (
      object: Addressed,
      id: string,
      query: { after?: string | null; limit?: number } = {},
      signal?: AbortSignal,
    ) => ask<RecordPage<HistoryEntry>>(at(object, id, 'history'), { query, signal }),
    related: (object: Addressed, id: string, signal?: AbortSignal) =>
      data<RelatedRecords[]>(at(object, id, 'related'), { signal }),
    /** Where the browser downloads what a list would show. */
    exportAddress: (
      object: Addressed,
      query: Selection & {
        format: ExportFormat;
        columns?: readonly string[];
        sort?: string;
        /** Columns named as people read them; otherwise so that they can be imported again. */
        labels?: boolean;
      },
    ) =>
      opened(at(object, 'export'), {
        ...selection(query),
        format: query.format,
        columns: query.columns?.join(','),
        sort: query.sort,
        labels: query.labels ? 1 : undefined,
      }),

    /** A file of up to 10,000 records picked by hand: more than an address can name. */
    exportPicked: (
      object: Addressed,
      body: {
        ids: readonly string[];
        format: ExportFormat;
        columns?: readonly string[];
        sort?: string;
        labels?: boolean;
      },
    ) => ask<File>(at(object, 'export'), { method: 'POST', body, wants: 'file' }),

    // --- duplicates ---------------------------------------------------------------------------------------
    ...duplicateCalls({ ask, data, at, written }),
    ...leadCalls({ ask, data, at }),

    // --- across objects ------------------------------------------------------------------------------------
    search: (
      q: string,
      more: { limit?: number; objects?: readonly string[] } = {},
      signal?: AbortSignal,
    ) =>
      data<Found[]>('/search', {
        query: { q, limit: more.limit, objects: more.objects?.join(',') },
        signal,
      }),
    /** What was deleted, newest first: of one object, or of all. */
    recycleBin: (
      query: { object?: string; after?: string | null; limit?: number } = {},
      signal?: AbortSignal,
    ) => ask<RecordPage<Deleted>>('/recycle-bin', { query, signal }),
    /** Undoes a batch; a large one goes on in the background (`WorkItem`). */
    undo: (batch: string) =>
      data<Undone | WorkItem>(`/changes/${encodeURIComponent(batch)}/undo`, {
        method: 'POST',
        body: {},
      }),
    favourites: () => data<Named[]>('/favourites'),
    addFavourite: ({ object, id }: RecordRef) =>
      ask<void>(favourite(object, id), { method: 'PUT' }),
    removeFavourite: ({ object, id }: RecordRef) =>
      ask<void>(favourite(object, id), { method: 'DELETE' }),
    notifications: () => ask<{ data: Notice[]; unread: number }>('/notifications'),
    /** All of them where no ids are given. */
    readNotifications: (ids?: readonly string[]) =>
      ask<void>('/notifications/read', { method: 'POST', body: ids ? { ids } : {} }),

    // --- long work -----------------------------------------------------------------------------------------
    work: () => data<WorkItem[]>('/work'),
    workItem,
    cancelWork: (id: string) =>
      ask<void>(`/work/${encodeURIComponent(id)}/cancel`, { method: 'POST', body: {} }),
    makeSampleData: () => data<WorkItem>('/sample-data', { method: 'POST', body: {} }),

    // --- imports -------------------------------------------------------------------------------------------
    import: (id: string, signal?: AbortSignal) => data<ImportRun>(importOf(id), { signal }),
    /** Changes a draft and looks anew at what would become of its rows. */
    changeImport: (id: string, changes: ImportChanges) =>
      data<ImportRun>(importOf(id), { method: 'PATCH', body: changes }),
    startImport: (id: string) =>
      data<ImportRun>(importOf(id, '/start'), { method: 'POST', body: {} }),
    /** What is saved stays, and can be undone. */
    cancelImport: (id: string) =>
      data<ImportRun>(importOf(id, '/cancel'), { method: 'POST', body: {} }),
    /** Where the browser downloads the rows that were refused, as a CSV file with the reasons. */
    refusedAddress: (id: string) => opened(importOf(id, '/refused')),
    /** Where a file is sent to (multipart `file`, optional `object`), by whoever shows how far it has come. */
    importsAddress: opened('/imports'),

    // --- files ---------------------------------------------------------------------------------------------
    ...fileCalls({ data, opened }),

    // --- people ---------------------------------------------------------------------------------------------
    ...fieldCalls({ data }),
    ...objectCalls({ data }),
    ...mailCalls({ data }),
    ...peopleCalls({ ask, data, opened }),

    // --- who and what --------------------------------------------------------------------------------------
    catalog: () => data<DescribedCatalog>('/catalog'),
    me: () => data<Me>('/me'),
    changeMe: (changes: MyChanges) => data<Me>('/me', { method: 'PATCH', body: changes }),
    changeWorkspace: (changes: Partial<Omit<WorkspaceFacts, 'id' | 'language'>>) =>
      ask<unknown>('/workspace', { method: 'PATCH', body: changes }),
    ...signInCalls(send),
    setUpNeeded: async () => (await data<{ needed: boolean }>('/setup')).needed,
    setUp: (answers: SetUp) => data<unknown>('/setup', { method: 'POST', body: answers }),

    /** For addresses that have no function of their own. */
    ask,
    /** Where server-sent events come from. */
    eventsAddress: opened('/events'),
  };
}

/** Why work ended without being done, as the request itself would have been refused. */
function failed({ status, error }: WorkItem): ApiProblem {
  const [code, reason] =
    status === 'cancelled' ? ['conflict', 'cancelled'] : (error ?? '').split('.');
  const body = {
    title: 'The change was not made',
    ...(code && { code }),
    ...(reason && { reason }),
  };
  return new ApiProblem(409, body);
}

const importOf = (id: string, rest = '') => `/imports/${encodeURIComponent(id)}${rest}`;

const favourite = (object: string, id: string) =>
  `/favourites/${encodeURIComponent(object)}/${encodeURIComponent(id)}`;
