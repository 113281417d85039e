import { type Catalog, type CatalogObject, type Field, objectOf } from '@relata/model';
import { listSeparator, parseColumn } from '../export/column-names.ts';
import type { ColumnMapping, MappingSuggestion } from './presets/mapping.ts';
import { targetOf } from './targets.ts';

export const ownPreset = 'relata';

const addressParts = ['street', 'city', 'region', 'postalCode', 'country'] as const;

/** Files that we wrote name their columns as the API does: nothing about them is guessed. */
export function suggestForOwn(
  catalog: Catalog,
  header: string[],
  object?: string,
): MappingSuggestion | null {
  const candidates = Object.values(catalog.objects).filter(
    (one) => one.writtenBy === 'records' && (!object || one.name === object),
  );
  let best: { object: CatalogObject; mapping: ColumnMapping[] } | null = null;
  for (const one of candidates) {
    const mapping = mappingFor(catalog, one, header);
    if (mapping.length > (best?.mapping.length ?? 0)) best = { object: one, mapping };
  }
  // Columns that are only written, never read, are names of fields as well.
  const known = best ? header.filter((name) => isColumnOf(best.object, name)).length : 0;
  if (!best || !best.mapping.length || known < header.length || !header.some(isOurs)) return null;
  return {
    preset: ownPreset,
    object: best.object.name,
    mapping: best.mapping,
    options: { match: usualMatch(best) },
  };
}

/** `name,domain` may be anybody's; `firstName` and `emails.1` are written by us alone. */
const isOurs = (name: string): boolean => /^[a-z]\w*(?:\.|[A-Z])/.test(name);

const isColumnOf = (object: CatalogObject, name: string): boolean => {
  const field = parseColumn(name)?.field;
  return field !== undefined && Object.hasOwn(object.fields, field);
};

function usualMatch({
  object,
  mapping,
}: {
  object: CatalogObject;
  mapping: ColumnMapping[];
}): string[] {
  return ['externalId', 'code', 'emails', 'domain', 'name'].filter(
    (name) => object.fields[name]?.matches && mapping.some((entry) => entry.field === name),
  );
}

function mappingFor(catalog: Catalog, object: CatalogObject, header: string[]): ColumnMapping[] {
  const columns = new Set(header);
  return header.flatMap((column): ColumnMapping[] => {
    const name = parseColumn(column);
    const field =
      name && Object.hasOwn(object.fields, name.field) ? object.fields[name.field] : undefined;
    if (!name || !field || !targetOf(catalog, object, name.field)) return [];
    const entry = entryFor(catalog, object, field, name, columns);
    return entry ? [{ column, ...entry }] : [];
  });
}

function entryFor(
  catalog: Catalog,
  object: CatalogObject,
  field: Field,
  { field: name, nth, part }: NonNullable<ReturnType<typeof parseColumn>>,
  columns: Set<string>,
): Omit<ColumnMapping, 'column'> | null {
  const label = nth === undefined ? undefined : `${name}.${nth}.label`;
  const labelColumn = label && columns.has(label) ? { labelColumn: label } : {};
  if (field.kind === 'emails' || field.kind === 'phones' || field.kind === 'urls')
    return part === undefined ? { field: name, ...labelColumn } : null;
  if (field.kind === 'addresses') {
    const known = addressParts.find((one) => one === part);
    return known ? { field: name, part: known, label: String(nth ?? 1), ...labelColumn } : null;
  }
  if (field.kind === 'money')
    return part === undefined
      ? { field: name, decimal: '.' }
      : part === 'currency'
        ? { field: name, part }
        : null;
  if (field.kind === 'tags' || field.kind === 'multiSelect')
    return { field: name, split: listSeparator };
  if (field.kind === 'date' || field.kind === 'dateTime') return { field: name, dates: 'YMD' };
  if (part === undefined) return { field: name, decimal: '.' };
  const path = `${name}.${part}`;
  if (!targetOf(catalog, objectOf(catalog, object.name), path)) return null;
  return { field: path, ...(nth === undefined ? {} : { nth }) };
}
