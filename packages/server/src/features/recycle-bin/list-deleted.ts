import { type CatalogObject, may, objectOf } from '@relata/model';
import { doneBy, type Doer } from '#engine/history/doer.ts';
import { decodePlace, encodePlace } from '#engine/history/place.ts';
import { tableOf, titleSql } from '#engine/tables/table.ts';
import { reachable, statement, type Work } from '#engine/work.ts';

export interface Deleted {
  object: string;
  id: string;
  title: string;
  deletedAt: string;
  /** Nobody as well where it is kept from the caller who it was. */
  deletedBy: Doer | null;
  /** The record of which it is a part now. */
  mergedInto: string | null;
}

interface Row {
  object: string;
  id: string;
  title: string;
  deleted_at: string;
  by: string | null;
  name: string | null;
  merged_into: string | null;
}

/** What lies in the recycle bin and the actor may take out of it, the newest first, of one object or of all. */
export async function listDeleted(
  work: Work,
  query: { object?: string | undefined; after?: string | undefined; limit?: number | undefined },
): Promise<{ data: Deleted[]; page: { next: string | null } }> {
  const limit = query.limit ?? 50;
  const objects = query.object
    ? [objectOf(work.catalog, query.object)]
    : Object.values(work.catalog.objects);
  const place = query.after ? decodePlace(query.after) : null;
  const made = statement(work);
  const before = place
    ? `and (t.deleted_at, t.id) < (${made.parameters.add(place.at, 'timestamptz')}, ${made.parameters.add(place.id, 'uuid')})`
    : '';
  const newest = (object: CatalogObject) =>
    `(select '${object.name}' as object, t.id, ${titleSql('t', objectOf(work.seen, object.name))} as title, t.deleted_at, t.updated_by as by,
        (select u.name from "user" u where u.workspace_id = $1 and u.id = t.updated_by) as name,
        (select m.into_id from merged m where m.workspace_id = $1 and m.record_id = t.id) as merged_into
      from ${tableOf(object)} t where t.workspace_id = $1 and t.deleted_at is not null ${before}
        and ${reachable(work, object, 'delete', 't', made)} order by t.deleted_at desc, t.id desc limit ${limit + 1})`;
  const parts = objects.filter((object) => may(work.actor, 'delete', object)).map(newest);
  if (!parts.length) return { data: [], page: { next: null } };
  const { rows } = await work.connection.query<Row>(
    `select * from (${parts.join(' union all ')}) d order by deleted_at desc, id desc limit ${limit + 1}`,
    made.parameters.values,
  );
  const data = rows.slice(0, limit).map((row): Deleted => ({
    object: row.object,
    id: row.id,
    title: row.title,
    deletedAt: new Date(row.deleted_at).toISOString(),
    deletedBy: doneBy(work, row.object, 'delete', { id: row.by, name: row.name }).by,
    mergedInto: row.merged_into,
  }));
  const last = data.at(-1);
  return {
    data,
    page: { next: rows.length > limit && last ? encodePlace(last.deletedAt, last.id) : null },
  };
}
