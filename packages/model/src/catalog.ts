import type { ObjectLabel } from './custom-object.ts';
import type { Field } from './field.ts';
import type { ObjectDefinition } from './object-definition.ts';
import type { PageLayouts } from './page-layout.ts';
import { Refusal } from './refusal.ts';

/** An object with all its fields: its own, those of every record, those of the workspace. */
export interface CatalogObject extends ObjectDefinition {
  /** As a workspace calls it, where that differs from what we call it. */
  label?: ObjectLabel;
  /** Of objects that a workspace made: the table that keeps them. */
  table?: string;
  /** Nobody works with it in this workspace. */
  off?: boolean;
  /** Place in the navigation, where a workspace has said so. */
  order?: number;
  /** Of its fields, each within its section, where a workspace has said so; others follow. */
  fieldOrder?: readonly string[];
  /** How its pages and forms are laid out for everybody: `sectionsFor`. */
  layouts?: PageLayouts;
  layoutForAll?: boolean;
  /** Its pages show no activities and offer none to be planned. */
  withoutActivities?: boolean;
}

/** Do its pages show what is to be done about its records? */
export const showsActivities = ({
  timeline,
  withoutActivities,
}: Pick<CatalogObject, 'timeline' | 'withoutActivities'>): boolean =>
  timeline && !withoutActivities;

/** Everything that can be stored and shown in one workspace. Plain data, the same on both sides of the wire. */
export interface Catalog {
  /** Rises with every change of the workspace's definitions. */
  version: string;
  objects: Record<string, CatalogObject>;
}

/** How one object leads to another: its own link, or the inverse of somebody else's. */
export interface Relation {
  kind: 'link' | 'links' | 'inverse';
  /** Object at the other end. */
  target: string;
  /** The field that holds the reference, and the object that it belongs to. */
  holder: string;
  field: string;
}

export function objectOf(catalog: Catalog, name: string): CatalogObject {
  const found = Object.hasOwn(catalog.objects, name) ? catalog.objects[name] : undefined;
  if (!found) throw new Refusal('not_found', `there is no object '${name}'`);
  return found;
}

/** The object behind `/api/v1/{plural}`; undefined where there is none. */
export const objectByPlural = (catalog: Catalog, plural: string): CatalogObject | undefined =>
  Object.values(catalog.objects).find((object) => object.plural === plural);

export function fieldOf(object: CatalogObject, name: string): Field {
  const found = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;
  if (!found)
    throw new Refusal('malformed', `${object.name} has no field '${name}'`, {
      errors: [{ field: name, code: 'unknown_field', message: `there is no field '${name}'` }],
    });
  return found;
}

/** Follows a name from an object: a reference of its own, or the inverse of another object's. */
export function relationOf(
  catalog: Catalog,
  object: CatalogObject,
  name: string,
): Relation | undefined {
  const [near = '', target] = name.split(':');
  const own = Object.hasOwn(object.fields, near) ? object.fields[near] : undefined;
  // A list that leads to records of any object: `about:deal` are the deals among them.
  if (target !== undefined)
    return own?.to === '*' && Object.hasOwn(catalog.objects, target)
      ? { kind: 'links', target, holder: object.name, field: near }
      : undefined;
  if (own?.to && own.to !== '*')
    return {
      kind: own.kind === 'links' ? 'links' : 'link',
      target: own.to,
      holder: object.name,
      field: name,
    };
  return inversesOf(catalog, object.name).find((one) => one.name === name)?.relation;
}

/** What points to records of an object, under the names that their page shows: `deals`, `people`, `notes`. */
export function inversesOf(
  catalog: Catalog,
  object: string,
): { name: string; relation: Relation }[] {
  const found: { name: string; relation: Relation }[] = [];
  for (const holder of Object.values(catalog.objects))
    for (const [field, definition] of Object.entries(holder.fields)) {
      if (!definition.inverse || (definition.to !== object && definition.to !== '*')) continue;
      found.push({
        name: definition.inverse,
        relation: { kind: 'inverse', target: holder.name, holder: holder.name, field },
      });
    }
  return found;
}

type OnTimelines = CatalogObject & Required<Pick<CatalogObject, 'follows' | 'onTimeline'>>;

/** What stands on the timelines of the records that it is about: notes, activities, files. */
export const onTimelines = (catalog: Catalog): OnTimelines[] =>
  Object.values(catalog.objects).filter(
    (object): object is OnTimelines =>
      object.follows !== undefined && object.onTimeline !== undefined,
  );

/** What people work with every day, rather than what settings or the engine itself keep. */
export const objectsForAll = (catalog: Catalog): CatalogObject[] =>
  Object.values(catalog.objects).filter((object) => object.writtenBy === 'records');

/** The fields whose values make the title. */
export const titleFields = (object: CatalogObject): string[] => [
  ...object.title,
  ...(object.titleElse ?? []),
];
