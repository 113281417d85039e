import {
  type Address,
  type CatalogObject,
  type ContactPoint,
  type Field,
  titleFields,
} from '@relata/model';
import { comparedFields, keysOf, signsOf } from '../duplicates/signs.ts';
import { formulaFields } from '../formulas/apply.ts';
import { searchDocument, searchWords } from '../search/document.ts';

const longestTitle = 300;

interface Deriving {
  parts: { name: string; of: NonNullable<Field['partOf']> }[];
  ownTitle: boolean;
}

const known = new WeakMap<CatalogObject, Deriving>();

/** Which fields something follows from: looked up once an object, because a hundred thousand records ask. */
function derivingOf(object: CatalogObject): Deriving {
  let found = known.get(object);
  if (!found) {
    const fields = Object.entries(object.fields);
    found = {
      parts: fields.flatMap(([name, field]) => (field.partOf ? [{ name, of: field.partOf }] : [])),
      ownTitle: object.title.length === 1 && object.title[0] === 'title',
    };
    known.set(object, found);
  }
  return found;
}

/** What names a record: its title fields, else the first filled of those that may stand in. */
export function titleOf(object: CatalogObject, record: Record<string, unknown>): string {
  const named = object.title
    .map((name) => asTitle(record[name]))
    .filter(Boolean)
    .join(' ');
  if (named) return named.slice(0, longestTitle);
  for (const name of object.titleElse ?? []) {
    const title = asTitle(record[name]);
    if (title) return title.slice(0, longestTitle);
  }
  return '';
}

function asTitle(value: unknown): string {
  if (Array.isArray(value)) return (value[0] as ContactPoint | undefined)?.value ?? '';
  return typeof value === 'string' ? (value.trim().split('\n')[0] ?? '') : '';
}

/** City, region and country of the primary address, as fields of their own that lists filter and sort by. */
export function partsOf(
  object: CatalogObject,
  record: Record<string, unknown>,
): Record<string, string | null> {
  const parts: Record<string, string | null> = {};
  for (const { name, of } of derivingOf(object).parts) {
    const address = (record[of.field] as Address[] | null | undefined)?.[0];
    parts[name] = address?.[of.part] ?? null;
  }
  return parts;
}

/** Fields from which title, search words, parts and keys are made. A change of one makes them anew. */
export function derivingFields(object: CatalogObject): string[] {
  const found = new Set<string>(titleFields(object));
  for (const [name, field] of Object.entries(object.fields)) {
    if (field.search) found.add(name);
    if (field.partOf) found.add(field.partOf.field);
  }
  for (const name of formulaFields(object)) found.add(name);
  for (const name of comparedFields(object)) found.add(name);
  found.add('tags');
  return [...found].filter((name) => name in object.fields);
}

/** Under which two records may be the same: `emails:ada@firm.example`, `phones:+390115929603`, `~s:acm` for a similar name. */
export const matchKeys = (
  object: CatalogObject,
  record: Record<string, unknown>,
  country: string | null,
): string[] => keysOf(object, signsOf(object, record, country));

/** Everything that the engine keeps beside the fields themselves. */
export function derive(
  object: CatalogObject,
  record: Record<string, unknown>,
  country: string | null,
) {
  const words = searchWords(object, record, country);
  return {
    title: derivingOf(object).ownTitle ? undefined : titleOf(object, record),
    search: searchDocument(words),
    words: words.keys().toArray(),
    parts: partsOf(object, record),
    keys: matchKeys(object, record, country),
  };
}
