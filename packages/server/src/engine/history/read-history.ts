import { isId, objectOf } from '@relata/model';
import { wholeOf } from '../merge/merged.ts';
import { notThere } from '../records/read.ts';
import { readJson } from '../records/read.ts';
import { tableOf, titleSql } from '../tables/table.ts';
import type { Work } from '../work.ts';
import { byImport } from './by-import.ts';
import { changedFields, type ChangedFields } from './changed-fields.ts';
import { doneBy, type Doer } from './doer.ts';
import { decodePlace, encodePlace } from './place.ts';

/** One entry of a record's history, as the API gives it. */
export interface HistoryEntry {
  id: string;
  at: string;
  by: Doer | null;
  /** It is kept from the caller who it was. */
  byKept?: true;
  actor: string;
  /** It came from a file. */
  imported?: true;
  action: string;
  fields: ChangedFields;
  batch: string;
  undone: boolean;
  /** Of a record that became part of this one: which. */
  of: { id: string; title: string } | null;
}

/** Who changed what on a record, newest first. */
export async function readHistory(
  work: Work,
  objectName: string,
  id: string,
  query: { after?: string | undefined; limit?: number | undefined },
): Promise<{ data: HistoryEntry[]; page: { next: string | null } }> {
  const object = objectOf(work.seen, objectName);
  if (!isId(id)) throw notThere();
  await readJson(work, objectName, id, { fields: 'id' }).catch(() =>
    readJson(work, objectName, id, { fields: 'id', deleted: 'only' }),
  );
  const limit = Math.min(query.limit ?? 50, 200);
  const place = query.after ? decodePlace(query.after) : null;
  const { rows } = await work.connection.query<{
    id: string;
    at: string;
    actor_id: string | null;
    actor_name: string;
    user_name: string | null;
    action: string;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
    batch: string;
    imported: boolean;
    undone: boolean;
    record_id: string;
    title: string | null;
  }>(
    `select c.record_id, ${titleSql('t', object)} as title, c.id, c.at, c.actor_id, c.actor_name, u.name as user_name, c.action, c.before, c.after, c.batch, ${byImport} as imported,
       exists (select 1 from change x where x.workspace_id = $1 and x.undoes = c.batch) as undone
     from change c left join "user" u on u.workspace_id = $1 and u.id = c.actor_id
     left join ${tableOf(object)} t on t.workspace_id = $1 and t.id = c.record_id and c.record_id <> $3::uuid
     where c.workspace_id = $1 and c.object = $2 and c.record_id in ${wholeOf('$3')} ${place ? 'and (c.at, c.id) < ($5, $6)' : ''}
     order by c.at desc, c.id desc limit $4`,
    [work.workspace.id, object.name, id, limit + 1, ...(place ? [place.at, place.id] : [])],
  );
  const fieldsOf = await changedFields(work, object, rows);
  const data = rows.slice(0, limit).map((row): HistoryEntry => {
    const done = doneBy(work, object.name, row.action, { id: row.actor_id, name: row.user_name });
    return {
      id: row.id,
      at: new Date(row.at).toISOString(),
      ...done,
      actor: done.byKept ? '' : row.actor_name,
      ...(row.imported && { imported: true as const }),
      action: row.action,
      fields: fieldsOf(row),
      batch: row.batch,
      undone: row.undone,
      of: row.record_id === id.toLowerCase() ? null : { id: row.record_id, title: row.title ?? '' },
    };
  });
  const last = data.at(-1);
  return {
    data,
    page: { next: rows.length > limit && last ? encodePlace(last.at, last.id) : null },
  };
}
