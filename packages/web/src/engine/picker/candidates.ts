import { useDebouncedValue } from '@mantine/hooks';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { fold } from '@relata/model';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import type { Reference } from '../../fields/contract.ts';
import { isSmall, useSmallList } from '../../fields/titles.ts';

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
  /** Of a small list, which may be chosen. */
  accepts?: ((one: AnyRecord) => boolean) | undefined;
  /** The list is open: ask for nothing before. */
  wanted: boolean;
}

/** Records to pick from: those changed last before anything is typed, those found while typing. */
export function useCandidates({ to, query, where, accepts, wanted }: Wanted): {
  candidates: Candidate[];
  isLoading: boolean;
} {
  const catalog = useCatalog();
  const object = catalog.objects[to];
  const small = object !== undefined && isSmall(object.writtenBy, object.place);
  const list = useSmallList(to, small);
  const [typed] = useDebouncedValue(query.trim(), 120);
  const targets =
    to === '*' ? Object.values(catalog.objects).filter((one) => one.timeline && one.can.read) : [];
  const { data, isPending } = useQuery({
    queryKey: ['list', to, 'pick', typed],
    queryFn: ({ signal }) =>
      typed
        ? found(typed, object ? [object] : targets, signal)
        : recent(object ?? targets[0], signal),
    enabled: wanted && !small,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  if (!small) return { candidates: data ?? [], isLoading: isPending };
  const candidates = list
    .filter((one) =>
      Object.entries(where ?? {}).every(
        ([name, value]) => value === null || idOf(one[name]) === value,
      ),
    )
    .filter((one) => one['active'] !== false)
    .filter((one) => accepts?.(one) ?? true)
    .filter((one) => fold(one.title).includes(fold(query.trim())))
    .map((one) => ({
      object: to,
      id: one.id,
      title: one.title,
      detail: null,
      colour: typeof one['colour'] === 'string' ? one['colour'] : null,
    }));
  return { candidates, isLoading: false };
}

async function found(
  typed: string,
  objects: DescribedObject[],
  signal: AbortSignal,
): Promise<Candidate[]> {
  const answers = await client.search(
    typed,
    { limit: 12, objects: objects.map((one) => one.name) },
    signal,
  );
  return answers.map(({ object, id, title, subtitle }) => ({
    object,
    id,
    title,
    detail: subtitle,
    colour: null,
  }));
}

async function recent(
  object: DescribedObject | undefined,
  signal: AbortSignal,
): Promise<Candidate[]> {
  if (!object) return [];
  const { data } = await client.list(
    object,
    { sort: '-updatedAt', limit: 8, total: 'none' },
    signal,
  );
  return data.map(({ id, title }) => ({
    object: object.name,
    id,
    title,
    detail: null,
    colour: null,
  }));
}

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
