import type { RecordChange } from '#engine/history/change.ts';
import type { Work } from '#engine/work.ts';

type Because = 'note' | 'file' | 'activity';

/**
 * What is written, filed or done about a deal keeps it from being idle (plug-bitrix24-pipedrive §3.4); what is only
 * planned does not. It follows from something else, so it makes no history of its own.
 */
export const wakeBy =
  (because: Because) =>
  async (work: Work, changes: RecordChange[]): Promise<void> => {
    if (work.undoes !== null) return;
    const waking = changes.filter(
      ({ action, after }) =>
        (because === 'activity' ? after['done'] === true : action === 'create') &&
        action !== 'delete',
    );
    if (!waking.length) return;
    const { rows } = await work.connection.query<{ id: string }>(
      `update deal d set idle_since = $3, idle_because = $4
       where d.workspace_id = $1 and d.idle_since < $3 and d.id in (
         select l.to_id from link l where l.workspace_id = $1 and l.field = $5 and l.from_id = any($2))
       returning d.id`,
      [work.workspace.id, waking.map(({ id }) => id), work.now, because, `${because}.about`],
    );
    if (!rows.length) return;
    const { batch, actor } = work;
    work.notices.push({
      object: 'deal',
      action: 'update',
      ids: rows.map(({ id }) => id),
      batch,
      by: actor.user,
      follows: true,
    });
  };
