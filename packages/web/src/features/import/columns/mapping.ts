import type { ColumnMapping } from '@relata/client';
import type { Target } from './targets.ts';

/** One entry of a mapping with its place in it. */
export interface Placed {
  entry: ColumnMapping;
  at: number;
}

/** The entries of every column, by its name. */
export function byColumn(mapping: readonly ColumnMapping[]): Map<string, Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const [at, entry] of mapping.entries()) {
    const known = found.get(entry.column);
    if (known) known.push({ entry, at });
    else found.set(entry.column, [{ entry, at }]);
  }
  return found;
}

/** Settings of a column that stay when it becomes something else of the same kind. */
const lasting = ['dates', 'decimal', 'empty'] as const;

/** A column becomes something else; with `at` null something more. */
export function aim(
  mapping: readonly ColumnMapping[],
  columns: readonly string[],
  column: string,
  at: number | null,
  target: Target,
): ColumnMapping[] {
  const before = at === null ? undefined : mapping[at];
  const made: ColumnMapping = { column, field: target.field };
  if (target.part) made.part = target.part;
  if (target.object) made.object = target.object;
  for (const name of lasting)
    if (before?.[name] !== undefined) Object.assign(made, { [name]: before[name] });
  if (before && at !== null) return mapping.map((entry, place) => (place === at ? made : entry));
  return inserted(mapping, columns, made);
}

/** Entries stand in the order of the columns: of those that fill one field, the first filled cell is taken. */
function inserted(
  mapping: readonly ColumnMapping[],
  columns: readonly string[],
  made: ColumnMapping,
): ColumnMapping[] {
  const place = new Map(columns.map((name, index) => [name, index]));
  const own = place.get(made.column) ?? 0;
  const next = mapping.findIndex((entry) => (place.get(entry.column) ?? 0) > own);
  return next < 0 ? [...mapping, made] : [...mapping.slice(0, next), made, ...mapping.slice(next)];
}

export const without = (mapping: readonly ColumnMapping[], at: number): ColumnMapping[] =>
  mapping.filter((_, place) => place !== at);

/** Changes settings of one entry; undefined takes one away. */
export const adjust = (
  mapping: readonly ColumnMapping[],
  at: number,
  changes: { [K in keyof ColumnMapping]?: ColumnMapping[K] | undefined },
): ColumnMapping[] =>
  mapping.map((entry, place) => (place === at ? filled({ ...entry, ...changes }, entry) : entry));

function filled(
  given: { [K in keyof ColumnMapping]?: ColumnMapping[K] | undefined },
  { column, field }: ColumnMapping,
): ColumnMapping {
  return {
    column,
    field,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

/** What comes of several columns that become the same. */
export type Together = 'all' | 'joined' | 'first';

/** Other columns that become the same as this entry, and what that means; null where there is none. */
export function doubles(
  mapping: readonly ColumnMapping[],
  at: number,
  target: Target,
): { columns: string[]; together: Together } | null {
  const entry = mapping[at];
  if (!entry) return null;
  const same = mapping.filter(
    (other, place) =>
      place !== at &&
      other.column !== entry.column &&
      other.field === entry.field &&
      other.part === entry.part &&
      (other.nth ?? 1) === (entry.nth ?? 1) &&
      (target.kind !== 'addresses' || (other.label ?? '') === (entry.label ?? '')) &&
      (!other.object || !entry.object || other.object === entry.object),
  );
  if (!same.length) return null;
  return { columns: [...new Set(same.map((other) => other.column))], together: togetherOf(target) };
}

function togetherOf({ kind, part }: Target): Together {
  if (
    kind === 'emails' ||
    kind === 'phones' ||
    kind === 'urls' ||
    kind === 'tags' ||
    kind === 'multiSelect'
  )
    return 'all';
  return kind === 'longText' || (kind === 'addresses' && part !== 'country') ? 'joined' : 'first';
}
