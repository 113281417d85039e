import { invalid } from '@relata/model';
import type { RecordChange } from '#engine/history/change.ts';
import type { Work } from '#engine/work.ts';

/** No two goals of a person share a day, so that what they are to sell in a quarter or a year is one sum. */
export async function keepApart(work: Work, changes: RecordChange[]): Promise<void> {
  const ids = changes.filter(({ action }) => action !== 'delete').map(({ id }) => id);
  if (!ids.length) return;
  // The person's row is the lock: two who set a goal for the same quarter at once come one after the other.
  await work.connection.query(
    `select 1 from "user" u where u.workspace_id = $1 and u.id in
       (select g.owner_id from goal g where g.workspace_id = $1 and g.id = any($2))
     order by u.id for no key update`,
    [work.workspace.id, ids],
  );
  const { rows } = await work.connection.query<{ name: string }>(
    `select u.name from goal g
     join goal o on o.workspace_id = $1 and o.owner_id = g.owner_id and o.id <> g.id and o.deleted_at is null
       and o.starts_on <= g.ends_on and o.ends_on >= g.starts_on
     join "user" u on u.workspace_id = $1 and u.id = g.owner_id
     where g.workspace_id = $1 and g.id = any($2) and g.deleted_at is null limit 1`,
    [work.workspace.id, ids],
  );
  const [clash] = rows;
  if (clash)
    throw invalid('startsOn', 'goal_overlaps', 'there is a goal for some of these days', {
      name: clash.name,
    });
}
