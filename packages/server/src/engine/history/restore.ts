import { type Field, isId, objectOf, systemActor } from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { type Draft, same } from '../records/draft.ts';
import { lockRecords } from '../records/read.ts';
import { unremove } from '../records/remove.ts';
import { neededFields, saveDrafts } from '../records/update.ts';
import type { Work } from '../work.ts';

/** A field that was changed because a record was deleted: a reference to it, a tag, a condition. */
interface Cleared {
  object: string;
  record_id: string;
  field: string;
  /** What the field held before; a list where it is one. */
  before: unknown;
  /** What the deletion left of it. */
  after: unknown;
}

const atOnce = 2000;

/** How many records the deletion of these changed, and their return will change back. */
export async function clearedBy(work: Work, object: string, ids: string[]): Promise<number> {
  const wanted = ids.filter(isId);
  if (!wanted.length) return 0;
  const { rows } = await work.connection.query<{ n: string }>(
    `select count(*) as n from change c where c.workspace_id = $1 and c.cause = any($2) and c.batch = any(
       select batch from change where workspace_id = $1 and object = $3 and record_id = any($2) and action = 'delete')`,
    [work.workspace.id, wanted, object],
  );
  return Number(rows[0]?.n ?? 0);
}

/**
 * Takes one record out of the recycle bin, and gives back what its deletion cleared elsewhere, whoever owns
 * that: it returns to the lists that it stood in, and to the fields that are still empty. What somebody has
 * filled since stays.
 */
export async function restore(work: Work, objectName: string, id: string): Promise<void> {
  const object = objectOf(work.catalog, objectName);
  await unremove(work, object, [id]);
  // It is a record of its own again; what moved to the other one stays there.
  await work.connection.query('delete from merged where workspace_id = $1 and record_id = $2', [
    work.workspace.id,
    id,
  ]);
  const { rows } = await work.connection.query<Cleared>(
    `select c.object, c.record_id, b.key as field, b.value as before, c.after -> b.key as after
     from change c, jsonb_each(c.before) b
     where c.workspace_id = $1 and c.cause = $2 and c.before is not null and c.batch = (
       select batch from change where workspace_id = $1 and object = $3 and record_id = $2 and action = 'delete' order by at desc, id desc limit 1)
     order by c.at, c.id`,
    [work.workspace.id, id, object.name],
  );
  const places = Map.groupBy(rows, (row) => `${row.object}.${row.field}`);
  for (const cleared of places.values())
    for (let i = 0; i < cleared.length; i += atOnce)
      await giveBack(work, id, cleared.slice(i, i + atOnce));
}

async function giveBack(work: Work, id: string, cleared: Cleared[]): Promise<void> {
  const [first] = cleared;
  if (!first) return;
  const holder = objectOf(work.catalog, first.object);
  const name = first.field;
  const field = holder.fields[name];
  if (!field) return;
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'restore') };
  const loaded = await lockRecords(everywhere, holder, {
    ids: cleared.map((row) => row.record_id),
    verb: 'update',
    fields: ['title', ...neededFields(work, holder, [name])],
  });
  const drafts = cleared.flatMap((row): Draft[] => {
    const before = loaded.get(row.record_id);
    const value = before && returned(field, id, row, before[name] ?? null);
    if (!before || value === undefined) return [];
    const changes = { [name]: value };
    return [{ object: holder, id: row.record_id, before, changes, given: new Set([name]) }];
  });
  await saveDrafts({ ...work, inAction: 'restore' }, holder, drafts);
  await work.advanced(cleared.length);
}

/** What the field holds when the record is back; undefined where it stays as it is. */
function returned(field: Field, id: string, { before, after }: Cleared, now: unknown): unknown {
  const { shape } = storageOf(field);
  if (shape === 'linked') return listed(now).includes(id) ? undefined : inserted(now, before, id);
  if (shape === 'array') {
    const gone = listed(before).filter(
      (one) => !listed(after).includes(one) && !listed(now).includes(one),
    );
    return gone.length ? gone.reduce((list, one) => inserted(list, before, one), now) : undefined;
  }
  if (field.to) return now === null ? id : undefined;
  return same(now, after ?? null) ? before : undefined;
}

const listed = (value: unknown): string[] => (value ?? []) as string[];

/** The list as it is now with one of the old beside its old neighbours. */
function inserted(now: unknown, before: unknown, one: string): string[] {
  const list = listed(now);
  const old = listed(before);
  const place = old.indexOf(one);
  const previous = old.slice(0, place).findLast((each) => list.includes(each));
  if (previous) return list.toSpliced(list.indexOf(previous) + 1, 0, one);
  const next = old.slice(place + 1).find((each) => list.includes(each));
  return list.toSpliced(next ? list.indexOf(next) : list.length, 0, one);
}
