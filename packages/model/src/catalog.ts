import { type ObjectLabel, type ObjectShape, type OwnObject, ownObject } from './custom-object.ts';
import type { Field, Fields, ObjectDefinition } from './define.ts';
import { anonymising, archiving } from './objects/every-action.ts';
import { everyRecord, withAccess, withArchive, withTimeline } from './objects/every-record.ts';
import { objects } from './objects/index.ts';
import type { PageLayouts } from './page-layout.ts';
import { Refusal } from './refusal.ts';
import { asked, inSections, shaped } from './shape-field.ts';

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
}

/** What a workspace added to what we ship, or changed of it: stored in its catalog, merged when reading. */
export interface WorkspaceChanges {
  /** A name that we ship: what is different here. Any other: a field of its own. */
  fields: { object: string; name: string; field: Partial<Field> }[];
  /** A name that we ship: what is different here. Any other: an object of its own. */
  objects?: { name: string; definition: OwnObject | ObjectShape }[];
  /** `access` of new records, by object, where it is not everybody's (OO-PERM-09). */
  newAccess?: Readonly<Record<string, string>>;
}

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

/** Our definitions with the workspace's changes laid over them. */
export function buildCatalog(version: string, changes: WorkspaceChanges): Catalog {
  const merged: Record<string, CatalogObject> = {};
  for (const shipped of objectsWith(changes.objects ?? [])) {
    const own = shippedFields(shipped, changes.newAccess?.[shipped.name]);
    const fields: Fields = { ...own };
    const custom: string[] = [];
    for (const { object, name, field } of changes.fields) {
      if (object !== shipped.name) continue;
      const known = own[name];
      if (known) fields[name] = shaped(known, field);
      else if (field.kind) {
        fields[name] = asked({ ...field, kind: field.kind, custom: true });
        custom.push(name);
      }
    }
    const sections = [
      ...shipped.sections,
      ...(shipped.timeline ? [{ name: 'access', fields: Object.keys(withAccess) }] : []),
      ...(custom.length ? [{ name: 'custom', fields: custom }] : []),
    ];
    merged[shipped.name] = {
      ...shipped,
      fields,
      actions: { ...shipped.actions, ...actionsOfEvery(shipped, fields) },
      sections: inSections(sections, fields, shipped.fieldOrder),
    };
  }
  return { version, objects: merged };
}

/** Beside its own: what may be done with records of any object that is like this. */
const actionsOfEvery = (object: CatalogObject, fields: Fields): CatalogObject['actions'] => ({
  ...(object.archives && archiving),
  ...(object.timeline && Object.values(fields).some((field) => field.personal) && anonymising),
});

/** Behind everything that has a place. */
const lastPlace = 1000;

const ours: ReadonlyMap<string, ObjectDefinition> = new Map(
  (objects as readonly ObjectDefinition[]).map((object) => [object.name, object]),
);

/** Ours, as the workspace shapes them, and behind them its own; those that have been put in an order in that. */
function objectsWith(changes: NonNullable<WorkspaceChanges['objects']>): CatalogObject[] {
  const shapes = new Map(changes.map(({ name, definition }) => [name, definition]));
  const own = changes.flatMap(({ name, definition }) =>
    !ours.has(name) && 'slot' in definition ? [ownObject(name, definition)] : [],
  );
  return [...[...ours.values()].map((object) => withShape(object, shapes.get(object.name))), ...own]
    .map((object, i) => ({ object, at: object.order ?? (object.table ? lastPlace : i) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ object }) => object);
}

function withShape(object: ObjectDefinition, shape: ObjectShape = {}): CatalogObject {
  const { off, ...rest } = shape;
  return { ...object, ...rest, ...(off && { off, place: 'none' as const }) };
}

const accessFrom = (value: string | undefined): Fields =>
  value === undefined || !withAccess['access']
    ? withAccess
    : { ...withAccess, access: { ...withAccess['access'], default: { value } } };

const shippedFields = (object: ObjectDefinition, newAccess?: string): Fields => ({
  ...everyRecord,
  ...(object.timeline ? { ...withTimeline, ...accessFrom(newAccess) } : {}),
  ...(object.archives ? withArchive : {}),
  ...object.fields,
});

/** The shipped catalog, as a workspace without changes has it. */
export const shipped: Catalog = /* @__PURE__ */ buildCatalog('0', { fields: [] });

/** An object before the workspace says anything of its fields: as we ship it, or as each of a workspace's own begins. */
export function unshaped(object: CatalogObject): CatalogObject {
  const known = Object.hasOwn(shipped.objects, object.name) && shipped.objects[object.name];
  if (known) return known;
  const { name, plural, icon, label = {} } = object;
  const begun = ownObject(name, { plural, icon, label, slot: 1 });
  return { ...begun, fields: shippedFields(begun) };
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

/** What people work with every day, rather than what settings or the engine itself keep. */
export const objectsForAll = (catalog: Catalog): CatalogObject[] =>
  Object.values(catalog.objects).filter((object) => object.writtenBy === 'records');

/** The fields whose values make the title. */
export const titleFields = (object: CatalogObject): string[] => [
  ...object.title,
  ...(object.titleElse ?? []),
];
