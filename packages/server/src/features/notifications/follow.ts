import type { ActionCall, ActionHandler } from '#engine/actions.ts';
import { demandWhole } from '#engine/work.ts';

/**
 * Adds whoever asks to those who are told of what happens to a record, or takes them out (EP-OPP-15). It is their own
 * affair: neither the record's version nor its history changes.
 */
export const follow: ActionHandler = (call) =>
  change(
    call,
    `insert into link (workspace_id, field, from_id, to_object, to_id, position)
     select $1, $2, $3, 'user', $4, coalesce(max(position) + 1, 0)
     from link where workspace_id = $1 and field = $2 and from_id = $3
     on conflict do nothing`,
  );

export const unfollow: ActionHandler = (call) =>
  change(
    call,
    'delete from link where workspace_id = $1 and field = $2 and from_id = $3 and to_id = $4',
  );

async function change({ work, object, record }: ActionCall, statement: string): Promise<void> {
  const { actor, batch, workspace } = work;
  demandWhole(actor);
  if (!actor.user || !object.followedBy) return;
  const list = `${object.name}.${object.followedBy}`;
  await work.connection.query(statement, [workspace.id, list, record.id, actor.user]);
  work.notices.push({
    object: object.name,
    action: 'update',
    ids: [record.id],
    batch,
    by: actor.user,
  });
}
