import { Refusal } from '@relata/model';
import type { ActionHandler } from '#engine/actions.ts';
import { emit } from '#engine/events/emit.ts';
import { saveDrafts } from '#engine/records/update.ts';

/** Takes a lead out of the free pool (EP-LEAD-03). The record is locked, so of two at once one gets it. */
export const take: ActionHandler = async ({ work, object, record }) => {
  const changes = { owner: work.actor.user, seen: true };
  const given = new Set(['owner']);
  await saveDrafts(work, object, [{ object, id: record.id, before: record, changes, given }]);
  await emit(work, 'lead.taken', 'lead', [record.id]);
};

/** The other one is told whose it is. */
export const taken: ActionHandler = async ({ work, record }) => {
  if (!record['owner']) return;
  const { rows } = await work.connection.query<{ name: string }>(
    'select name from "user" where workspace_id = $1 and id = $2',
    [work.workspace.id, record['owner']],
  );
  throw new Refusal('conflict', 'somebody has taken it', {
    reason: 'taken',
    details: { owner: rows[0]?.name ?? '' },
  });
};
