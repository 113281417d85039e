import type { DescribedObject } from '@relata/client';
import { type Asked, inversesOf, relationOf } from '@relata/model';
import type { Labels } from '../../../app/language.ts';
import type { DescribedCatalog } from '../../../data/catalog.ts';

/** A way from an object to others: its own references, and what points to it. */
interface Reference {
  name: string;
  label: string;
  target: DescribedObject;
}

export function referencesFrom(
  catalog: DescribedCatalog,
  object: DescribedObject,
  labels: Labels,
): Reference[] {
  const own = Object.entries(object.fields).flatMap(([name, field]): Reference[] => {
    const target = field.to ? catalog.objects[field.to] : undefined;
    if (!target || target.name === 'file' || name.endsWith('By')) return [];
    return [{ name, label: labels.field(object, name), target }];
  });
  const inverses = inversesOf(catalog, object.name).flatMap(({ name, relation }): Reference[] => {
    const target = catalog.objects[relation.target];
    if (!target?.can.read || target.name === 'file') return [];
    return [{ name, label: labels.relation(target, relation.field), target }];
  });
  return [...own, ...inverses];
}

/** What a reference is called from here. */
export function referenceLabel(
  catalog: DescribedCatalog,
  object: DescribedObject,
  name: string,
  labels: Labels,
): string {
  if (object.fields[name]) return labels.field(object, name);
  const relation = relationOf(catalog, object, name);
  // A list that leads to records of any object, by one of these: `about:deal` are deals.
  const target = relation && catalog.objects[relation.target];
  if (relation?.kind !== 'inverse') return target ? labels.object(target, 'many') : name;
  const holder = catalog.objects[relation.holder];
  return holder ? labels.relation(holder, relation.field) : name;
}

/** What a condition asks about, of the object that has it: `Country`, `Value › Currency`. */
export function askedLabel({ object, name, part }: Asked, labels: Labels): string {
  const field = labels.field(object, name);
  return part === null ? field : `${field} › ${labels.part(part)}`;
}
