import { patientMs } from '#platform/db.ts';
import type { LongWorker } from '#engine/long-work/long-work.ts';
import { type Work, working } from '#engine/work.ts';
import { replaceOption } from './replace-option.ts';
import { type Replacement, replaceRecord } from './replace-record.ts';

/** An entry of a list and what takes its place: a record of an object, or an option of the field `{object}.{name}`. */
export type Wanted = Replacement & { of: 'record' | 'option'; list: string; entry: string };

export async function replaceEntry(work: Work, wanted: Wanted): Promise<void> {
  if (wanted.of === 'option') await replaceOption(work, wanted.list, wanted.entry, wanted.with);
  else await replaceRecord(work, wanted.list, wanted.entry, wanted);
}

/** The same where it is used by more than a request waits for: one transaction, one undo. */
export const replacing: LongWorker = async ({ engine, actor, input, id, progress }) => {
  const { wanted, total } = input as unknown as { wanted: Wanted; total: number };
  let done = 0;
  await progress(0, total);
  await working(engine, actor, (work) => replaceEntry(work, wanted), {
    batch: id,
    statementTimeoutMs: patientMs,
    once: true,
    advanced: (records) => progress(Math.min((done += records), total), total),
  });
  engine.workspaces.forget(actor.workspace);
  return { result: { updated: done }, batch: id };
};
