import { type CatalogObject, type Field, objectOf, Refusal, shipped } from '@relata/model';
import type { Work } from '#engine/work.ts';

export interface ListField {
  object: CatalogObject;
  name: string;
  field: Field;
}

/** The field `{object}.{name}` and all that share its list. */
export function listFields(work: Work, id: string): ListField[] {
  const [of = '', name = '', ...more] = id.split('.');
  const field = Object.hasOwn(work.seen.objects, of)
    ? objectOf(work.catalog, of).fields[name]
    : undefined;
  if (!field?.options || more.length) throw new Refusal('not_found', 'there is no such list');
  if (field.list === undefined) return [{ object: objectOf(work.catalog, of), name, field }];
  return Object.values(work.catalog.objects).flatMap((object) =>
    Object.entries(object.fields)
      .filter(([, one]) => one.list === field.list)
      .map(([one, definition]) => ({ object, name: one, field: definition })),
  );
}

/** Is it an entry that we ship? */
export const isOurs = (object: CatalogObject, name: string, value: string): boolean =>
  shipped.objects[object.name]?.fields[name]?.options?.some((one) => one.value === value) ?? false;
