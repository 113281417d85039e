import type { Filter } from '@relata/model';
import { client } from '../../../data/client.ts';
import type { Collection } from '../state/use-collection.ts';
import type { Selection } from '../table/selection.ts';

/** So many ids go into one question; its address must not grow too long. */
const idsAtOnce = 100;

/** In which stages the selected records stand: how many, by the id of the stage. */
export async function countByStage(
  { object, filter, q }: Collection,
  { isAll, ids }: Selection,
): Promise<ReadonlyMap<string, number>> {
  const all = [...ids];
  const picked = Array.from({ length: Math.ceil(all.length / idsAtOnce) }, (_, i): Filter => {
    const some = all.slice(i * idsAtOnce, (i + 1) * idsAtOnce);
    return { id: { in: some } };
  });
  const questions = isAll ? [{ filter, q }] : picked.map((one) => ({ filter: one }));
  const groupBy = object.stages?.stage ?? '';
  const counts = new Map<string, number>();
  for (const question of questions)
    for (const { key, count = 0 } of await client.aggregate(object, {
      ...question,
      groupBy,
      measures: ['count'],
    })) {
      const stage = String(key);
      counts.set(stage, (counts.get(stage) ?? 0) + count);
    }
  return counts;
}
