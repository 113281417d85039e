import type { DescribedObject } from '@relata/client';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { noteOwnBatch } from '../../data/records.ts';
import { offerUndo } from '../../data/undo.ts';
import type { Collection } from '../collection/state/use-collection.ts';
import type { SavedView } from './views.ts';

/** What a page shows now, as a view keeps it. */
const contentOf = ({
  filter,
  sort,
  columns,
  layout,
  group,
  pipeline,
  cards,
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
  settings: { ...view.settings, ...(pipeline ? { pipeline } : {}), ...(cards ? { cards } : {}) },
});

const refetch = () => queryClient.invalidateQueries({ queryKey: ['views'] });

/** Keeps what the page shows as a new view, and answers its id. */
export async function saveAsView(
  views: DescribedObject,
  collection: Collection,
  given: { name: string; isShared: boolean; isDefault: boolean },
): Promise<string> {
  const position = Math.max(0, ...collection.views.map((view) => view.position)) + 1;
  const { data, batch } = await client.create(views, {
    object: collection.object.name,
    name: given.name,
    sharedWith: given.isShared ? 'everyone' : 'me',
    position,
    ...contentOf(collection),
  });
  noteOwnBatch(batch);
  if (given.isDefault) await makeDefault(views, collection.views, data.id);
  await refetch();
  return data.id;
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

/** Opens first from now on. A person has one default per object; null: none. */
export async function makeDefault(
  views: DescribedObject,
  all: readonly SavedView[],
  id: string | null,
): Promise<void> {
  const update = all
    .filter((view) => !view.isOurs && view.isDefault && view.id !== id)
    .map((view): Record<string, unknown> & { id: string } => ({ id: view.id, isDefault: false }));
  if (id) update.push({ id, isDefault: true });
  if (update.length) noteOwnBatch((await client.batch(views, { update })).batch);
  await refetch();
}

/** One place to the start or the end among the saved ones. */
export async function moveView(
  views: DescribedObject,
  all: readonly SavedView[],
  view: SavedView,
  by: -1 | 1,
): Promise<void> {
  const saved = all.filter((one) => !one.isOurs);
  const at = saved.indexOf(view);
  const other = saved[at + by];
  if (!other) return;
  const order = saved.with(at, other).with(at + by, view);
  const update = order.flatMap((one, position) =>
    one.position === position ? [] : [{ id: one.id, position }],
  );
  noteOwnBatch((await client.batch(views, { update })).batch);
  await refetch();
}
