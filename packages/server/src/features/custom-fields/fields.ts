import { type CatalogObject, type Field, objectOf, Refusal } from '@relata/model';
import { forgetIndexes } from '#engine/indexes/forget.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';
import type { ShownField } from './shapes.ts';

export const shown = (object: string, name: string, field: Field): ShownField => ({
  id: `${object}.${name}`,
  object,
  name,
  kind: field.kind,
  label: field.label ?? {},
  required: field.required === true,
  ...(field.options && { options: field.options }),
  ...(field.to && { to: field.to }),
});

/** The workspace's own fields, of one object or of all, in the order in which forms show them. */
export function fieldsOf(work: Work, only: string | undefined): ShownField[] {
  const objects =
    only === undefined ? Object.values(work.catalog.objects) : [objectOf(work.catalog, only)];
  return objects.flatMap((object) =>
    Object.entries(object.fields)
      .filter(([, field]) => field.custom)
      .map(([name, field]) => shown(object.name, name, field)),
  );
}

/** A field of the workspace by its id, `{object}.{name}`. */
export function fieldNamed(
  work: Work,
  id: string,
): { object: CatalogObject; name: string; field: Field } {
  const [of = '', name = '', ...more] = id.split('.');
  const object = Object.hasOwn(work.catalog.objects, of) ? work.catalog.objects[of] : undefined;
  const field = object && Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;
  if (!object || !field?.custom || more.length)
    throw new Refusal('not_found', 'there is no such field');
  return { object, name, field };
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
    `update ${tableOf(object)} set custom = custom - $2 where workspace_id = $1 and custom ? $2`,
    [id, name],
  );
  await work.connection.query('delete from link where workspace_id = $1 and field = $2', [
    id,
    `${object.name}.${name}`,
  ]);
}
