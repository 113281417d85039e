import type { Reaction } from '#engine/events/react.ts';
import { notify } from './notify.ts';

/** What was over sooner, somebody saw ending. */
const worthTellingMs = 10_000;

interface Row {
  kind: string;
  object: string | null;
  user_id: string | null;
  status: string;
  result: Record<string, unknown> | null;
  error: string | null;
  created_at: string;
  finished_at: string;
}

/** An import, a bulk edit, an undo that took its time has ended: whoever started it is told how. */
export const workFinished: Reaction = {
  name: 'notifications.work',
  types: ['work.finish'],
  async react(work, event) {
    const { rows } = await work.connection.query<Row>(
      `select kind, object, user_id, status, result, error, created_at, finished_at from work_item
       where workspace_id = $1 and id = $2 and status in ('done', 'failed')`,
      [work.workspace.id, event.recordIds[0]],
    );
    const [item] = rows;
    if (
      !item?.user_id ||
      Date.parse(item.finished_at) - Date.parse(item.created_at) < worthTellingMs
    )
      return;
    const { kind, status, error } = item;
    const counts = Object.entries(item.result ?? {}).filter(
      ([, value]) => typeof value === 'number',
    );
    const values = {
      work: event.batch,
      workKind: kind,
      status,
      error,
      result: Object.fromEntries(counts),
    };
    const news = {
      user: item.user_id,
      kind: 'work',
      object: item.object,
      record: null,
      by: null,
      values,
    } as const;
    await notify(work, event.batch, news, 1);
  },
};
