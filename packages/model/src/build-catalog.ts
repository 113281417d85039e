import type { Catalog, CatalogObject } from './catalog.ts';
import {
  type ObjectShape,
  type OwnObject,
  ownObject,
  withOwnFields,
  wordsOfOwn,
} from './custom-object.ts';
import type { Action, ObjectDefinition, Section } from './object-definition.ts';
import type { Field, Fields, Switch } from './field.ts';
import {
  actionsCalledAs,
  calledAs,
  objectWords,
  type Renamed,
  type Words,
} from './object-words.ts';
import { anonymising, archiving, following, recomputing } from './objects/every-action.ts';
import { everyRecord, withAccess, withArchive, withTimeline } from './objects/every-record.ts';
import { objects } from './objects/index.ts';
import { asked, inSections, shaped } from './shape-field.ts';

/** What a workspace added to what we ship, or changed of it: stored in its catalog, merged when reading. */
export interface WorkspaceChanges {
  /** A name that we ship: what is different here. Any other: a field of its own. */
  fields: { object: string; name: string; field: Partial<Field> }[];
  /** A name that we ship: what is different here. Any other: an object of its own. */
  objects?: { name: string; definition: OwnObject | ObjectShape }[];
  /** `access` of new records, by object, where it is not everybody's (OO-PERM-09). */
  newAccess?: Readonly<Record<string, string>>;
  switches?: Readonly<Partial<Record<Switch, boolean>>>;
}

/** Our definitions with the workspace's changes laid over them. */
export function buildCatalog(version: string, changes: WorkspaceChanges): Catalog {
  const merged: Record<string, CatalogObject> = {};
  const all = objectsWith(changes.objects ?? []);
  const renamed = renamedAmong(all);
  const called = calledAmong(all);
  for (const shipped of all) {
    const own = calledAs(
      shippedFields(shipped, changes.newAccess?.[shipped.name]),
      shipped,
      ours.has(shipped.name) ? renamed : called,
    );
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
    const isOurs = ours.has(shipped.name);
    const placed = isOurs ? shipped : withOwnFields(shipped, custom, fields);
    const sections: Section[] = [
      ...placed.sections.map((one) => {
        const label = renamed.get(one.name);
        return label ? { ...one, label } : one;
      }),
      ...(shipped.timeline
        ? [{ name: 'access', fields: [...Object.keys(withAccess), followers] }]
        : []),
      ...(isOurs && custom.length ? [{ name: 'custom', fields: custom }] : []),
    ];
    merged[shipped.name] = {
      ...shipped,
      ...(shipped.timeline && { followedBy: followers }),
      fields,
      actions: {
        ...actionsCalledAs(switched(shipped.actions, changes.switches ?? {}), renamed),
        ...actionsOfEvery(shipped, fields),
      },
      sections: inSections(sections, fields, shipped.fieldOrder),
      columns: placed.columns,
    };
  }
  return { version, objects: merged };
}

/** Ours that the workspace calls otherwise. */
const renamedAmong = (all: readonly Pick<CatalogObject, 'name' | 'label'>[]): Renamed =>
  new Map(
    all.flatMap(({ name, label }) => (label && ours.has(name) ? [[name, objectWords(label)]] : [])),
  );

/** The same, and its own. */
const calledAmong = (all: readonly Pick<CatalogObject, 'name' | 'label'>[]): Renamed =>
  new Map([
    ...renamedAmong(all),
    ...all.flatMap(({ name, label }): [string, Words][] =>
      label && !ours.has(name) ? [[name, wordsOfOwn(label)]] : [],
    ),
  ]);

/** Actions ask only for what the workspace has switched on. */
const switched = (
  actions: CatalogObject['actions'],
  switches: NonNullable<WorkspaceChanges['switches']>,
): CatalogObject['actions'] =>
  Object.fromEntries(
    Object.entries(actions).map(([name, action]): [string, Action] => [
      name,
      {
        ...action,
        input: Object.fromEntries(
          Object.entries(action.input).filter(
            ([, { onlyWith }]) => !onlyWith || switches[onlyWith] === true,
          ),
        ),
      },
    ]),
  );

/** Beside its own: what may be done with records of any object that is like this. */
const actionsOfEvery = (object: CatalogObject, fields: Fields): CatalogObject['actions'] => ({
  ...(object.archives && archiving),
  ...(object.timeline && following(followers)),
  ...(object.timeline && Object.values(fields).some((field) => field.personal) && anonymising),
  ...(Object.values(fields).some((field) => field.formula !== undefined) && recomputing),
});

const followers = 'followers';

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
export const shipped: Catalog = /* @__PURE__ */ buildCatalog('0', {
  fields: [],
  switches: { freeLostReasons: true },
});

/** An object before the workspace says anything of its fields: as we ship it, or as each of a workspace's own begins. */
export function unshaped(object: CatalogObject): CatalogObject {
  const known = Object.hasOwn(shipped.objects, object.name) && shipped.objects[object.name];
  if (known) return known;
  const { name, plural, icon, label = {} } = object;
  const begun = ownObject(name, { plural, icon, label, slot: 1 });
  return { ...begun, fields: shippedFields(begun) };
}

/** The same, its fields called as the workspace calls the objects to which they lead: so they are without a name of their own. */
export function unnamed(object: CatalogObject, { objects: all }: Catalog): CatalogObject {
  const begun = unshaped(object);
  const names = ours.has(object.name) ? renamedAmong : calledAmong;
  return { ...begun, fields: calledAs(begun.fields, begun, names(Object.values(all))) };
}
