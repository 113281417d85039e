import type { Address, CatalogObject, ContactPoint, FieldKind, RecordRef } from '@relata/model';

const canonical = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? JSON.stringify(
        Object.entries(value)
          .filter(([name]) => name !== 'primary')
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ).toLowerCase()
    : String(value).toLowerCase();

const keyOf: Partial<Record<FieldKind, (entry: unknown) => string>> = {
  emails: (entry) => (entry as ContactPoint).value.toLowerCase(),
  phones: (entry) => (entry as ContactPoint).value.replace(/\D/g, ''),
  urls: (entry) => (entry as ContactPoint).value.toLowerCase(),
  addresses: (entry) => canonical(withoutLabel(entry as Address)),
  tags: canonical,
  multiSelect: canonical,
  links: (entry) => (typeof entry === 'string' ? entry : (entry as RecordRef).id),
};

const withoutLabel = ({ label: _label, primary: _primary, ...parts }: Address): Address => parts;

/** Fields that hold several values: a file adds to them and takes nothing away. */
export const listFields = (object: CatalogObject): string[] =>
  Object.keys(object.fields).filter(
    (name) => keyOf[object.fields[name]?.kind ?? 'text'] !== undefined,
  );

/** What a record becomes when a row says more of it: what is filled in the row counts, lists grow. */
export function mergeValues(
  object: CatalogObject,
  before: Record<string, unknown>,
  said: Record<string, unknown>,
): Record<string, unknown> {
  const merged = { ...before };
  for (const [name, value] of Object.entries(said)) {
    const key = keyOf[object.fields[name]?.kind ?? 'text'];
    const old = before[name];
    merged[name] =
      key && Array.isArray(old) && Array.isArray(value) ? grown(old, value, key) : value;
  }
  return merged;
}

/** The old entries in their order, the primary one first, then what is new. */
function grown(old: unknown[], more: unknown[], key: (entry: unknown) => string): unknown[] {
  const there = new Set(old.map(key));
  const added = more.filter((entry) => !there.has(key(entry))).map(withoutPrimary);
  return [...old, ...added];
}

function withoutPrimary(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('primary' in entry)) return entry;
  const { primary: _primary, ...rest } = entry;
  return rest;
}
