import { patientMs } from '../../platform/db.ts';
import type { Actor } from '@relata/model';
import type { Engine } from '../engine.ts';
import { batchSize } from '../history/undo.ts';
import { clearedBy } from '../history/restore.ts';
import { type Batch, batch } from '../records/batch.ts';
import { reading, type Work, working } from '../work.ts';
import type { LongWorker } from './long-work.ts';

/** Where more records than this change with those that somebody changes, it goes on in the background. */
export const mostFollowers = 10_000;

/** How many other records change with these: those that carry a renamed tag, those that get back what was deleted. */
async function followersOf(work: Work, object: string, wanted: Batch): Promise<number> {
  let count = 0;
  for (const feature of work.engine.features)
    count += (await feature.followers?.[object]?.(work, wanted)) ?? 0;
  return count + (await clearedBy(work, object, wanted.restore ?? []));
}

/** How many records a change is about in all, where that is too much for a request; null where it is not. */
export async function tooManyAtOnce(
  engine: Engine,
  actor: Actor,
  object: string,
  wanted: Batch,
): Promise<number | null> {
  const followers = await followersOf(await reading(engine, actor), object, wanted);
  if (followers <= mostFollowers) return null;
  return [wanted.update, wanted.delete, wanted.restore].reduce(
    (sum, list) => sum + (list?.length ?? 0),
    followers,
  );
}

class Rehearsed extends Error {}

/**
 * Makes a change without what follows from it, and takes it back: what is wrong with it is said at once, not
 * when the work is under way.
 */
export async function rehearse(
  engine: Engine,
  actor: Actor,
  change: (work: Work) => Promise<unknown>,
): Promise<void> {
  const features = engine.features.map(({ consequences: _, ...feature }) => feature);
  try {
    await working({ ...engine, features }, actor, async (work) => {
      await change(work);
      throw new Rehearsed();
    });
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  }
}

/** Changes a few records from which very many changes follow: one transaction, one undo. */
export const changeWithFollowers: LongWorker = async ({ engine, actor, input, id, progress }) => {
  const { object, wanted, total } = input as unknown as {
    object: string;
    wanted: Batch;
    total: number;
  };
  let done = 0;
  await progress(0, total);
  const counts = await working(engine, actor, async (work) => batch(work, object, wanted), {
    batch: id,
    statementTimeoutMs: patientMs,
    once: true,
    advanced: (records) => progress((done += records), Math.max(total, done)),
  });
  const all = await batchSize(await reading(engine, actor), id);
  await progress(all, all);
  return { result: { ...counts }, batch: id };
};
