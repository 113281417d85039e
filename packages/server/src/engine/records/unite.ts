import {
  type Address,
  type CatalogObject,
  type ContactPoint,
  type FieldKind,
  normalPhone,
  type RecordRef,
} from '@relata/model';

const canonical = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? JSON.stringify(
        Object.entries(value)
          .filter(([name]) => name !== 'primary')
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ).toLowerCase()
    : String(value).toLowerCase();

type KeyOf = (entry: unknown, country: string | null) => string;

/** When two entries of a list are the same one. */
const keyOf: Partial<Record<FieldKind, KeyOf>> = {
  emails: (entry) => (entry as ContactPoint).value.toLowerCase(),
  phones: (entry, country) => normalPhone((entry as ContactPoint).value, country ?? undefined),
  urls: (entry) => (entry as ContactPoint).value.toLowerCase(),
  addresses: (entry) => canonical(withoutLabel(entry as Address)),
  tags: canonical,
  multiSelect: canonical,
  files: String,
  links: (entry) => (typeof entry === 'string' ? entry : (entry as RecordRef).id),
};

const withoutLabel = ({ label: _label, primary: _primary, ...parts }: Address): Address => parts;

/** Fields that hold several values. */
export const listFields = (object: CatalogObject): string[] =>
  Object.keys(object.fields).filter((name) => isList(object, name));

export const isList = (object: CatalogObject, name: string): boolean => {
  const { kind = 'text', max } = object.fields[name] ?? {};
  return keyOf[kind] !== undefined && !(kind === 'files' && max === 1);
};

/** What a record becomes when a row of a file says more of it: what is filled in the row counts, lists grow. */
export function mergeValues(
  object: CatalogObject,
  before: Record<string, unknown>,
  said: Record<string, unknown>,
  country: string | null,
): Record<string, unknown> {
  const merged = { ...before };
  for (const [name, value] of Object.entries(said)) {
    const old = before[name];
    merged[name] =
      isList(object, name) && Array.isArray(old) && Array.isArray(value)
        ? united(object, name, [old, value], country)
        : value;
  }
  return merged;
}

/** Entries of several lists in their order, each once; the primary one is that of the first list that has any. */
export function united(
  object: CatalogObject,
  name: string,
  lists: readonly (readonly unknown[])[],
  country: string | null,
): unknown[] {
  const key = keyOf[object.fields[name]?.kind ?? 'text'] ?? canonical;
  const there = new Set<string>();
  const all: unknown[] = [];
  for (const list of lists) {
    const isFirst = !all.length;
    for (const entry of list) {
      const own = key(entry, country);
      if (there.has(own)) continue;
      there.add(own);
      all.push(isFirst ? entry : withoutPrimary(entry));
    }
  }
  return all;
}

function withoutPrimary(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('primary' in entry)) return entry;
  const { primary: _primary, ...rest } = entry;
  return rest;
}
