import type { Catalog, CatalogObject } from './catalog.ts';
import type { Field } from './define.ts';
import type { FieldRight, Role } from './roles.ts';

const known = new WeakMap<Catalog, Map<string, Catalog>>();

/**
 * The catalog as a role lets it be seen: without the fields that it hides, and with those that it only shows as
 * the engine's own. What is not in it cannot be listed, filtered, sorted, grouped, searched, exported or written.
 */
export function seenCatalog(catalog: Catalog, role: Role): Catalog {
  const rights = Object.entries(role.fields ?? {});
  if (role.administers || !rights.length) return catalog;
  let made = known.get(catalog);
  if (!made) known.set(catalog, (made = new Map()));
  const key = JSON.stringify(rights);
  let seen = made.get(key);
  if (!seen) {
    const byObject = Map.groupBy(rights, ([path]) => path.split('.', 1)[0] ?? '');
    const objects = Object.entries(catalog.objects).map(([name, object]) => {
      const own = (byObject.get(name) ?? []).map(
        ([path, right]) => [path.slice(name.length + 1), right] as const,
      );
      return [name, own.length ? seenObject(object, new Map(own)) : object] as const;
    });
    seen = { ...catalog, objects: Object.fromEntries(objects) };
    made.set(key, seen);
  }
  return seen;
}

function seenObject(object: CatalogObject, rights: Map<string, FieldRight>): CatalogObject {
  const shown = (name: string) => rights.get(name) !== 'hidden';
  const fields: Record<string, Field> = {};
  for (const [name, field] of Object.entries(object.fields))
    if (shown(name))
      fields[name] = rights.get(name) === 'read' ? { ...field, writtenBy: 'system' } : field;
  const { board, ...rest } = object;
  const { by, sum, weight } = board ?? {};
  return {
    ...rest,
    fields,
    sections: object.sections.map((one) => ({ ...one, fields: one.fields.filter(shown) })),
    columns: object.columns.filter(shown),
    sort: shown(object.sort.replace(/^-/, '')) ? object.sort : '-createdAt',
    ...(by !== undefined && shown(by)
      ? {
          board: {
            by,
            ...(sum !== undefined && shown(sum) ? { sum } : {}),
            ...(weight !== undefined && shown(weight) ? { weight } : {}),
          },
        }
      : {}),
  };
}

/** Why a role may not hide this field: nothing works without it. */
export function mustBeSeen(object: CatalogObject, name: string): boolean {
  const field = object.fields[name];
  if (!field) return true;
  const names = [...object.title, ...(object.titleElse ?? []), 'owner', 'access', 'accessList'];
  return field.required === true || field.writtenBy === 'system' || names.includes(name);
}
