import { type CatalogObject, fieldOf, type RecordRef } from '@relata/model';
import { refsOf, storageOf } from '../fields/storage.ts';
import { canBeKept } from '../filters/seen-references.ts';
import { tableOf } from '../tables/table.ts';
import { statement, type Work } from '../work.ts';

/** Values of a record by the names of its fields, as the API gives them. */
type Values = Record<string, unknown>;

/** The records that a value leads to; none for fields that are no reference. */
export function refsIn(value: unknown, object: CatalogObject, name: string): RecordRef[] {
  const field = fieldOf(object, name);
  if (!field.to || value === null || value === undefined) return [];
  if (storageOf(field).shape === 'linked') return refsOf(value, field);
  return [{ object: field.to, id: String(value) }];
}

/** Ids among those that the records lead to which the actor may not see. Asks for nothing where they see all. */
export async function unseenIn(
  work: Work,
  object: CatalogObject,
  records: readonly Values[],
): Promise<Set<string>> {
  const refs = records.flatMap((record) =>
    Object.keys(record).flatMap((name) =>
      Object.hasOwn(object.fields, name) ? refsIn(record[name], object, name) : [],
    ),
  );
  return unseenAmong(work, refs);
}

/** Ids of those records that the actor may not see, the deleted ones judged like the others. */
export async function unseenAmong(work: Work, refs: readonly RecordRef[]): Promise<Set<string>> {
  const unseen = new Set<string>();
  for (const [name, some] of Map.groupBy(refs, (ref) => ref.object)) {
    const target = work.catalog.objects[name];
    const made = statement(work);
    if (!target || !canBeKept(target) || made.visible(name, 't') === 'true') continue;
    const asking = statement(work);
    const ids = [...new Set(some.map((ref) => ref.id))];
    const { rows } = await work.connection.query<{ id: string }>(
      `select t.id from ${tableOf(target)} t where t.workspace_id = $1
         and t.id = any(${asking.parameters.add(ids, 'uuid[]')}) and ${asking.visible(name, 't')}`,
      asking.parameters.values,
    );
    const seen = new Set(rows.map((row) => row.id));
    for (const id of ids) if (!seen.has(id)) unseen.add(id);
  }
  return unseen;
}

/** The values without references to what the actor may not see: to them these records do not exist. */
export function withoutUnseen(
  object: CatalogObject,
  values: Values,
  unseen: ReadonlySet<string>,
): Values {
  if (!unseen.size) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const hidden = Object.hasOwn(object.fields, name)
        ? refsIn(value, object, name).filter((ref) => unseen.has(ref.id))
        : [];
      if (!hidden.length) return [name, value];
      return [name, Array.isArray(value) ? value.filter((one) => !unseen.has(idOf(one))) : null];
    }),
  );
}

/** What somebody wrote who did not see everything: it takes nothing away that they cannot know of. */
export function keepUnseen(
  object: CatalogObject,
  before: Values,
  changes: Values,
  unseen: ReadonlySet<string>,
): void {
  if (!unseen.size) return;
  for (const [name, value] of Object.entries(changes)) {
    const old = before[name];
    if (!refsIn(old, object, name).some((ref) => unseen.has(ref.id))) continue;
    if (!Array.isArray(old)) {
      if (value === null) changes[name] = old;
      continue;
    }
    const list = (Array.isArray(value) ? value : []).filter((one) => !unseen.has(idOf(one)));
    // Each at its old place, so that a list given back as it was read is no change.
    for (const [at, one] of old.entries()) if (unseen.has(idOf(one))) list.splice(at, 0, one);
    changes[name] = list;
  }
}

const idOf = (one: unknown): string =>
  typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : String(one);
