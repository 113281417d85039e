import type { Field, FieldKind } from './field.ts';
import { isPlainObject } from './plain-object.ts';

/**
 * A change of a field that holds several entries: what comes and what goes, whatever others have added or taken out
 * meanwhile. `{followers: {add: [id]}}` instead of the whole list as somebody last saw it.
 */
export interface ListChange<T = unknown> {
  add?: readonly T[];
  remove?: readonly T[];
}

const listedKinds = ['links', 'tags', 'multiSelect', 'audience', 'files'] as const;
export type ListedKind = (typeof listedKinds)[number];
const listed: ReadonlySet<FieldKind> = new Set<FieldKind>(listedKinds);

/** Does the field hold entries that each stand for themselves? */
export const isListed = ({ kind }: Pick<Field, 'kind'>): boolean => listed.has(kind);

/** What a caller gave for a field, where it is a change of its entries; null: it is a value. */
export function listChangeIn(
  field: Pick<Field, 'kind'>,
  given: unknown,
): Required<ListChange> | null {
  if (!isListed(field) || !isPlainObject(given)) return null;
  const { add = [], remove = [], ...rest } = given;
  if (!Array.isArray(add) || !Array.isArray(remove) || Object.keys(rest).length) return null;
  return { add, remove };
}

/** The whole list after a change: what was there keeps its order, what is new comes last. */
export function withListChange(
  { kind }: Pick<Field, 'kind'>,
  before: unknown,
  { add = [], remove = [] }: ListChange,
): unknown[] {
  const gone = new Set(remove.map((one) => keyOf(kind, one)));
  const kept = entriesOf(before).filter((one) => !gone.has(keyOf(kind, one)));
  const there = new Set(kept.map((one) => keyOf(kind, one)));
  return [...kept, ...add.filter((one) => !there.has(keyOf(kind, one)))];
}

/** What leads from one list to the other; null where they differ in their order alone, which only the whole says. */
export function listChangeBetween(
  field: Pick<Field, 'kind'>,
  before: unknown,
  after: unknown,
): ListChange | null {
  const add = without(field, after, before);
  const remove = without(field, before, after);
  return add.length || remove.length ? { add, remove } : null;
}

/** Entries of the first that are not in the second. */
function without({ kind }: Pick<Field, 'kind'>, all: unknown, taken: unknown): unknown[] {
  const known = new Set(entriesOf(taken).map((one) => keyOf(kind, one)));
  return entriesOf(all).filter((one) => !known.has(keyOf(kind, one)));
}

const entriesOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Records are the same by their ids, tags whatever their capitals. */
function keyOf(kind: FieldKind, one: unknown): string {
  const text = isPlainObject(one) && 'id' in one ? String(one['id']) : String(one);
  return kind === 'multiSelect' ? text : text.trim().toLowerCase();
}
