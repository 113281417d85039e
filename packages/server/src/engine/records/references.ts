import {
  type CatalogObject,
  type Field,
  objectOf,
  type RecordRef,
  systemActor,
} from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { columnsOf, scalarOf, tableOf } from '../tables/table.ts';
import { statement, type Work } from '../work.ts';
import type { Draft } from './draft.ts';
import { lockRecords } from './read.ts';
import { neededFields, saveDrafts } from './update.ts';

/** A field of whatever object that points to records of one. */
interface Reference {
  holder: CatalogObject;
  name: string;
  field: Field;
  /** The object that is pointed to. */
  object: string;
}

const referencesTo = (work: Work, object: string): Reference[] =>
  Object.values(work.catalog.objects).flatMap((holder) =>
    Object.entries(holder.fields)
      .filter(([, { to, kind }]) => (to === object && kind !== 'user') || to === '*')
      .map(([name, field]) => ({ holder, name, field, object })),
  );

const atOnce = 2000;

/** Ids of the live records that hold it. */
function holding({ holder, name, field, object }: Reference, also = 'true'): string {
  return storageOf(field).shape === 'linked'
    ? `select l.from_id as id from link l join ${tableOf(holder)} t on t.workspace_id = $1 and t.id = l.from_id and t.deleted_at is null
       where l.workspace_id = $1 and l.field = '${holder.name}.${name}' and l.to_id = $2 and l.to_object = '${object}' and ${also}`
    : `select t.id from ${tableOf(holder)} t where t.workspace_id = $1 and t.deleted_at is null and ${scalarOf('t', name, field)} = $2 and ${also}`;
}

/** How many live records of each object point to it, the most first: all of them, whoever asks, or those that the actor sees. */
export async function countReferences(
  work: Work,
  object: string,
  id: string,
  which: 'all' | 'seen' = 'all',
): Promise<{ object: string; count: number }[]> {
  const found: { object: string; count: number }[] = [];
  const byHolder = Map.groupBy(
    referencesTo(work, object).filter(({ field }) => field.writtenBy !== 'system'),
    ({ holder }) => holder.name,
  );
  for (const [name, references] of byHolder) {
    const made = statement(work);
    made.parameters.add(id, 'uuid');
    const also = which === 'seen' ? made.visible(name, 't') : 'true';
    const held = references.map((one) => holding(one, also));
    const { rows } = await work.connection.query<{ n: string }>(
      `select count(distinct id) as n from (${held.join(' union all ')}) u`,
      made.parameters.values,
    );
    const count = Number(rows[0]?.n);
    if (count) found.push({ object: name, count });
  }
  return found.toSorted((a, b) => b.count - a.count);
}

interface Replacing {
  from: string;
  to: string;
  /** Objects that are left alone. */
  but?: readonly string[];
  /** Records that are left alone: they go as well. */
  leave?: readonly string[];
  /** What it is in the history. */
  as?: 'release' | 'merge';
}

/** What in the recycle bin was made to point elsewhere: `note.about` of these records. */
export interface InBin {
  field: string;
  ids: string[];
}

/**
 * Puts another record wherever this one is referred to, whoever owns what holds it: changes of the same batch,
 * undone with it. What lies in the recycle bin comes back with the other one, and is told to the caller.
 */
export async function replaceReferences(
  work: Work,
  object: string,
  { from, to, but = [], leave = [], as = 'release' }: Replacing,
): Promise<InBin[]> {
  const { cause } = work;
  const inBin: InBin[] = [];
  work.cause = from;
  for (const reference of referencesTo(work, object)) {
    if (but.includes(reference.holder.name)) continue;
    const { rows } = await work.connection.query<{ id: string }>(
      `${holding(reference)} order by 1`,
      [work.workspace.id, from],
    );
    const held = rows.map((row) => row.id).filter((id) => !leave.includes(id));
    for (let i = 0; i < held.length; i += atOnce) {
      const ids = held.slice(i, i + atOnce);
      await replaceIn({ ...work, inAction: as }, reference, ids, from, to);
      await work.advanced(ids.length);
    }
    const ids = await replaceInDeleted(work, reference, { from, to, leave });
    if (ids.length) inBin.push({ field: `${reference.holder.name}.${reference.name}`, ids });
  }
  work.cause = cause;
  return inBin;
}

/** What lay in the recycle bin then points to the first one again. */
export async function putBackInBin(
  work: Work,
  object: string,
  { from, to }: Pick<Replacing, 'from' | 'to'>,
  inBin: readonly InBin[],
): Promise<void> {
  for (const reference of referencesTo(work, object)) {
    const field = `${reference.holder.name}.${reference.name}`;
    const ids = inBin.find((one) => one.field === field)?.ids;
    if (ids) await repoint(work, reference, { from: to, to: from, ids });
  }
}

async function replaceIn(
  work: Work,
  { holder, name, field }: Reference,
  ids: string[],
  from: string,
  to: string,
): Promise<void> {
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'lists') };
  const object = objectOf(work.catalog, holder.name);
  const loaded = await lockRecords(everywhere, object, {
    ids,
    verb: 'update',
    fields: ['title', ...neededFields(work, object, [name])],
  });
  const drafts = [...loaded].map(([id, before]): Draft => {
    const changes = { [name]: replaced(field, before[name], from, to, id) };
    return { object, id, before, changes, given: new Set([name]) };
  });
  await saveDrafts(work, object, drafts);
}

/** Nothing comes to point to itself. */
function replaced(field: Field, value: unknown, from: string, to: string, holder: string): unknown {
  if (storageOf(field).shape !== 'linked') return to === holder ? null : to;
  const list = new Map<string, unknown>();
  for (const one of (value ?? []) as (string | RecordRef)[]) {
    const id = typeof one === 'string' ? one : one.id;
    if (id !== from) list.set(id, one);
    else if (to !== holder && !list.has(to))
      list.set(to, typeof one === 'string' ? to : { ...one, id: to });
  }
  return [...list.values()];
}

async function replaceInDeleted(
  work: Work,
  reference: Reference,
  { from, to, leave = [] }: Replacing,
): Promise<string[]> {
  const { holder, name, field } = reference;
  const { rows } = await work.connection.query<{ id: string }>(
    storageOf(field).shape === 'linked'
      ? `select l.from_id as id from link l join ${tableOf(holder)} t on t.workspace_id = $1 and t.id = l.from_id and t.deleted_at is not null
         where l.workspace_id = $1 and l.field = '${holder.name}.${name}' and l.to_id = $2 and l.to_object = '${reference.object}' and l.from_id <> all($3)
           and not exists (select 1 from link o where o.workspace_id = $1 and o.field = l.field and o.from_id = l.from_id and o.to_id = $4) order by 1`
      : `select t.id from ${tableOf(holder)} t where t.workspace_id = $1 and t.deleted_at is not null and ${scalarOf('t', name, field)} = $2
           and t.id <> all($3) and t.id <> $4 order by 1`,
    [work.workspace.id, from, leave, to],
  );
  const ids = rows.map((row) => row.id);
  if (ids.length) await repoint(work, reference, { from, to, ids });
  return ids;
}

async function repoint(
  work: Work,
  { holder, name, field }: Reference,
  { from, to, ids }: { from: string; to: string; ids: string[] },
): Promise<void> {
  const values = [work.workspace.id, from, to, ids];
  if (storageOf(field).shape === 'linked') {
    await work.connection.query(
      `update link set to_id = $3 where workspace_id = $1 and field = '${holder.name}.${name}' and to_id = $2 and from_id = any($4)`,
      values,
    );
    return;
  }
  const set = field.custom
    ? `custom = jsonb_set(custom, '{${name}}', to_jsonb($3::text))`
    : `"${columnsOf(name, field)[0]?.name}" = $3::uuid`;
  await work.connection.query(
    `update ${tableOf(holder)} t set ${set}
     where t.workspace_id = $1 and t.id = any($4) and ${scalarOf('t', name, field)} = $2::uuid`,
    values,
  );
}
