import type { AnyRecord, DescribedObject } from '@relata/client';
import { queryOptions } from '@tanstack/react-query';
import type { Labels } from '../../app/language.ts';
import { client } from '../../data/client.ts';

/** A saved way of looking at an object, as its tab shows it. */
export interface SavedView {
  /** Id of the record; `all` is ours and cannot be changed. */
  id: string;
  isOurs: boolean;
  /** Name of the object. */
  object: string;
  name: string;
  layout: 'table' | 'board';
  /** JSON of a `Filter` */
  filter: string;
  sort: string;
  columns: unknown;
  group: string | null;
  settings: Record<string, unknown>;
  isShared: boolean;
  isDefault: boolean;
  position: number;
  /** Id of the user. */
  owner: string | null;
  version: number;
}

/**
 * Every view that the person may see, of all objects, in the order of their tabs: few enough for one request, which can
 * set out before anything else is known.
 */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }): Promise<SavedView[]> => {
    const { data } = await client.list(
      { plural: 'views' },
      { sort: 'position,createdAt', limit: 200, total: 'none' },
      signal,
    );
    return data.map(fromRecord);
  },
  staleTime: 300_000,
});

/** Everything: what an object shows where nobody has saved a view that does. */
function everything(object: DescribedObject, labels: Pick<Labels, 'view'>): SavedView {
  return {
    id: 'all',
    isOurs: true,
    object: object.name,
    name: labels.view(object, 'all'),
    layout: 'table',
    filter: '{}',
    sort: object.sort,
    columns: null,
    group: null,
    settings: {},
    isShared: true,
    isDefault: false,
    position: -1,
    owner: null,
    version: 0,
  };
}

/** The tabs of an object. One of them shows everything, so that nothing is ever out of reach. */
export function tabsOf(
  object: DescribedObject,
  views: readonly SavedView[],
  labels: Pick<Labels, 'view'>,
): SavedView[] {
  const saved = views.filter((view) => view.object === object.name);
  return saved.some((view) => view.filter === '{}')
    ? saved
    : [everything(object, labels), ...saved];
}

/** The view that the address names; else the person's own default, a shared one, or everything. */
export function chosenView(
  views: readonly SavedView[],
  wanted: string | undefined,
  me: string,
): SavedView | undefined {
  return (
    views.find((view) => view.id === wanted) ??
    views.find((view) => view.isDefault && view.owner === me) ??
    views.find((view) => view.isDefault) ??
    views[0]
  );
}

function fromRecord(record: AnyRecord): SavedView {
  const text = (name: string) => (typeof record[name] === 'string' ? record[name] : null);
  const settings = record['settings'];
  return {
    id: record.id,
    isOurs: false,
    object: text('object') ?? '',
    name: text('name') ?? record.title,
    layout: text('layout') === 'board' ? 'board' : 'table',
    filter: JSON.stringify(record['filter'] ?? {}),
    sort: text('sort') ?? '',
    columns: record['columns'],
    group: text('groupBy'),
    settings: typeof settings === 'object' && settings !== null ? { ...settings } : {},
    isShared: text('sharedWith') === 'everyone',
    isDefault: record['isDefault'] === true,
    position: typeof record['position'] === 'number' ? record['position'] : 0,
    owner: text('owner'),
    version: record.version,
  };
}
