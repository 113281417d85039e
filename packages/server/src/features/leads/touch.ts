import { objectOf, systemActor } from '@relata/model';
import type { RecordChange } from '#engine/history/change.ts';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';

/**
 * A lead about which something has been done is touched: from then on it is not among those that wait, and a new one
 * goes to the status that the workspace has for it (EP-LEAD-01, EP-SET-37).
 */
export async function touch(work: Work, changes: RecordChange[]): Promise<void> {
  if (work.undoes !== null || work.inAction === 'qualify') return;
  const done = changes.filter(
    ({ action, record, after }) =>
      record['done'] === true && (action === 'create' || 'done' in after || 'about' in after),
  );
  const ids = await untouched(work, done);
  if (!ids.length) return;
  const object = objectOf(work.catalog, 'lead');
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'leads') };
  const loaded = await lockRecords(everywhere, object, {
    ids,
    verb: 'update',
    fields: ownFields(object),
  });
  const status = await statusOnTouch(work);
  const drafts = [...loaded].map(([id, before]): Draft => {
    const moves = before['state'] === 'new' && status !== null;
    const own = { firstTouchedAt: work.now, ...(moves && { status }) };
    return { object, id, before, changes: own, given: new Set(Object.keys(own)) };
  });
  await saveDrafts({ ...work, inAction: 'touch' }, object, drafts);
}

async function untouched(work: Work, done: RecordChange[]): Promise<string[]> {
  const { rows } = await work.connection.query<{ id: string }>(
    `select distinct t.id from link l join lead t on t.workspace_id = $1 and t.id = l.to_id
     where l.workspace_id = $1 and l.field = 'activity.about' and l.to_object = 'lead' and l.from_id = any($2)
       and t.first_touched_at is null and t.deleted_at is null order by t.id`,
    [work.workspace.id, done.map((change) => change.id)],
  );
  return rows.map((row) => row.id);
}

async function statusOnTouch(work: Work): Promise<string | null> {
  const { rows } = await work.connection.query<{ id: string }>(
    'select id from lead_status where workspace_id = $1 and on_touch and deleted_at is null',
    [work.workspace.id],
  );
  return rows[0]?.id ?? null;
}
