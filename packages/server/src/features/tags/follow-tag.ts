import { type CatalogObject, isId, systemActor } from '@relata/model';
import type { RecordChange } from '#engine/history/change.ts';
import type { Batch } from '#engine/records/batch.ts';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';
import { exchange, followInViews } from '#features/views/index.ts';

const atOnce = 2000;

/**
 * Records name their tags, so a renamed tag is renamed on all of them and a deleted one taken off, whoever
 * owns them: part of the same batch, undone with it. Undoing comes by here as well.
 */
export async function followTag(work: Work, changes: RecordChange[]): Promise<void> {
  for (const change of changes) {
    const before = asName(change.before['name'] ?? change.record['title']);
    if (change.action === 'update' && 'name' in change.after)
      await replaceTag(work, change, before, asName(change.after['name']));
    if (change.action === 'delete') await replaceTag(work, change, before, null);
  }
}

const asName = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every record that carries the one carries the other from now on, which is a tag already. */
export const mergeTags = (work: Work, tag: string, from: string, to: string): Promise<void> =>
  replaceTag(work, { id: tag }, from, to);

/** Puts one name in the place of another, or takes it off, in all objects. */
async function replaceTag(
  work: Work,
  tag: Pick<RecordChange, 'id'>,
  from: string,
  to: string | null,
): Promise<void> {
  const cause = work.cause;
  if (to === null) work.cause = tag.id;
  for (const object of Object.values(work.catalog.objects)) {
    const { rows } = await work.connection.query<{ id: string }>(
      `select id from ${tableOf(object)} where workspace_id = $1 and deleted_at is null and tags @> array[$2] order by id`,
      [work.workspace.id, from],
    );
    for (let i = 0; i < rows.length; i += atOnce) {
      const ids = rows.slice(i, i + atOnce).map((row) => row.id);
      await retag(work, object, ids, from, to);
      await work.advanced(ids.length);
    }
    // What lies in the recycle bin comes back with the tags that there are then.
    await work.connection.query(
      `update ${tableOf(object)} set tags = ${to === null ? 'array_remove(tags, $2)' : 'case when tags @> array[$3] then array_remove(tags, $2) else array_replace(tags, $2, $3) end'}
       where workspace_id = $1 and deleted_at is not null and tags @> array[$2]`,
      [work.workspace.id, from, ...(to === null ? [] : [to])],
    );
  }
  const isOfTags = (_object: string, path: string) => path === 'tags' || path.endsWith('.tags');
  await followInViews(work, exchange(from, to, isOfTags));
  work.cause = cause;
}

/** How many records carry the tags that are renamed or deleted. */
export async function carriers(work: Work, wanted: Batch): Promise<number> {
  const renamed = (wanted.update ?? []).filter(({ changes }) => 'name' in changes);
  const ids = [...renamed.map((one) => one.id), ...(wanted.delete ?? [])].filter(isId);
  if (!ids.length) return 0;
  const { rows: tags } = await work.connection.query<{ id: string; name: string }>(
    'select id, name from tag where workspace_id = $1 and id = any($2) and deleted_at is null',
    [work.workspace.id, ids],
  );
  const names = tags
    .filter(
      ({ id, name }) =>
        renamed.find((one) => one.id.toLowerCase() === id)?.changes['name'] !== name,
    )
    .map(({ name }) => name);
  if (!names.length) return 0;
  const counts = Object.values(work.catalog.objects).map(
    (object) =>
      `select count(*) as n from ${tableOf(object)} where workspace_id = $1 and deleted_at is null and tags && $2::text[]`,
  );
  const { rows } = await work.connection.query<{ n: string }>(
    `select sum(n) as n from (${counts.join(' union all ')}) u`,
    [work.workspace.id, names],
  );
  return Number(rows[0]?.n ?? 0);
}

async function retag(
  work: Work,
  object: CatalogObject,
  ids: string[],
  from: string,
  to: string | null,
): Promise<void> {
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'tags') };
  const loaded = await lockRecords(everywhere, object, {
    ids,
    verb: 'update',
    fields: ownFields(object),
  });
  const drafts = [...loaded].map(([id, before]): Draft => {
    const tags = ((before['tags'] ?? []) as string[]).flatMap((name) =>
      name === from ? (to ?? []) : name,
    );
    return { object, id, before, changes: { tags: [...new Set(tags)] }, given: new Set(['tags']) };
  });
  await saveDrafts(work, object, drafts);
}
