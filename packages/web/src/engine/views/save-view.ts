import type { DescribedObject } from '@relata/client';
import { writeTotals } from '@relata/model';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { noteOwnBatch } from '../../data/records.ts';
import { offerUndo } from '../../data/undo.ts';
import type { Collection } from '../collection/state/use-collection.ts';
import type { SavedView } from './views.ts';
import { writeGroupBy } from '../collection/groups/group-by.ts';

/** What a page shows now, as a view keeps it. */
const contentOf = ({
  filter,
  sort,
  columns,
  layout,
  group,
  groups,
  pipeline,
  cards,
  joined,
  sum,
  totals,
  colours,
  dates,
  scale,
  view,
}: Collection) => ({
  layout,
  filter,
  sort,
  columns: columns.map(({ field, width, pinned }) => ({
    field,
    width,
    ...(pinned ? { pinned } : {}),
  })),
  groupBy: layout === 'board' ? group : null,
  settings: {
    ...view.settings,
    ...(pipeline ? { pipeline } : {}),
    ...(cards ? { cards } : {}),
    ...(scale ? { scale } : {}),
    groups: groups && writeGroupBy(groups),
    joined,
    sum,
    totals: writeTotals(totals),
    colours,
    dates: dates.join(),
  },
});

const refetch = () => queryClient.invalidateQueries({ queryKey: ['views'] });

/** Keeps what the page shows as a new view, and answers its id. */
export async function saveAsView(
  views: DescribedObject,
  collection: Collection,
  given: Record<string, unknown>,
): Promise<string> {
  const made = await addView(views, collection.object.name, collection.views, {
    ...contentOf(collection),
    ...given,
  });
  return made.id;
}

/** A view behind those that the object has. */
export async function addView(
  views: DescribedObject,
  object: string,
  known: readonly SavedView[],
  given: Record<string, unknown>,
): Promise<{ id: string; batch: string | null }> {
  const position = Math.max(0, ...known.map((view) => view.position)) + 1;
  const { data, batch } = await client.create(views, { object, position, ...given });
  noteOwnBatch(batch);
  await refetch();
  return { id: data.id, batch };
}

/** Keeps what the page shows in the view that it began with. */
export async function saveView(
  views: DescribedObject,
  collection: Collection,
  text: string,
): Promise<void> {
  await changeView(views, collection.view, contentOf(collection), text);
}

export async function changeView(
  views: DescribedObject,
  view: SavedView,
  changes: Record<string, unknown>,
  text: string,
): Promise<void> {
  const { batch } = await client.update(views, view.id, changes);
  noteOwnBatch(batch);
  offerUndo({ batch, object: 'view', text });
  await refetch();
}

export async function deleteView(
  views: DescribedObject,
  view: SavedView,
  text: string,
): Promise<void> {
  const { batch } = await client.remove(views, view.id);
  noteOwnBatch(batch);
  offerUndo({ batch, object: 'view', text });
  await refetch();
}

/** Opens first from now on, or no longer; the server sees to it that no other one does. */
export async function makeDefault(
  views: DescribedObject,
  { id }: SavedView,
  isDefault: boolean,
): Promise<void> {
  noteOwnBatch((await client.update(views, id, { isDefault })).batch);
  await refetch();
}

/** One place to the start or the end among those that the person may change. */
export async function moveView(
  views: DescribedObject,
  all: readonly SavedView[],
  view: SavedView,
  by: -1 | 1,
): Promise<void> {
  const at = all.indexOf(view);
  const other = all[at + by];
  if (!other) return;
  const order = all.with(at, other).with(at + by, view);
  const update = order.flatMap((one, position) =>
    one.position === position ? [] : [{ id: one.id, position }],
  );
  noteOwnBatch((await client.batch(views, { update })).batch);
  await refetch();
}
