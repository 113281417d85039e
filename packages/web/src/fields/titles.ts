import type { AnyRecord } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useCatalog } from '../data/catalog.ts';
import { client } from '../data/client.ts';
import type { Reference } from './contract.ts';

const none: AnyRecord[] = [];

/** All records of an object of which a workspace has few: stages, pipelines, reasons, users, tags. In their own order. */
export function useSmallList(name: string, wanted = true): AnyRecord[] {
  const object = useCatalog().objects[name];
  const { data } = useQuery({
    queryKey: ['list', name, 'all'],
    queryFn: async ({ signal }): Promise<AnyRecord[]> =>
      object
        ? (await client.list(object, { sort: object.sort, limit: 200, total: 'none' }, signal)).data
        : none,
    enabled: wanted && object !== undefined && object.can.read,
    staleTime: 300_000,
  });
  return data ?? none;
}

/** Are there so few of them that all can be loaded at once? */
export const isSmall = (writtenBy: string, place: string): boolean =>
  writtenBy === 'settings' || place === 'settings';

/** What a reference is called: as it was included, else by the record itself. Blank until that is known. */
export function useTitle(name: string, reference: Reference): string {
  const object = useCatalog().objects[name];
  const small = object !== undefined && isSmall(object.writtenBy, object.place);
  const known = reference.title;
  const list = useSmallList(name, known === undefined && small);
  const { data } = useQuery({
    queryKey: ['record', name, reference.id, 'title'],
    queryFn: async ({ signal }) =>
      object ? (await client.read(object, reference.id, [], signal)).title : '',
    enabled: known === undefined && object !== undefined && !small,
    staleTime: 60_000,
    retry: false,
  });
  return known ?? list.find((one) => one.id === reference.id)?.title ?? data ?? '';
}

/** Colour of a tag by its name. */
export function useTagColours(): (tag: string) => string {
  const tags = useSmallList('tag');
  return (name) => {
    const colour = tags.find((tag) => tag.title.toLowerCase() === name.toLowerCase())?.['colour'];
    return typeof colour === 'string' ? colour : 'gray';
  };
}
