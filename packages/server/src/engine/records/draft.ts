import type { CatalogObject } from '@relata/model';

/** A record about to be saved: what it was, what is asked for, what it will be. Rules may add to `changes`. */
export interface Draft {
  object: CatalogObject;
  id: string;
  /** Null when it is created. */
  before: Record<string, unknown> | null;
  /** Fields to be written, as the API gives them; null empties. */
  changes: Record<string, unknown>;
  /** Fields that the caller named, before rules and defaults added theirs. */
  given: ReadonlySet<string>;
  /** Which of the records of a batch, counted from 0: refusals name it. */
  nth?: number;
}

/** A field as it will be after saving. */
export const willBe = (draft: Draft, field: string): unknown =>
  field in draft.changes ? draft.changes[field] : (draft.before?.[field] ?? null);

/** Will the field change its value? */
export const changing = (draft: Draft, field: string): boolean =>
  field in draft.changes && !same(draft.changes[field], draft.before?.[field] ?? null);

/** Two values of a field are the same when they would be printed the same in JSON. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  const empty = (value: unknown) =>
    value === null || value === undefined || (Array.isArray(value) && !value.length);
  if (empty(a) || empty(b)) return empty(a) && empty(b);
  return typeof a === 'object' && typeof b === 'object' && canonical(a) === canonical(b);
};

/** JSON with sorted keys: `jsonb` gives them back in its own order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
