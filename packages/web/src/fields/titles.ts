import type { AnyRecord, DescribedObject } from '@relata/client';
import { useCatalog } from '../data/catalog.ts';
import { client } from '../data/client.ts';
import { useShared } from '../data/use-shared.ts';
import type { Reference } from './contract.ts';

const none: AnyRecord[] = [];

/** All records of an object of which a workspace has few: stages, pipelines, reasons, users, tags. In their own order. */
export function useSmallList(name: string, wanted = true): AnyRecord[] {
  const object = useCatalog().objects[name];
  const list = useShared(wanted && object?.can.read ? smallList(object) : null);
  return list ?? none;
}

/** Whether a small list is there; it is empty until then. */
export const isLoaded = (list: AnyRecord[]): boolean => list !== none;

const smallList = (object: DescribedObject) => ({
  queryKey: ['list', object.name, 'all'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<AnyRecord[]> =>
    (await client.list(object, { sort: object.sort, limit: 200, total: 'none' }, signal)).data,
  staleTime: 300_000,
});

/** Are there so few of them that all can be loaded at once? */
export const isSmall = (writtenBy: string, place: string): boolean =>
  writtenBy === 'settings' || place === 'settings';

/** What a reference is called: as it was included, else by the record itself. Blank until that is known. */
export function useTitle(name: string, reference: Reference): string {
  const object = useCatalog().objects[name];
  const small = object !== undefined && isSmall(object.writtenBy, object.place);
  const known = reference.title;
  const list = useSmallList(name, known === undefined && small);
  const isAsked = known === undefined && object !== undefined && !small;
  const data = useShared(isAsked ? titleOf(object, reference.id) : null);
  return known ?? list.find((one) => one.id === reference.id)?.title ?? data ?? '';
}

const titleOf = (object: DescribedObject, id: string) => ({
  queryKey: ['record', object.name, id, 'title'],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await client.read(object, id, [], signal)).title,
  staleTime: 60_000,
});

/** Colour of a tag by its name. */
export function useTagColours(): (tag: string) => string {
  const tags = useSmallList('tag');
  return (name) => {
    const colour = tags.find((tag) => tag.title.toLowerCase() === name.toLowerCase())?.['colour'];
    return typeof colour === 'string' ? colour : 'gray';
  };
}
