import { useDebouncedValue } from '@mantine/hooks';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { type Filter, fold, isId } from '@relata/model';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { idOf, type Reference } from '../../fields/contract.ts';
import { isLoaded, isSmall, useSmallList } from '../../fields/titles.ts';

/** A record that may be picked. */
export interface Candidate extends Reference {
  object: string;
  title: string;
  detail: string | null;
  colour: string | null;
}

interface Wanted {
  /** Name of the object; `*`: any that has a timeline. */
  to: string;
  query: string;
  /** Members of equality that a small list is narrowed by: `{pipeline: id}`. */
  where?: Record<string, string | null> | undefined;
  /** Of others, which are offered. */
  among?: Filter | undefined;
  /** Of a small list, which may be chosen. */
  accepts?: ((one: AnyRecord) => boolean) | undefined;
  /** The one that cannot be chosen: it is for whom another is picked. */
  except?: string | undefined;
  /** The list is open: ask for nothing before. */
  wanted: boolean;
}

/** Records to pick from: those changed last before anything is typed, those found while typing. */
export function useCandidates({ to, query, where, among, accepts, except, wanted }: Wanted): {
  candidates: Candidate[];
  /** They are those of the query as it is; else those of the one before, until the answer is there. */
  isSettled: boolean;
} {
  const catalog = useCatalog();
  const object = catalog.objects[to];
  const small = object !== undefined && isSmall(object.writtenBy, object.place);
  const list = useSmallList(to, small);
  const [typed] = useDebouncedValue(query.trim(), 120);
  const targets =
    to === '*' ? Object.values(catalog.objects).filter((one) => one.timeline && one.can.read) : [];
  const { data, isPending, isPlaceholderData } = useQuery({
    queryKey: ['list', to, 'pick', typed, among ?? null],
    queryFn: ({ signal }) =>
      typed
        ? found(typed, object ? [object] : targets, among, signal)
        : recent(object ?? targets[0], among, signal),
    enabled: wanted && !small,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  if (!small)
    return {
      candidates: (data ?? []).filter((one) => one.id !== except),
      isSettled: !isPending && !isPlaceholderData && typed === query.trim(),
    };
  const candidates = list
    .filter((one) =>
      Object.entries(where ?? {}).every(
        ([name, value]) => value === null || idOf(one[name]) === value,
      ),
    )
    .filter((one) => one['active'] !== false && one.id !== except)
    .filter((one) => accepts?.(one) ?? true)
    .filter((one) => fold(one.title).includes(fold(query.trim())))
    .map((one) => ({
      object: to,
      id: one.id,
      title: one.title,
      detail: null,
      colour: typeof one['colour'] === 'string' ? one['colour'] : null,
    }));
  return { candidates, isSettled: !object.can.read || isLoaded(list) };
}

async function found(
  typed: string,
  objects: DescribedObject[],
  among: Filter | undefined,
  signal: AbortSignal,
): Promise<Candidate[]> {
  const [only] = objects;
  if (only && objects.length === 1 && isId(typed)) return byId(only, typed, among, signal);
  if (only && among) return listed(only, { filter: among, q: typed, limit: 12 }, signal);
  const answers = await client.search(
    typed,
    { limit: 12, objects: objects.map((one) => one.name) },
    signal,
  );
  // What is only like it is nobody's that somebody goes on from by Tab.
  return answers
    .filter((one) => !one.similar)
    .map(({ object, id, title, subtitle }) => ({
      ...{ object, id, title },
      detail: subtitle,
      colour: null,
    }));
}

/** Somebody has the id of the record: from a file, an address, another program (EP-OPP-10). */
async function byId(
  object: DescribedObject,
  id: string,
  among: Filter | undefined,
  signal: AbortSignal,
): Promise<Candidate[]> {
  const filter = { ...among, id: { eq: id } };
  return listed(object, { filter, limit: 1 }, signal);
}

const plainCandidate = ({ name }: DescribedObject, { id, title }: AnyRecord): Candidate => ({
  object: name,
  id,
  title,
  detail: null,
  colour: null,
});

async function recent(
  object: DescribedObject | undefined,
  among: Filter | undefined,
  signal: AbortSignal,
): Promise<Candidate[]> {
  if (!object) return [];
  return listed(object, { ...(among && { filter: among }), sort: '-updatedAt', limit: 8 }, signal);
}

async function listed(
  object: DescribedObject,
  query: { filter?: Filter; q?: string; sort?: string; limit: number },
  signal: AbortSignal,
): Promise<Candidate[]> {
  const { data } = await client.list(object, { ...query, total: 'none' }, signal);
  return data.map((one) => plainCandidate(object, one));
}
