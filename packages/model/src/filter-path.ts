import { type Catalog, type CatalogObject, objectOf, relationOf } from './catalog.ts';
import type { Field } from './field.ts';
import { kinds, type Part } from './fields/index.ts';
import { malformed } from './filter-operand.ts';
import type { Refusal } from './refusal.ts';

/** Where a path of a filter leads: `value`, `value.currency`, `company.country`, `company.turnover.currency`. */
export interface Asked {
  path: string;
  /** The object that has the field, and its name there. */
  object: CatalogObject;
  name: string;
  /** The field as it is kept. */
  whole: Field;
  /** What is compared, and how: the field itself, or the part of its values that is asked about. */
  field: Field;
  part: string | null;
  /** Name of the relation crossed; null for what the record says itself. */
  via: string | null;
  /** That relation leads to one record at most. */
  alone: boolean;
}

/** The part of its values that a field can be asked about by itself: the currency of an amount. */
export function partOf(field: Field | undefined, name: string | undefined): Part | undefined {
  const parts = field && kinds[field.kind].parts;
  return parts && name !== undefined && Object.hasOwn(parts, name) ? parts[name] : undefined;
}

/** The path by which one part of a field is asked about. */
export const pathOfPart = (name: string, part: string): string => `${name}.${part}`;

const ownField = (object: CatalogObject, name: string): Field | undefined =>
  Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;

/** What a path asks about; undefined where the catalog has no such thing. */
export function askedAt(catalog: Catalog, object: CatalogObject, path: string): Asked | undefined {
  const [first = '', ...rest] = path.split('.');
  const own = fieldAndPart(object, [first, ...rest]);
  if (own || !rest.length) return own && { ...own, path, via: null, alone: false };
  const relation = relationOf(catalog, object, first);
  const target =
    relation && Object.hasOwn(catalog.objects, relation.target)
      ? catalog.objects[relation.target]
      : undefined;
  const there = target && fieldAndPart(target, rest);
  return there && { ...there, path, via: first, alone: relation?.kind === 'link' };
}

function fieldAndPart(
  object: CatalogObject,
  [name = '', asks, ...more]: string[],
): Omit<Asked, 'path' | 'via' | 'alone'> | undefined {
  const whole = ownField(object, name);
  if (!whole || more.length) return undefined;
  if (asks === undefined) return { object, name, whole, field: whole, part: null };
  const part = partOf(whole, asks);
  return part && { object, name, whole, field: part.field, part: asks };
}

/** What is wrong with a path that leads nowhere. */
export function whyNotAsked(catalog: Catalog, object: CatalogObject, path: string): Refusal {
  const [first = '', second, third, ...more] = path.split('.');
  const far = () => malformed(`'${path}': paths follow one reference`, path);
  const missing = (of: CatalogObject, name: string) =>
    malformed(`${of.name} has no field '${name}'`, path);
  if (more.length) return far();
  if (second === undefined) return missing(object, first);
  const relation = relationOf(catalog, object, first);
  if (!relation)
    return third === undefined
      ? malformed(`${object.name} has no reference '${first}'`, path)
      : far();
  const target = objectOf(catalog, relation.target);
  if (third !== undefined) return far();
  return missing(target, second);
}
