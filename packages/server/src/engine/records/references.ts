import { type CatalogObject, type Field, objectOf, systemActor } from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { columnsOf, scalarOf, tableOf } from '../tables/table.ts';
import type { Work } from '../work.ts';
import type { Draft } from './draft.ts';
import { lockRecords } from './read.ts';
import { neededFields, saveDrafts } from './update.ts';

/** A field of whatever object that points to records of one. */
interface Reference {
  holder: CatalogObject;
  name: string;
  field: Field;
}

const referencesTo = (work: Work, object: string): Reference[] =>
  Object.values(work.catalog.objects).flatMap((holder) =>
    Object.entries(holder.fields)
      .filter(([, field]) => field.to === object && field.kind !== 'user')
      .map(([name, field]) => ({ holder, name, field })),
  );

const atOnce = 2000;

/** Ids of the live records that hold it. */
function holding({ holder, name, field }: Reference): string {
  return storageOf(field).shape === 'linked'
    ? `select l.from_id as id from link l join ${tableOf(holder)} t on t.workspace_id = $1 and t.id = l.from_id and t.deleted_at is null
       where l.workspace_id = $1 and l.field = '${holder.name}.${name}' and l.to_id = $2`
    : `select t.id from ${tableOf(holder)} t where t.workspace_id = $1 and t.deleted_at is null and ${scalarOf('t', name, field)} = $2`;
}

/** How many live records of each object point to it, the most first; all of them, whoever asks. */
export async function countReferences(
  work: Work,
  object: string,
  id: string,
): Promise<{ object: string; count: number }[]> {
  const found: { object: string; count: number }[] = [];
  const byHolder = Map.groupBy(
    referencesTo(work, object).filter(({ field }) => field.writtenBy !== 'system'),
    ({ holder }) => holder.name,
  );
  for (const [name, references] of byHolder) {
    const { rows } = await work.connection.query<{ n: string }>(
      `select count(distinct id) as n from (${references.map(holding).join(' union all ')}) u`,
      [work.workspace.id, id],
    );
    const count = Number(rows[0]?.n);
    if (count) found.push({ object: name, count });
  }
  return found.toSorted((a, b) => b.count - a.count);
}

/**
 * Puts another record wherever this one is referred to, whoever owns what holds it: changes of the same batch,
 * undone with it. What lies in the recycle bin comes back with the other one. `but`: objects that are left alone.
 */
export async function replaceReferences(
  work: Work,
  object: string,
  { from, to, but = [] }: { from: string; to: string; but?: string[] },
): Promise<void> {
  const { cause } = work;
  work.cause = from;
  for (const reference of referencesTo(work, object)) {
    if (but.includes(reference.holder.name)) continue;
    const { rows } = await work.connection.query<{ id: string }>(
      `${holding(reference)} order by 1`,
      [work.workspace.id, from],
    );
    for (let i = 0; i < rows.length; i += atOnce) {
      const ids = rows.slice(i, i + atOnce).map((row) => row.id);
      await replaceIn(work, reference, ids, from, to);
      await work.advanced(ids.length);
    }
    await replaceInDeleted(work, reference, from, to);
  }
  work.cause = cause;
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
    const changes = { [name]: replaced(field, before[name], from, to) };
    return { object, id, before, changes, given: new Set([name]) };
  });
  await saveDrafts({ ...work, inAction: 'release' }, object, drafts);
}

function replaced(field: Field, value: unknown, from: string, to: string): unknown {
  if (storageOf(field).shape !== 'linked') return to;
  const list = (value ?? []) as string[];
  return [...new Set(list.map((id) => (id === from ? to : id)))];
}

async function replaceInDeleted(
  work: Work,
  { holder, name, field }: Reference,
  from: string,
  to: string,
): Promise<void> {
  if (storageOf(field).shape === 'linked') return;
  const set = field.custom
    ? `custom = jsonb_set(custom, '{${name}}', to_jsonb($3::text))`
    : `"${columnsOf(name, field)[0]?.name}" = $3::uuid`;
  await work.connection.query(
    `update ${tableOf(holder)} t set ${set}
     where t.workspace_id = $1 and t.deleted_at is not null and ${scalarOf('t', name, field)} = $2::uuid`,
    [work.workspace.id, from, to],
  );
}
