import type { ColumnMapping } from '@relata/client';
import {
  type Catalog,
  type CatalogObject,
  type Field,
  type FieldKind,
  objectOf,
} from '@relata/model';
import { fieldsInOrder } from '../../../engine/collection/state/field-order.ts';

/** Something that a column may become. */
export interface Target {
  /** Tells it from every other target of the file. */
  key: string;
  /** As a mapping writes it: `company.name`. */
  field: string;
  part?: NonNullable<ColumnMapping['part']>;
  /** Only rows of this object, where a file holds several. */
  object?: string;
  /** The reference that it goes through; empty for the row's own record. */
  via: string;
  /** It leads to several records: the people of a deal. */
  isOneOfMany: boolean;
  /** The object that has the field. */
  holder: CatalogObject;
  name: string;
  /** `fullName` is taken apart into the names that a person has. */
  kind: FieldKind | 'fullName';
  definition: Field | null;
}

/** Targets that belong together: of the row's own record, or of one that it leads to. */
export interface TargetGroup {
  holder: CatalogObject;
  /** The rows that it is about; null: all of the file. */
  object: CatalogObject | null;
  /** Of a file with several objects: all of its rows have it. */
  isCommon?: true;
  /** Object and field of the reference, where it is another record that is filled. */
  through: { object: CatalogObject; field: string } | null;
  targets: Target[];
}

/** Kinds that no cell of a table can fill. */
const never: ReadonlySet<FieldKind> = new Set<FieldKind>(['files', 'json', 'autonumber']);
const addressParts = ['street', 'postalCode', 'city', 'region', 'country'] as const;

const mayBeFilled = (field: Field) =>
  field.writtenBy !== 'system' && !never.has(field.kind) && field.to !== '*';

/** A reference to records that an import finds or makes, rather than to a list or a user. */
function leadsTo(catalog: Catalog, field: Field): CatalogObject | undefined {
  if ((field.kind !== 'link' && field.kind !== 'links') || !field.to || !mayBeFilled(field))
    return undefined;
  if (field.writtenBy) return undefined;
  const target = catalog.objects[field.to];
  return target?.place === 'main' ? target : undefined;
}

/** People have no name of their own: it is made of its parts. */
const hasNameParts = ({ fields }: CatalogObject) =>
  !fields['name'] && fields['firstName'] && fields['lastName'];

/** Everything that columns of a file may become, whose rows are of these objects. */
export function targetGroups(catalog: Catalog, names: readonly string[]): TargetGroup[] {
  const objects = names.map((name) => objectOf(catalog, name));
  const [only] = objects;
  if (!only) return [];
  if (objects.length === 1) return groupsOf(catalog, only, null);
  const every = objects.map((object) => groupsOf(catalog, object, object.name));
  const owners = (group: TargetGroup, target: Target) =>
    every
      .flat()
      .filter(
        (other) =>
          sameWay(other, group) &&
          other.targets.some(
            (one) =>
              one.field === target.field && one.part === target.part && one.kind === target.kind,
          ),
      ).length;
  // What all rows have is offered once for all of them, and then for each by itself.
  const common = (every[0] ?? [])
    .map((group) => ({
      ...group,
      object: null,
      isCommon: true as const,
      targets: group.targets
        .filter((target) => owners(group, target) === objects.length)
        .map(forAll),
    }))
    .filter((group) => group.targets.length);
  return [...common, ...every.flat()];
}

const sameWay = (a: TargetGroup, b: TargetGroup) =>
  (a.through?.field ?? '') === (b.through?.field ?? '');

function forAll({ object: _, ...target }: Target): Target {
  return {
    ...target,
    key: keyOf({ field: target.field, ...(target.part ? { part: target.part } : {}) }),
  };
}

function groupsOf(catalog: Catalog, object: CatalogObject, only: string | null): TargetGroup[] {
  const own: TargetGroup = {
    holder: object,
    object: only ? object : null,
    through: null,
    targets: targetsIn(catalog, object, '', false, only),
  };
  const others = fieldsInOrder(object).flatMap((field): TargetGroup[] => {
    const definition = object.fields[field];
    const holder = definition && leadsTo(catalog, definition);
    if (!holder) return [];
    const targets = targetsIn(catalog, holder, field, definition.kind === 'links', only);
    return [{ holder, object: only ? object : null, through: { object, field }, targets }];
  });
  return [own, ...others];
}

function targetsIn(
  catalog: Catalog,
  holder: CatalogObject,
  via: string,
  isOneOfMany: boolean,
  only: string | null,
): Target[] {
  const found: Target[] = [];
  const add = (
    name: string,
    kind: Target['kind'],
    definition: Field | null,
    part?: Target['part'],
  ) => {
    const field = via ? `${via}.${name}` : name;
    const about = { field, ...(part ? { part } : {}), ...(only ? { object: only } : {}) };
    found.push({ key: keyOf(about), ...about, via, isOneOfMany, holder, name, kind, definition });
  };
  if (hasNameParts(holder)) add('name', 'fullName', null);
  const names = [...new Set([...holder.title, ...fieldsInOrder(holder)])];
  for (const name of names) {
    const field = holder.fields[name];
    if (!field || !mayBeFilled(field) || leadsTo(catalog, field)) continue;
    if (field.kind === 'addresses')
      for (const part of addressParts) add(name, field.kind, field, part);
    else add(name, field.kind, field);
    if (field.kind === 'money') add(name, field.kind, field, 'currency');
  }
  return found;
}

type About = Pick<ColumnMapping, 'field' | 'part' | 'object'>;

const keyOf = ({ field, part, object }: About) => `${object ?? ''}|${field}|${part ?? ''}`;

/** Finds the target of an entry: by its own words, and by what they stand for. */
export function targetFinder(
  catalog: Catalog,
  names: readonly string[],
  groups: readonly TargetGroup[],
): (entry: About) => Target | undefined {
  const byKey = new Map(
    groups.flatMap((group) =>
      group.targets.map((target): [string, Target] => [target.key, target]),
    ),
  );
  return (entry) => {
    const objects = entry.object ? [entry.object] : names;
    for (const name of objects) {
      const object = catalog.objects[name];
      if (!object) continue;
      const about = spelledOut(catalog, object, entry);
      for (const only of [entry.object, undefined, name]) {
        const found = byKey.get(
          keyOf({ ...about, ...(only ? { object: only } : { object: undefined }) }),
        );
        if (found) return found;
      }
    }
    return undefined;
  };
}

/** `company` alone means the name of the company, and an address without a part its first line. */
function spelledOut(
  catalog: Catalog,
  object: CatalogObject,
  { field, part }: About,
): { field: string; part?: Target['part'] } {
  const definition = object.fields[field];
  const other = definition && leadsTo(catalog, definition);
  if (other)
    return { field: `${field}.${hasNameParts(other) ? 'name' : (other.title[0] ?? 'name')}` };
  const [first = '', second] = field.split('.');
  const holder =
    second && object.fields[first]?.to ? catalog.objects[object.fields[first].to] : object;
  if (!part && holder?.fields[second ?? first]?.kind === 'addresses')
    return { field, part: 'street' };
  return { field, ...(part ? { part } : {}) };
}
