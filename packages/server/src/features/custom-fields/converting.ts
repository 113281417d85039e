import { patientMs } from '#platform/db.ts';
import type { LongWorker } from '#engine/long-work/long-work.ts';
import { type Work, working } from '#engine/work.ts';
import type { z } from 'zod';
import { beforeTakingBack, type Converted, convertField, unconvertField } from './convert-field.ts';
import type { conversion } from './shapes.ts';

/** A conversion, or taking back the last one (`to` is null). */
export interface Wanted {
  id: string;
  to: z.infer<typeof conversion> | null;
}

/** Definition and values change together, in the transaction of the work. */
export const convert = (work: Work, { id, to }: Wanted): Promise<Converted> =>
  to ? convertField(work, id, to) : unconvertField(work, id);

/** The same where it is about more records than a request waits for. Until it is done, the field is what it was. */
export const converting: LongWorker = async ({ engine, actor, input, progress }) => {
  const { total, ...wanted } = input as unknown as Wanted & { total: number };
  let done = 0;
  await progress(0, total);
  if (!wanted.to) await beforeTakingBack(engine, actor, wanted.id);
  const { converted, lost } = await working(
    engine,
    actor,
    async (work) => {
      const made = await convert(work, wanted);
      await engine.workspaces.changed(work.connection.query, actor.workspace);
      return made;
    },
    {
      statementTimeoutMs: patientMs,
      once: true,
      advanced: (records) => progress(Math.min((done += records), total), total),
    },
  );
  engine.workspaces.forget(actor.workspace);
  return { result: { updated: converted + lost, converted, lost } };
};
