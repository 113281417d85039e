import type { AnyRecord, DescribedObject } from '@relata/client';
import type { CatalogObject } from '@relata/model';
import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';

/**
 * First members of the keys under which answers about an object are kept: `['board', 'deal', …]`.
 * The second is the object's name; of the kinds in `ofOne` the third is the record's id.
 */
const ofMany = ['list', 'board', 'calendar', 'aggregate'] as const;
const ofOne = ['record', 'history'] as const;
/** Show records of several objects, so that a change of any may concern them. */
const ofAny = ['timeline', 'related'] as const;

/** Something that holds records outside of the query cache: the pages of a table. */
export interface Holder {
  object: string;
  patch: (id: string, values: Partial<AnyRecord>) => void;
  remove: (ids: ReadonlySet<string>) => void;
  /** What is held may be out of date: ask again for what is on the screen. */
  refresh: () => void;
}

const holders = new Set<Holder>();

export function hold(holder: Holder): () => void {
  holders.add(holder);
  return () => holders.delete(holder);
}

/** Every reference of an object with the title of what it points to, so that cells never ask one by one. */
export function titlesOf(
  object: CatalogObject,
  fields: readonly string[] = Object.keys(object.fields),
): string[] {
  return fields.filter((name) => object.fields[name]?.to).map((name) => `${name}.title`);
}

/** One record with all its fields and the titles of what they point to. */
export const recordQuery = (object: DescribedObject, id: string) =>
  queryOptions({
    queryKey: ['record', object.name, id],
    queryFn: ({ signal }) => client.read(object, id, titlesOf(object), signal),
  });

/** Asked for when a link to it is hovered, so that the click finds it there. */
export function prefetchRecord(object: DescribedObject, id: string): void {
  queryClient
    .prefetchQuery({ ...recordQuery(object, id), staleTime: 10_000 })
    .catch(() => undefined);
}

/** Shows other values of a record everywhere, at once. */
export function patch(object: string, id: string, values: Partial<AnyRecord>): void {
  queryClient.setQueryData<AnyRecord>(['record', object, id], (record) =>
    record ? { ...record, ...values } : record,
  );
  for (const holder of holders) if (holder.object === object) holder.patch(id, values);
}

/** Takes records out of every list, at once. */
export function takeOut(object: string, ids: readonly string[]): void {
  const gone = new Set(ids);
  for (const holder of holders) if (holder.object === object) holder.remove(gone);
}

const own = new Set<string>();

/** Remembers a change that was made here: its echo from the server brings nothing new. */
export function noteOwnBatch(batch: string): void {
  own.add(batch);
  if (own.size > 500) own.delete(own.values().next().value ?? '');
}

export const isOwnBatch = (batch: string): boolean => own.has(batch);

/** What is to be asked again: ids by object; null for all of it. */
let waiting = new Map<string, Set<string> | null>();
let timer: ReturnType<typeof setTimeout> | undefined;
let lastFlush = 0;

/** Everything about these records (all of the object where no ids are given) may be out of date. */
export function forget(object: string, ids?: readonly string[]): void {
  const known = waiting.get(object);
  if (!ids || known === null) waiting.set(object, null);
  else waiting.set(object, new Set([...(known ?? []), ...ids]));
  // An import tells of changes without end: at most one round in two seconds.
  timer ??= setTimeout(flush, Math.max(150, lastFlush + 2000 - Date.now()));
}

function flush(): void {
  timer = undefined;
  lastFlush = Date.now();
  const round = waiting;
  waiting = new Map();
  queryClient
    .invalidateQueries({
      predicate: ({ queryKey: [kind, object, id] }) => {
        if (ofAny.some((one) => one === kind)) return true;
        if (kind === 'views') return round.has('view');
        if (typeof object !== 'string' || !round.has(object)) return false;
        if (ofMany.some((one) => one === kind)) return true;
        const ids = round.get(object);
        return (
          ofOne.some((one) => one === kind) && (!ids || (typeof id === 'string' && ids.has(id)))
        );
      },
    })
    .catch(() => undefined);
}

/** Tables of the object ask again for what they show. */
export function refreshTables(object: string): void {
  for (const holder of holders) if (holder.object === object) holder.refresh();
}
