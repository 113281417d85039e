import { objectOf } from '@relata/model';
import { patientMs } from '../../platform/db.ts';
import { batchSize } from '../history/undo.ts';
import type { LongWorker } from '../long-work/long-work.ts';
import { reading, working } from '../work.ts';
import { countMoves, type Merge, merge } from './merge.ts';

/** Several records become one where so much points to them that nobody waits for it: one transaction, one undo. */
export const merging: LongWorker = async ({ engine, actor, input, id, progress }) => {
  const { object, wanted } = input as unknown as { object: string; wanted: Merge };
  const start = await reading(engine, actor);
  const others = wanted.others.map((one) => ({ id: one }));
  const moves = await countMoves(start, objectOf(start.catalog, object), others);
  const total = moves.reduce((sum, one) => sum + one.count, 0);
  let done = 0;
  await progress(0, total);
  await working(engine, actor, (work) => merge(work, object, wanted), {
    batch: id,
    statementTimeoutMs: patientMs,
    once: true,
    advanced: (records) => progress(Math.min((done += records), total), total),
  });
  const changed = await batchSize(await reading(engine, actor), id);
  return { result: { updated: changed, record: wanted.id }, batch: id };
};
