import { type CatalogObject, Refusal } from '@relata/model';
import { read } from '../records/read.ts';
import type { Work } from '../work.ts';

interface Viewable {
  filter?: unknown;
  sort?: string | undefined;
}

/** Lays a saved view under what the request itself asks: its filter counts as well, its order where none is given. */
export async function withView<Q extends Viewable>(
  work: Work,
  object: CatalogObject,
  view: string | undefined,
  query: Q,
): Promise<Q> {
  if (!view) return query;
  const saved = await read(work, 'view', view);
  if (saved['object'] !== object.name)
    throw new Refusal('malformed', 'this view is of another object');
  const filters = [saved['filter'], query.filter].filter(
    (one) => one !== null && one !== undefined,
  );
  return {
    ...query,
    ...(filters.length ? { filter: filters.length === 1 ? filters[0] : { and: filters } } : {}),
    ...(query.sort === undefined && typeof saved['sort'] === 'string' && saved['sort']
      ? { sort: saved['sort'] }
      : {}),
  };
}
