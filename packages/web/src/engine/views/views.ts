import type { AnyRecord, DescribedObject, RecordPage } from '@relata/client';
import { queryOptions } from '@tanstack/react-query';
import type { Labels } from '../../app/language.ts';
import { client } from '../../data/client.ts';
import { type Layout, layouts } from '../collection/state/address.ts';

/** A saved way of looking at an object, as its tab shows it. */
export interface SavedView {
  /** Id of the record; `all` is ours and cannot be changed. */
  id: string;
  isOurs: boolean;
  /** Name of the object. */
  object: string;
  name: string;
  layout: Layout;
  /** JSON of a `Filter` */
  filter: string;
  sort: string;
  columns: unknown;
  group: string | null;
  settings: Record<string, unknown>;
  sharedWith: 'me' | 'some' | 'everyone';
  /** Ids of people and teams. */
  audience: string[];
  /** Names of our roles, ids of the workspace's own. */
  roles: string[];
  isDefault: boolean;
  position: number;
  /** Id of the user. */
  owner: string | null;
  version: number;
}

/**
 * Every view that the person may see, of all objects, in the order of their tabs: mostly few enough for one request, which
 * can set out before anything else is known.
 */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }): Promise<SavedView[]> => {
    const found: SavedView[] = [];
    let after: string | null = null;
    do {
      const query = { sort: 'position,createdAt', limit: 200, total: 'none', after } as const;
      const answer: RecordPage<AnyRecord> = await client.list({ plural: 'views' }, query, signal);
      found.push(...answer.data.map(fromRecord));
      after = answer.page.next;
    } while (after !== null);
    return found;
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
    sharedWith: 'everyone',
    audience: [],
    roles: [],
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

/** Whose views somebody may change: one's own, and administrators what is shared. */
const isInHand = (view: SavedView, me: Handling): boolean =>
  !view.isOurs && (view.owner === me.user.id || me.can.administer);

interface Handling {
  user: { id: string };
  can: { administer: boolean };
}

export const mayChangeView = (
  view: SavedView,
  { can }: Pick<DescribedObject, 'can'>,
  me: Handling,
): boolean => can.update && isInHand(view, me);

export const mayDeleteView = (
  view: SavedView,
  { can }: Pick<DescribedObject, 'can'>,
  me: Handling,
): boolean => can.delete && isInHand(view, me);

/** Whoever looks: id, and ids or names of their teams and roles. */
export interface Looking {
  user: { id: string };
  teams: readonly string[];
  roles: readonly string[];
}

/** The nearer a view that opens first is to somebody, the sooner it does: their own, for them, their team, their role. */
function nearness({ sharedWith: to, owner, audience, roles }: SavedView, me: Looking): number {
  if (to === 'me') return owner === me.user.id ? 5 : 0;
  if (to === 'everyone') return 1;
  if (audience.includes(me.user.id)) return 4;
  if (audience.some((one) => me.teams.includes(one))) return 3;
  return roles.some((one) => me.roles.includes(one)) ? 2 : 0;
}

/** The view that the address names; else the default that is nearest to the person, or the first. */
export function chosenView(
  views: readonly SavedView[],
  wanted: string | undefined,
  me: Looking,
): SavedView | undefined {
  const named = views.find((view) => view.id === wanted);
  if (named) return named;
  const [first] = views
    .filter((view) => view.isDefault && nearness(view, me) > 0)
    .toSorted((a, b) => nearness(b, me) - nearness(a, me));
  return first ?? views[0];
}

const sharedWith = ['me', 'some', 'everyone'] as const;
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function fromRecord(record: AnyRecord): SavedView {
  const text = (name: string) => (typeof record[name] === 'string' ? record[name] : null);
  const settings = record['settings'];
  return {
    id: record.id,
    isOurs: false,
    object: text('object') ?? '',
    name: text('name') ?? record.title,
    layout: layouts.find((one) => one === record['layout']) ?? 'table',
    filter: JSON.stringify(record['filter'] ?? {}),
    sort: text('sort') ?? '',
    columns: record['columns'],
    group: text('groupBy'),
    settings: typeof settings === 'object' && settings !== null ? { ...settings } : {},
    sharedWith: sharedWith.find((one) => one === record['sharedWith']) ?? 'me',
    audience: textsOf(record['audience']),
    roles: textsOf(record['roles']),
    isDefault: record['isDefault'] === true,
    position: typeof record['position'] === 'number' ? record['position'] : 0,
    owner: text('owner'),
    version: record.version,
  };
}
