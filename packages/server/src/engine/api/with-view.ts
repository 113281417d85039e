import { type CatalogObject, noField, Refusal, settingsOf, sumSaid } from '@relata/model';
import { read } from '../records/read.ts';
import type { Work } from '../work.ts';

interface Viewable {
  filter?: unknown;
  sort?: string | undefined;
}

/** What a view says of a board beside that. */
interface Laid {
  groupBy?: string | undefined;
  joined?: unknown;
  sum?: string | undefined;
}

/** The same of a board: columns and what is added up are the view's where the request names none. */
export async function withBoardView<Q extends Viewable & Laid>(
  work: Work,
  object: CatalogObject,
  view: string | undefined,
  query: Q,
): Promise<Q> {
  if (!view) return query;
  const { saved, viewed } = await viewedBy(work, object, view, query);
  const settings = settingsOf(saved['settings']);
  const sum = sumSaid(object, settings.sum);
  const isKnown = sum === noField || Object.hasOwn(object.fields, sum);
  const laid: Laid = {
    groupBy: query.groupBy || textOf(saved['groupBy']),
    joined: query.joined ?? settings.joined,
    sum: query.sum || (isKnown ? sum : undefined),
  };
  return { ...viewed, ...laid };
}

/** Lays a saved view under what the request itself asks: its filter counts as well, its order where none is given. */
export async function withView<Q extends Viewable>(
  work: Work,
  object: CatalogObject,
  view: string | undefined,
  query: Q,
): Promise<Q> {
  return view ? (await viewedBy(work, object, view, query)).viewed : query;
}

async function viewedBy<Q extends Viewable>(
  work: Work,
  object: CatalogObject,
  view: string,
  query: Q,
): Promise<{ saved: Awaited<ReturnType<typeof read>>; viewed: Q }> {
  const saved = await read(work, 'view', view);
  if (saved['object'] !== object.name)
    throw new Refusal('malformed', 'this view is of another object');
  const filters = [saved['filter'], query.filter].filter(
    (one) => one !== null && one !== undefined,
  );
  const viewed = {
    ...query,
    ...(filters.length ? { filter: filters.length === 1 ? filters[0] : { and: filters } } : {}),
    ...(query.sort === undefined && typeof saved['sort'] === 'string' && saved['sort']
      ? { sort: saved['sort'] }
      : {}),
  };
  return { saved, viewed };
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;
