import type { CatalogObject } from '@relata/model';
import type { Work } from '../work.ts';
import { type BulkChange, type BulkDone, matchingIds, verbOf } from './batch.ts';
import { keepMatching } from './kept.ts';
import { changeWithGroups } from './update-group.ts';

/** Either the records themselves, or what they match. */
export interface Wanted {
  ids?: string[] | undefined;
  where?: unknown;
  q?: string | undefined;
}

/**
 * One change for the records named, or for all that match. What the actor sees and may not change stays and is named,
 * whichever way it was asked for (plug §21, 6).
 *
 * @param most beyond so many it refuses
 * @param progress hears how many of how many are done
 */
export async function changeMatching(
  work: Work,
  object: CatalogObject,
  { ids, where, q }: Wanted,
  change: BulkChange & { group?: 'all' | undefined },
  most: number,
  progress: (done: number, total: number) => Promise<void> = async () => {},
): Promise<BulkDone> {
  const verb = verbOf(object, change);
  const found = ids ?? (await matchingIds(work, object, where, { q }, verb, most));
  const kept = ids ? undefined : await keepMatching(work, object, where, { q }, verb);
  await progress(0, found.length);
  const done = await changeWithGroups(work, object, found, change, most, (so) =>
    progress(so, found.length),
  );
  if (!kept?.count) return done;
  const { counts, refused } = done;
  return {
    counts: { ...counts, refused: counts.refused + kept.count },
    refused: [...kept.named, ...refused],
  };
}
