import type { Named } from '@relata/client';
import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';

/** The records that this person keeps at hand. */
export const favouritesQuery = queryOptions({
  queryKey: ['favourites'],
  queryFn: () => client.favourites(),
});

/** Adds to or takes from the favourites, at once. */
export async function setFavourite(record: Named, wanted: boolean): Promise<void> {
  const before = queryClient.getQueryData(favouritesQuery.queryKey) ?? [];
  const others = before.filter((one) => one.object !== record.object || one.id !== record.id);
  queryClient.setQueryData(favouritesQuery.queryKey, wanted ? [...others, record] : others);
  try {
    await (wanted ? client.addFavourite(record) : client.removeFavourite(record));
  } catch (error) {
    queryClient.setQueryData(favouritesQuery.queryKey, before);
    throw error;
  }
}
