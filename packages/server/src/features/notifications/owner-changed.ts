import type { Happened, Reaction } from '#engine/events/react.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';
import { notify } from './notify.ts';

/** Whom somebody else makes the owner of a record is told (OO-CON-09); of many at once by one notification with their number. */
export const ownerChanged: Reaction = {
  name: 'notifications.owner',
  types: ['*.create', '*.update'],
  async react(work, event) {
    for (const { owner, count, record } of await newOwners(work, event)) {
      const one = count === 1 ? record : null;
      const news = {
        user: owner,
        kind: 'owner',
        object: event.object,
        record: one,
        by: event.actor,
        values: {},
      } as const;
      await notify(work, event.batch, news, count);
    }
  },
};

interface NewOwner {
  owner: string;
  count: number;
  /** One of the records. */
  record: string;
}

/** Owners, other than whoever did it, of the records that got theirs by this event and still have them. */
async function newOwners(work: Work, event: Happened): Promise<NewOwner[]> {
  const updated = event.type.endsWith('.update');
  const fields = event.data['fields'];
  if (updated && !(Array.isArray(fields) && fields.includes('owner'))) return [];
  const object = work.catalog.objects[event.object];
  if (!object?.fields['owner'] || object.place !== 'main') return [];
  const { rows } = await work.connection.query<{ owner: string; n: string; record: string }>(
    `${updated ? givenBy : ''} select t.owner_id as owner, count(*) as n, min(t.id::text) as record from ${tableOf(object)} t
     where t.workspace_id = $1 and t.id = any($2) and t.deleted_at is null and t.owner_id is distinct from $3
       and t.owner_id is not null and ${updated ? stillHis : neverGiven} group by t.owner_id`,
    [work.workspace.id, event.recordIds, event.actor, ...(updated ? [event.batch] : [])],
  );
  return rows.map((row) => ({ owner: row.owner, count: Number(row.n), record: row.record }));
}

/** Read once for all: a batch looked through again for each of its records would take the square of its size. */
const givenBy = `with given as materialized (
  select record_id, after ->> 'owner' as owner from change where workspace_id = $1 and batch = $4 and after ? 'owner')`;
// Whoever got it from a later change is told by that one's event.
const stillHis = '(t.id, t.owner_id::text) in (select record_id, owner from given)';
const neverGiven = `not exists (select 1 from change c where c.workspace_id = $1 and c.record_id = t.id and c.after ? 'owner')`;
