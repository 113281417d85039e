import type { RecordChange } from '#engine/history/change.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';

/** Fields of an activity that decide when something is next to do about a record. */
const deciding = ['due', 'done', 'about'];

/**
 * Keeps `nextActivityAt` and `lastActivityAt` of everything that the activities are about, in the same
 * transaction, so that lists sort by them from an index. They follow from activities, so they make no history.
 */
export async function keepNextActivity(work: Work, changes: RecordChange[]): Promise<void> {
  const touched = changes.filter(
    (change) => change.action !== 'update' || deciding.some((name) => name in change.after),
  );
  if (!touched.length) return;
  const targets = new Map<string, Set<string>>();
  const add = (object: string, id: string) => {
    const ids = targets.get(object) ?? new Set();
    targets.set(object, ids.add(id));
  };
  const { rows } = await work.connection.query<{ to_object: string; to_id: string }>(
    `select distinct to_object, to_id from link where workspace_id = $1 and field = 'activity.about' and from_id = any($2)`,
    [work.workspace.id, touched.map((change) => change.id)],
  );
  for (const row of rows) add(row.to_object, row.to_id);
  for (const change of touched)
    for (const ref of (change.before['about'] ?? []) as { object: string; id: string }[])
      add(ref.object, ref.id);
  for (const [object, ids] of targets) await recompute(work, object, [...ids]);
}

async function recompute(work: Work, name: string, ids: string[]): Promise<void> {
  const object = work.catalog.objects[name];
  if (!object?.timeline) return;
  // Step by step: what the database knows of a table that has just been filled may be wrong by far, and left to
  // itself it would then go through all activities once more for each record.
  const { rows: planned } = await work.connection.query<{ id: string }>(
    `with held as materialized (
       select l.to_id, l.from_id from link l
       where l.workspace_id = $1 and l.field = 'activity.about' and l.to_id = any($2)
     ), x as materialized (
       select h.to_id, min(a.due) filter (where a.done is not true) as next, max(coalesce(a.done_at, a.due)) filter (where a.done) as last
       from held h left join activity a on a.workspace_id = $1 and a.id = h.from_id and a.deleted_at is null
       group by h.to_id
     )
     update ${tableOf(object)} t set next_activity_at = x.next, last_activity_at = x.last
     from x where t.workspace_id = $1 and t.id = any($2) and t.id = x.to_id
       and (t.next_activity_at is distinct from x.next or t.last_activity_at is distinct from x.last)
     returning t.id`,
    [work.workspace.id, ids],
  );
  // Records whose last activity was taken away have no link left to say so.
  const { rows: bare } = await work.connection.query<{ id: string }>(
    `update ${tableOf(object)} t set next_activity_at = null, last_activity_at = null
     where t.workspace_id = $1 and t.id = any($2) and (t.next_activity_at is not null or t.last_activity_at is not null)
       and not exists (select 1 from link l where l.workspace_id = $1 and l.field = 'activity.about' and l.to_id = t.id)
     returning t.id`,
    [work.workspace.id, ids],
  );
  const changed = [...planned, ...bare].map(({ id }) => id);
  if (!changed.length) return;
  const { batch, actor } = work;
  // Boards and lists by what is next to do are on the screen of whoever did it as well.
  work.notices.push({
    object: name,
    action: 'update',
    ids: changed,
    batch,
    by: actor.user,
    follows: true,
  });
}
