import { type Catalog, type CatalogObject, type Field, objectOf, type Option } from '@relata/model';
import type { Work } from '#engine/work.ts';
import { keepStored, lockDefinitions, type Stored, storedField } from './fields.ts';

/**
 * Changes what is stored of a field as part of a batch of records: undoing the batch takes it back (`undoDefinitions`).
 * The definitions are locked already.
 */
export async function keepDefinition(
  work: Work,
  object: string,
  name: string,
  after: Stored,
): Promise<void> {
  const stored = await storedField(work, object, name);
  const before = stored?.alive ? stored.definition : null;
  await work.connection.query(
    `insert into definition_change (workspace_id, batch, object, name, before, after, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, batch, object, name) do update set after = excluded.after`,
    [
      ...[work.workspace.id, work.batch, object, name],
      ...[before && JSON.stringify(before), JSON.stringify(after), work.now],
    ],
  );
  await keepStored(work, object, name, after);
}

interface Row {
  object: string;
  name: string;
  before: Stored | null;
  after: Stored;
}

/** Takes back what a batch did to definitions: entries of lists come back, and what rules asked for. */
export async function undoDefinitions(work: Work, batch: string): Promise<boolean> {
  const { rows } = await work.connection.query<Row>(
    'select object, name, before, after from definition_change where workspace_id = $1 and batch = $2',
    [work.workspace.id, batch],
  );
  if (!rows.length || !work.actor.role.administers) return false;
  await lockDefinitions(work);
  for (const { object, name, before, after } of rows) {
    const stored = await storedField(work, object, name);
    const field = work.catalog.objects[object]?.fields[name];
    if (!field || (field.custom && !stored?.alive)) continue;
    const now = stored?.alive ? stored.definition : {};
    const back = reversed(now, before ?? {}, after);
    await keepDefinition(work, object, name, back);
    if (back.options) work.catalog = withOptions(work.catalog, object, name, back.options);
    if (back.options) work.seen = withOptions(work.seen, object, name, back.options);
  }
  await work.engine.workspaces.changed(work.connection.query, work.workspace.id);
  return true;
}

/** Parts that are still as the batch left them become what they were; a list that has changed since gets its entries back. */
function reversed(now: Stored, before: Stored, after: Stored): Stored {
  const parts = new Set([...Object.keys(before), ...Object.keys(after)]);
  const own = (stored: Stored, part: string): unknown =>
    Object.entries(stored).find(([one]) => one === part)?.[1];
  const result = new Map<string, unknown>(Object.entries(now));
  for (const part of parts) {
    const [was, made, is] = [own(before, part), own(after, part), own(now, part)];
    if (same(was, made)) continue;
    if (same(is, made)) result.set(part, was);
    else if (part === 'options') result.set(part, withEntries(now.options, before.options));
  }
  return Object.fromEntries([...result].filter(([, value]) => value !== undefined));
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function withEntries(now: readonly Option[] = [], before: readonly Option[] = []): Option[] {
  const known = new Set(now.map((one) => one.value));
  return [...now, ...before.filter((one) => !known.has(one.value))];
}

/** What the rest of this work reads by: values that come back are checked against the list. */
function withOptions(
  catalog: Catalog,
  name: string,
  field: string,
  options: readonly Option[],
): Catalog {
  const object: CatalogObject = objectOf(catalog, name);
  const old: Field | undefined = object.fields[field];
  if (!old) return catalog;
  const fields = { ...object.fields, [field]: { ...old, options } };
  return { ...catalog, objects: { ...catalog.objects, [name]: { ...object, fields } } };
}
