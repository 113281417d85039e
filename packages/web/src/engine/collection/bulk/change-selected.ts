import type { ManyChange } from '@relata/client';
import { client } from '../../../data/client.ts';
import { takeOut } from '../../../data/records.ts';
import { noteWork } from '../../../data/work.ts';
import { changeMany } from '../../../data/writes.ts';
import type { Collection } from '../state/use-collection.ts';
import type { Selection } from '../table/selection.ts';

/** More at once than this goes on in the background. */
const atOnce = 10_000;
/** Actions are done one by one. */
const actsAtOnce = 500;

export type Change = Pick<
  ManyChange,
  'set' | 'replace' | 'act' | 'make' | 'addTags' | 'removeTags' | 'delete'
>;

/**
 * Does one thing to everything that is selected: now where that is quick, else as work in the background.
 * Answers which of the two it was.
 */
export async function changeSelected(
  collection: Collection,
  selection: Selection,
  total: { count: number | null; isLowerBound: boolean },
  change: Change,
  text: (count: number) => string,
): Promise<'done' | 'inBackground'> {
  const { object, filter, q } = collection;
  const most = change.act ? actsAtOnce : atOnce;
  if (!selection.isAll) {
    const ids = [...selection.ids];
    if (ids.length > most) {
      noteWork(await client.bulk(object, { ids, ...change }));
      return 'inBackground';
    }
    if (change.delete) takeOut(object.name, ids);
    await changeMany(object, { ids, ...change }, text);
    return 'done';
  }
  const where = q ? { where: filter, q } : { where: filter };
  if (total.count !== null && !total.isLowerBound && total.count <= most) {
    await changeMany(object, { ...where, ...change }, text);
    return 'done';
  }
  noteWork(await client.bulk(object, { ...where, ...change }));
  return 'inBackground';
}
