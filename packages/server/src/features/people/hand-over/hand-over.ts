import { invalid, isId } from '@relata/model';
import { audit } from '#engine/audit/audit.ts';
import type { LongWorker } from '#engine/long-work/long-work.ts';
import { changeAll } from '#engine/records/batch.ts';
import { patientMs, type Query } from '#platform/db.ts';
import { working } from '#engine/work.ts';
import { listBelongings } from './belongings.ts';

/** Refuses anybody who could not go on with it. */
export async function demandSuccessor(
  query: Query,
  workspace: string,
  from: string,
  to: string,
): Promise<void> {
  const { rows } = isId(to)
    ? await query(
        'select 1 from "user" where workspace_id = $1 and id = $2 and active and deleted_at is null',
        [workspace, to],
      )
    : { rows: [] };
  if (!rows.length || from === to)
    throw invalid('handOverTo', 'successor', 'choose somebody else who is active');
}

/** Gives everything that somebody works on to somebody else: one transaction, one batch, one undo. */
export const handingOver: LongWorker = async ({ engine, actor, input, id, progress }) => {
  const [from, to] = [String(input['from']), String(input['to'])];
  const counts = await working(
    engine,
    actor,
    async (work) => {
      await demandSuccessor(work.connection.query, work.workspace.id, from, to);
      const all = await listBelongings(work, from);
      const total = all.reduce((sum, { ids }) => sum + ids.length, 0);
      const changed: Record<string, number> = {};
      let before = 0;
      for (const { object, ids } of all) {
        const begun = before;
        const { counts: done } = await changeAll(work, object, ids, { set: { owner: to } }, (n) =>
          progress(begun + n, total),
        );
        before += ids.length;
        changed[object.name] = done.updated;
      }
      await audit(work, {
        action: 'handed_over',
        object: 'user',
        record: from,
        details: { to, ...changed },
      });
      return changed;
    },
    { batch: id, statementTimeoutMs: patientMs },
  );
  return { result: counts, batch: id };
};
