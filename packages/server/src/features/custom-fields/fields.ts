import {
  type CatalogObject,
  type Field,
  type FieldShape,
  objectOf,
  Refusal,
  shapeParts,
  unshaped,
} from '@relata/model';
import { forgetIndexes } from '#engine/indexes/forget.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';
import type { ShownField } from './shapes.ts';

/** A row as it is stored: a whole field of the workspace's own, or what it says of one of ours. */
export type Stored = Partial<Field>;

/** What the workspace says of the field, beside what it is. */
export const shapeIn = (stored: Stored): FieldShape => {
  const shape: Record<string, unknown> = {};
  for (const part of shapeParts) if (stored[part] !== undefined) shape[part] = stored[part];
  return shape;
};

/** A field that every workspace has, as against one that this one has added. */
export const isOurs = (object: CatalogObject, name: string): boolean =>
  Object.hasOwn(unshaped(object).fields, name);

export const shown = (
  object: CatalogObject,
  name: string,
  kind: string,
  stored: Stored,
): ShownField => ({
  id: `${object.name}.${name}`,
  object: object.name,
  name,
  kind,
  custom: !isOurs(object, name),
  ...shapeIn(stored),
  label: stored.label ?? {},
  required: stored.required === true,
  ...(stored.to && { to: stored.to }),
  ...(stored.formula !== undefined && { formula: stored.formula, uses: stored.uses }),
});

/** What the workspace has added or shaped, of one object or of all, in the order in which forms show it. */
export async function fieldsOf(work: Work, only: string | undefined): Promise<ShownField[]> {
  if (only !== undefined) objectOf(work.seen, only);
  const { rows } = await work.connection.query<{
    object: string;
    name: string;
    definition: Stored;
  }>(
    'select object, name, definition from custom_field where workspace_id = $1 and deleted_at is null order by object, position, name',
    [work.workspace.id],
  );
  return rows.flatMap(({ object: of, name, definition }) => {
    const object = work.seen.objects[of];
    const field = object?.fields[name];
    if (!object || !field || (only !== undefined && of !== only)) return [];
    return [
      shown(object, name, field.kind, work.actor.role.administers ? definition : open(definition)),
    ];
  });
}

/** For whom a field is, is for administrators to know. */
const open = ({ seenBy: _seenBy, changedBy: _changedBy, ...rest }: Stored): Stored => rest;

/** A field by its id, `{object}.{name}`. */
export function fieldNamed(
  work: Work,
  id: string,
): { object: CatalogObject; name: string; field: Field } {
  const [of = '', name = '', ...more] = id.split('.');
  const object = Object.hasOwn(work.seen.objects, of) ? work.seen.objects[of] : undefined;
  const field = object && Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;
  if (!object || !field || more.length) throw noField();
  return { object, name, field };
}

export const noField = () => new Refusal('not_found', 'there is no such field');

/** What is stored of a field, or was until it was removed. */
export async function storedField(
  work: Work,
  object: string,
  name: string,
): Promise<{ definition: Stored; alive: boolean } | undefined> {
  const { rows } = await work.connection.query<{ definition: Stored; alive: boolean }>(
    'select definition, deleted_at is null as alive from custom_field where workspace_id = $1 and object = $2 and name = $3',
    [work.workspace.id, object, name],
  );
  return rows[0];
}

/** Writes what is said of a field; of one that nothing is said of, there is no row. */
export async function keepStored(
  work: Work,
  object: string,
  name: string,
  definition: Stored,
): Promise<void> {
  const { query } = work.connection;
  const place = [work.workspace.id, object, name];
  if (Object.keys(definition).length)
    await query(
      `insert into custom_field (workspace_id, object, name, definition, position, created_at) values ($1, $2, $3, $4, 0, $5)
       on conflict (workspace_id, object, name) do update set definition = excluded.definition, deleted_at = null`,
      [...place, JSON.stringify(definition), work.now],
    );
  else
    await query(
      'delete from custom_field where workspace_id = $1 and object = $2 and name = $3',
      place,
    );
}

/** One change of definitions after the other, and the catalog that was read before is old. Call it first. */
export async function lockDefinitions({ connection, workspace }: Work): Promise<void> {
  await connection.query(
    'update workspace set catalog_version = catalog_version + 1 where id = $1',
    [workspace.id],
  );
}

/** What an earlier field of the same name left on the records; values of another kind would be misread. */
export async function wipeValues(work: Work, object: CatalogObject, name: string): Promise<void> {
  const { id } = work.workspace;
  await forgetIndexes(work.connection.query, object, name, id);
  await work.connection.query(
    `update ${tableOf(object)} set custom = custom - $2 - ($2 || '~') where workspace_id = $1 and (custom ? $2 or custom ? ($2 || '~'))`,
    [id, name],
  );
  await work.connection.query('delete from link where workspace_id = $1 and field = $2', [
    id,
    `${object.name}.${name}`,
  ]);
}
