import { patientMs } from '../../platform/db.ts';
import { objectOf } from '@relata/model';
import type { BulkChange } from '../records/batch.ts';
import { changeMatching } from '../records/change-matching.ts';
import { batchSize, undo } from '../history/undo.ts';
import { reading, working } from '../work.ts';
import type { LongWorker } from './long-work.ts';

interface BulkInput {
  object?: string;
  ids?: string[];
  where?: unknown;
  q?: string;
  change: BulkChange & { group?: 'all' };
}

/** However many there are. */
const any = Number.MAX_SAFE_INTEGER - 1;

/** One change for everything that matches, however much it is: one transaction, one undo. */
export const bulk: LongWorker = async ({ engine, actor, input, id, progress }) => {
  const { object: name, ids, where, q, change } = input as unknown as BulkInput;
  const { counts, refused } = await working(
    engine,
    actor,
    async (work) => {
      const object = objectOf(work.catalog, name ?? '');
      return changeMatching(work, object, { ids, where, q }, change, any, progress);
    },
    { batch: id, statementTimeoutMs: patientMs },
  );
  return { result: { ...counts, kept: refused }, batch: id };
};

/** Takes a large batch back. */
export const undoing: LongWorker = async ({ engine, actor, input, id, progress }) => {
  const batch = String(input['batch']);
  const total = await batchSize(await reading(engine, actor), batch);
  await progress(0, total);
  const undone = await working(
    engine,
    actor,
    (work) => undo(work, batch, (done) => progress(done, total)),
    {
      batch: id,
      statementTimeoutMs: patientMs,
    },
  );
  return { result: { ...undone.counts, kept: undone.refused }, batch: id };
};
