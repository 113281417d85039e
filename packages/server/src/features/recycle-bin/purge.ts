import { type CatalogObject, type Field, objectOf, systemActor } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import { storageOf } from '#engine/fields/storage.ts';
import { matchKeys } from '#engine/records/derive.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { forgetUnsaid, wordsSaid } from '#engine/search/known-words.ts';
import { columnsOf, tableOf } from '#engine/tables/table.ts';
import { type Work, working } from '#engine/work.ts';

const keptDays = 30;
const atOnce = 500;

/**
 * Removes for good what has been in the recycle bin for 30 days, in all workspaces, a portion at a time
 * (spec decision 13). That it existed, and who changed it when, stays in the history; what it said does not.
 *
 * @returns how many records
 */
export async function purge(engine: Engine, signal?: AbortSignal): Promise<number> {
  const before = new Date(engine.clock.now().getTime() - keptDays * 86_400_000).toISOString();
  const { rows } = await engine.database.query<{ id: string }>(
    'select id from workspace order by id',
  );
  let purged = 0;
  for (const { id } of rows) {
    const { catalog } = await engine.workspaces.get(id);
    for (const object of Object.values(catalog.objects)) {
      let after = '';
      do {
        if (signal?.aborted) return purged;
        const portion = await purgePortion(engine, id, object.name, before, after);
        purged += portion.purged;
        after = portion.last;
      } while (after);
    }
  }
  return purged;
}

/** One transaction; the files of what it removed go after its commit. `last` is empty when there are no more. */
async function purgePortion(
  engine: Engine,
  workspace: string,
  objectName: string,
  before: string,
  after: string,
): Promise<{ purged: number; last: string }> {
  const done = await working(engine, systemActor(workspace, 'retention'), async (work) => {
    const object = objectOf(work.catalog, objectName);
    const { rows } = await work.connection.query<{ id: string }>(
      `select id from ${tableOf(object)} where workspace_id = $1 and deleted_at < $2 ${after ? 'and id > $3' : ''}
       order by id limit ${atOnce}`,
      [workspace, before, ...(after ? [after] : [])],
    );
    const found = rows.map((row) => row.id);
    const ids = await withoutUsed(work, object, found);
    const files = ids.length ? await removeForGood(work, object, ids) : [];
    return { purged: ids.length, last: found.length < atOnce ? '' : (found.at(-1) ?? ''), files };
  });
  for (const key of done.files) await engine.files.remove(workspace, key);
  return done;
}

interface Holder {
  object: CatalogObject;
  name: string;
  field: Field;
  column: string;
}

/** Columns of whatever object that point to this one. */
function holdersOf(work: Work, object: CatalogObject): Holder[] {
  return Object.values(work.catalog.objects).flatMap((holder) =>
    Object.entries(holder.fields).flatMap(([name, field]) => {
      const [column] = columnsOf(name, field);
      const points = field.to === object.name && field.kind === 'link' && column;
      return points ? [{ object: holder, name, field, column: column.name }] : [];
    }),
  );
}

/** What something still needs stays until that is gone as well: a stage, while the recycle bin holds deals of it. */
async function withoutUsed(work: Work, object: CatalogObject, ids: string[]): Promise<string[]> {
  let left = ids;
  for (const holder of holdersOf(work, object)) {
    if (holder.field.onDelete !== 'refuse' || !left.length) continue;
    const { rows } = await work.connection.query<{ id: string }>(
      `select distinct "${holder.column}" as id from ${tableOf(holder.object)} where workspace_id = $1 and "${holder.column}" = any($2)`,
      [work.workspace.id, left],
    );
    const used = new Set(rows.map((row) => row.id));
    left = left.filter((id) => !used.has(id));
  }
  return left;
}

/** Removes records that are in the recycle bin. Gives the keys of the stored files that went with them. */
export async function removeForGood(
  work: Work,
  object: CatalogObject,
  ids: string[],
): Promise<string[]> {
  const { query } = work.connection;
  const place = [work.workspace.id, ids] as const;
  const records = await lockRecords(work, object, {
    ids,
    verb: 'delete',
    fields: ownFields(object),
    deleted: true,
  });
  const whole = await withMerged(work, ids);
  const said = await wordsSaid(work, object, [...new Set([...ids, ...whole])]);
  for (const holder of holdersOf(work, object))
    await query(
      `update ${tableOf(holder.object)} set "${holder.column}" = null where workspace_id = $1 and "${holder.column}" = any($2)`,
      place,
    );
  const linked = Object.keys(object.fields).filter(
    (name) => storageOf(object.fields[name] as Field).shape === 'linked',
  );
  await query(
    'delete from link where workspace_id = $1 and field = any($3) and from_id = any($2)',
    [...place, linked.map((name) => `${object.name}.${name}`)],
  );
  await query('delete from link where workspace_id = $1 and to_id = any($2) and to_object = $3', [
    ...place,
    object.name,
  ]);
  for (const table of ['duplicate_pair', 'not_duplicate'])
    await query(
      `delete from ${table} where workspace_id = $1 and object = $3 and (a = any($2) or b = any($2))`,
      [...place, object.name],
    );
  await removeKeys(work, object, records);
  await query(
    'delete from favourite where workspace_id = $1 and record_id = any($2) and object = $3',
    [...place, object.name],
  );
  await query(
    'delete from notification where workspace_id = $1 and record_id = any($2) and object = $3',
    [...place, object.name],
  );
  await forgetValues(work, object, whole);
  await query(
    `delete from ${tableOf(object)} where workspace_id = $1 and id = any($2) and deleted_at is not null`,
    place,
  );
  await forgetUnsaid(work, said);
  if (object.name !== 'file') return [];
  return [...records.values()].flatMap((record) =>
    ((record['versions'] ?? []) as { key: string }[]).map((version) => version.key),
  );
}

async function removeKeys(
  work: Work,
  object: CatalogObject,
  records: Map<string, Record<string, unknown>>,
): Promise<void> {
  const pairs = [...records].flatMap(([id, record]) =>
    matchKeys(object, record, work.workspace.country).map((key) => ({ id, key })),
  );
  if (!pairs.length) return;
  await work.connection.query(
    `delete from match_key m using unnest($3::text[], $4::uuid[]) as r(key, id)
     where m.workspace_id = $1 and m.object = $2 and m.key = r.key and m.record_id = r.id`,
    [work.workspace.id, object.name, pairs.map((pair) => pair.key), pairs.map((pair) => pair.id)],
  );
}

/**
 * The history of what became part of another record is part of that one's, and goes with it.
 *
 * @returns ids whose history nobody reads any more
 */
async function withMerged(work: Work, ids: string[]): Promise<string[]> {
  const { rows } = await work.connection.query<{ id: string }>(
    `with recursive whole as (
       select r.id from unnest($2::uuid[]) r(id)
       where not exists (select 1 from merged m where m.workspace_id = $1 and m.record_id = r.id)
       union
       select m.record_id from whole w join merged m on m.workspace_id = $1 and m.into_id = w.id
     ) select id from whole`,
    [work.workspace.id, ids],
  );
  const found = rows.map((row) => row.id);
  await work.connection.query('delete from merged where workspace_id = $1 and into_id = any($2)', [
    work.workspace.id,
    found,
  ]);
  return found;
}

/** The history keeps which fields were changed, by whom and when. */
async function forgetValues(work: Work, object: CatalogObject, ids: string[]): Promise<void> {
  const emptied = (column: string) =>
    `(select jsonb_object_agg(k, null) from jsonb_object_keys(case jsonb_typeof(${column}) when 'object' then ${column} else '{}' end) k)`;
  await work.connection.query(
    `update change set before = ${emptied('before')}, after = ${emptied('after')}
     where workspace_id = $1 and record_id = any($2) and object = $3 and (before is not null or after is not null)`,
    [work.workspace.id, ids, object.name],
  );
  await work.connection.query(
    'delete from change_mark where workspace_id = $1 and record_id = any($2) and object = $3',
    [work.workspace.id, ids, object.name],
  );
}
