import type { DescribedObject } from '@relata/client';
import type { Field } from '@relata/model';
import type { DescribedCatalog } from '../../../data/catalog.ts';

/** A list of choices: of a field, and of those that share it, or an object whose records are the choices. */
export type List =
  | {
      id: string;
      kind: 'field';
      object: DescribedObject;
      name: string;
      field: Field;
      all: DescribedObject[];
    }
  | { id: string; kind: 'records'; object: DescribedObject };

const recordLists = ['lostReason', 'leadStatus', 'disqualificationReason', 'tag'];

/**
 * Every list that a workspace shapes, in the order of its objects; one for all fields that share it. Of what is
 * written down on the pages of others (notes) those that may get entries (OO-SET-10).
 */
export function listsOf(catalog: DescribedCatalog): List[] {
  const objects = Object.values(catalog.objects);
  const seen = new Set<string>();
  const choices = objects
    .filter((object) => object.writtenBy === 'records' && !object.off)
    .flatMap((object) =>
      Object.entries(object.fields).flatMap(([name, field]): List[] => {
        if (object.place === 'none' && !(object.follows && field.open)) return [];
        if (!field.options || name === 'access' || (field.list && seen.has(field.list))) return [];
        if (field.list) seen.add(field.list);
        const all = field.list
          ? objects.filter((one) =>
              Object.values(one.fields).some((other) => other.list === field.list),
            )
          : [object];
        return [{ id: `${object.name}.${name}`, kind: 'field', object, name, field, all }];
      }),
    );
  const records = recordLists.flatMap((name): List[] => {
    const object = catalog.objects[name];
    return object?.can.read ? [{ id: name, kind: 'records', object }] : [];
  });
  return [...choices, ...records];
}

/** The list of a field, under whichever of the objects that share it; the first where there is none. */
export function listNamed(lists: readonly List[], id: string | undefined): List | undefined {
  const [object, name = ''] = id?.split('.') ?? [];
  const shares = (one: List) =>
    one.kind === 'field' &&
    one.field.list !== undefined &&
    one.all.some((other) => other.name === object && other.fields[name]?.list === one.field.list);
  return lists.find((one) => one.id === id) ?? lists.find(shares) ?? lists[0];
}
