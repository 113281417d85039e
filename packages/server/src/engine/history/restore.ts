import { objectOf } from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import type { Draft } from '../records/draft.ts';
import { lockRecords } from '../records/read.ts';
import { unremove } from '../records/remove.ts';
import { neededFields, saveDrafts } from '../records/update.ts';
import type { Work } from '../work.ts';

/** A reference that was cleared because what it pointed to was deleted. */
interface Cleared {
  object: string;
  record_id: string;
  field: string;
  /** What the field held before; a list of ids where it is one. */
  before: unknown;
}

/**
 * Takes one record out of the recycle bin, and gives back what its deletion cleared elsewhere: it returns to
 * the lists that it stood in, and to the fields that are still empty. What somebody has filled since stays.
 */
export async function restore(work: Work, objectName: string, id: string): Promise<void> {
  const object = objectOf(work.catalog, objectName);
  await unremove(work, object, [id]);
  const { rows } = await work.connection.query<Cleared>(
    `select c.object, c.record_id, b.key as field, b.value as before from change c, jsonb_each(c.before) b
     where c.workspace_id = $1 and c.cause = $2 and c.before is not null and c.batch = (
       select batch from change where workspace_id = $1 and object = $3 and record_id = $2 and action = 'delete' order by at desc, id desc limit 1)
     order by c.at, c.id`,
    [work.workspace.id, id, object.name],
  );
  const places = Map.groupBy(rows, (row) => `${row.object}.${row.field}`);
  for (const cleared of places.values()) await giveBack(work, id, cleared);
}

async function giveBack(work: Work, id: string, cleared: Cleared[]): Promise<void> {
  const [first] = cleared;
  if (!first) return;
  const holder = objectOf(work.catalog, first.object);
  const name = first.field;
  const field = holder.fields[name];
  if (!field) return;
  const linked = storageOf(field).shape === 'linked';
  const loaded = await lockRecords(work, holder, {
    ids: cleared.map((row) => row.record_id),
    verb: 'update',
    fields: ['title', ...neededFields(work, holder, [name])],
  });
  const drafts = cleared.flatMap((row): Draft[] => {
    const now = loaded.get(row.record_id);
    if (!now) return [];
    const value = linked ? insertedAgain(now[name], row.before, id) : id;
    if (value === null || (!linked && (now[name] ?? null) !== null)) return [];
    return [
      {
        object: holder,
        id: row.record_id,
        before: now,
        changes: { [name]: value },
        given: new Set([name]),
      },
    ];
  });
  await saveDrafts(work, holder, drafts);
}

/** The list as it is now with the id beside its old neighbours; null where it is there already. */
function insertedAgain(now: unknown, before: unknown, id: string): string[] | null {
  const list = (now ?? []) as string[];
  if (list.includes(id)) return null;
  const old = (before ?? []) as string[];
  const place = old.indexOf(id);
  const previous = old.slice(0, place).findLast((one) => list.includes(one));
  if (previous) return list.toSpliced(list.indexOf(previous) + 1, 0, id);
  const next = old.slice(place + 1).find((one) => list.includes(one));
  return list.toSpliced(next ? list.indexOf(next) : list.length, 0, id);
}
