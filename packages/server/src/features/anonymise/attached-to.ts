import type { CatalogObject } from '@relata/model';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';

/** Notes, activities and files that are about one record alone; those in the recycle bin apart. */
export interface Attached {
  holder: CatalogObject;
  live: string[];
  deleted: string[];
}

export async function attachedTo(
  work: Work,
  object: CatalogObject,
  id: string,
): Promise<Attached[]> {
  const found: Attached[] = [];
  for (const holder of Object.values(work.catalog.objects)) {
    if (!holder.follows) continue;
    const { rows } = await work.connection.query<{ id: string; deleted: boolean }>(
      `select t.id, t.deleted_at is not null as deleted from link l
       join ${tableOf(holder)} t on t.workspace_id = $1 and t.id = l.from_id
       where l.workspace_id = $1 and l.field = $2 and l.to_id = $3 and l.to_object = $4 and not exists (
         select 1 from link o where o.workspace_id = $1 and o.field = $2 and o.from_id = l.from_id and o.to_id <> l.to_id)
       order by t.id`,
      [work.workspace.id, `${holder.name}.${holder.follows}`, id, object.name],
    );
    if (!rows.length) continue;
    const those = (deleted: boolean) =>
      rows.filter((row) => row.deleted === deleted).map((row) => row.id);
    found.push({ holder, live: those(false), deleted: those(true) });
  }
  return found;
}
