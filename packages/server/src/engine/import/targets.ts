import {
  type Catalog,
  type CatalogObject,
  type Field,
  type FieldKind,
  objectOf,
} from '@relata/model';
import type { ColumnMapping } from './presets/mapping.ts';

/** Where an entry of a mapping leads. */
export interface Target {
  /** The reference that it goes through: `company`; empty for the row's own record. */
  via: string;
  /** Object of the record that is filled. */
  object: CatalogObject;
  /** Name of the field; the `name` of a person stands for all parts of it. */
  name: string;
  /** Null for a full name that is to be taken apart. */
  field: Field | null;
}

/** Kinds that no cell of a table can fill. */
const never = new Set<FieldKind>(['files', 'json', 'autonumber', 'audience']);

const mayBeFilled = (field: Field): boolean =>
  field.writtenBy !== 'system' && !never.has(field.kind) && field.to !== '*';

/** Objects whose names are taken apart: a person has no `name` of its own. */
export const hasNameParts = (object: CatalogObject): boolean =>
  !('name' in object.fields) && 'firstName' in object.fields && 'lastName' in object.fields;

/** Lists that people only choose from: pipelines, stages, reasons. */
export const isList = (object: CatalogObject): boolean =>
  object.place === 'settings' && object.writtenBy === 'settings';

/** What a mapping's path means for rows of an object; null where nothing can be imported there. */
export function targetOf(catalog: Catalog, object: CatalogObject, path: string): Target | null {
  const [first = '', second, ...more] = path.split('.');
  if (more.length) return null;
  if (second === undefined) return own(catalog, object, first);
  const reference = Object.hasOwn(object.fields, first) ? object.fields[first] : undefined;
  if (!reference || !leadsToRecords(catalog, reference)) return null;
  const target = own(catalog, objectOf(catalog, reference.to ?? ''), second);
  return target && target.via === '' ? { ...target, via: first } : null;
}

function own(catalog: Catalog, object: CatalogObject, name: string): Target | null {
  if (name === 'name' && hasNameParts(object)) return { via: '', object, name, field: null };
  const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;
  if (!field || !mayBeFilled(field)) return null;
  if (!leadsToRecords(catalog, field)) return { via: '', object, name, field };
  // The reference itself: its column names the other record.
  const other = objectOf(catalog, field.to ?? '');
  const title = hasNameParts(other) ? 'name' : (other.title[0] ?? '');
  const named = own(catalog, other, title);
  return named ? { ...named, via: name } : null;
}

/** A reference to records that an import finds or makes, rather than to a list or to a user. */
function leadsToRecords(catalog: Catalog, field: Field): boolean {
  if (
    (field.kind !== 'link' && field.kind !== 'links') ||
    !field.to ||
    field.writtenBy ||
    !mayBeFilled(field)
  )
    return false;
  return objectOf(catalog, field.to).place === 'main';
}

/** The entries that mean something for rows of an object, with where they lead. */
export function entriesFor(
  catalog: Catalog,
  object: CatalogObject,
  mapping: ColumnMapping[],
): { entry: ColumnMapping; target: Target }[] {
  return mapping.flatMap((entry) => {
    if (entry.object !== undefined && entry.object !== object.name) return [];
    const target = targetOf(catalog, object, entry.field);
    return target ? [{ entry, target }] : [];
  });
}
