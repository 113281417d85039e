import type { ManyChange } from '@relata/client';
import type { Filter } from '@relata/model';
import { client } from '../../../data/client.ts';
import { groupsForMany } from '../../../data/group-changes.ts';
import { forget, refreshTables, takeOut } from '../../../data/records.ts';
import { noteWork } from '../../../data/work.ts';
import { changeMany } from '../../../data/writes.ts';
import type { Collection } from '../state/use-collection.ts';
import type { Selection } from '../table/selection.ts';

/** More at once than this goes on in the background. */
const atOnce = 10_000;
/** Actions are done one by one. */
const actsAtOnce = 500;
const mostNamed = 100;

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
  given: Change,
  text: (count: number) => string,
): Promise<'done' | 'inBackground'> {
  const { object, filter, q } = collection;
  const most = given.act ? actsAtOnce : atOnce;
  const groups = await groupsForMany(object, chosenIn(collection, selection), given);
  const change = { ...given, ...(groups.length && { group: 'all' as const }) };
  const changeNow = async (which: Pick<ManyChange, 'ids' | 'where' | 'q'>): Promise<'done'> => {
    await changeMany(object, { ...which, ...change }, text);
    for (const name of groups.flatMap(({ leader, members }) => [leader, members])) forget(name);
    return 'done';
  };
  if (!selection.isAll) {
    const ids = [...selection.ids];
    if (ids.length > most) {
      noteWork(await client.bulk(object, { ids, ...change }));
      return 'inBackground';
    }
    if (!change.delete) return changeNow({ ids });
    takeOut(object.name, ids);
    // Where the server refuses, their rows come back.
    return changeNow({ ids }).finally(() => refreshTables(object.name));
  }
  const where = q ? { where: filter, q } : { where: filter };
  if (total.count !== null && !total.isLowerBound && total.count <= most) return changeNow(where);
  noteWork(await client.bulk(object, { ...where, ...change }));
  return 'inBackground';
}

/** As a filter, as long as an address can say it. */
function chosenIn({ filter }: Collection, { isAll, ids }: Selection): Filter | null {
  if (isAll) return filter;
  return ids.size > mostNamed ? null : { id: { in: [...ids] } };
}
