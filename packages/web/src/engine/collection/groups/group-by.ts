import type { AggregateRow, DescribedObject } from '@relata/client';
import { type CatalogObject, type FieldKind, type Filter, plusDays } from '@relata/model';
import type { NamedValue } from './value-names.ts';

/** More are not told; see the server's `aggregate`. */
export const mostGroups = 1000;

export const units = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof units)[number];

/** By what the rows of a table are put together: a field, and for days and times how much goes into one group. */
export interface GroupBy {
  field: string;
  unit: Unit | null;
}

const groupable: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'text',
  'integer',
  'percent',
  'rating',
  'date',
  'dateTime',
  'boolean',
  'select',
  'link',
  'user',
]);

/** Of some fields every record has its own value: groups of one are no groups. */
const ownValues: ReadonlySet<string> = new Set(['title', 'id', 'version', 'position']);

export const isDated = (object: CatalogObject, field: string): boolean =>
  ['date', 'dateTime'].includes(object.fields[field]?.kind ?? 'text');

/** Fields by whose values rows can be grouped. */
export const groupableFields = (object: CatalogObject): string[] =>
  Object.entries(object.fields)
    .filter(([name, field]) => groupable.has(field.kind) && !field.yearless && !ownValues.has(name))
    .map(([name]) => name);

/** `stage`, `expectedClose:month`; null where the object has no such field (any more). */
export function readGroupBy(object: CatalogObject, text: string | null): GroupBy | null {
  const [field = '', given] = (text ?? '').split(':');
  if (!groupableFields(object).includes(field)) return null;
  if (!isDated(object, field)) return { field, unit: null };
  return { field, unit: units.find((one) => one === given) ?? 'month' };
}

export const writeGroupBy = ({ field, unit }: GroupBy): string =>
  unit ? `${field}:${unit}` : field;

/** Records with the same value, or of the same period. */
export interface Group {
  /** The value as text; '' where it is empty. */
  id: string;
  /** What a cell of the field shows; null where it is empty. */
  value: unknown;
  count: number;
  /** What the columns of the group add up to. */
  sums: AggregateRow;
  /** Which records are in it. */
  filter: Filter;
}

/** Counted groups in the order in which people expect them: as options and stages follow each other, by time, by name. */
export function groupsOf(
  object: DescribedObject,
  by: GroupBy,
  rows: readonly AggregateRow[],
  names: ReadonlyMap<string, NamedValue>,
  locale: string,
): Group[] {
  const field = object.fields[by.field];
  if (!field) return [];
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const made = rows.map((row) => {
    const id = row.key === null || row.key === undefined ? '' : String(row.key);
    const named = names.get(id);
    const value = id === '' ? null : valueOf(field.kind, row.key, named);
    const order = named ?? { position: 0, title: by.unit ? id : String(row.key) };
    const filter = filterOf(by, row.key ?? null);
    return { group: { id, value, count: row['count'] ?? 0, sums: row, filter }, order };
  });
  made.sort((a, b) => {
    if (!a.group.id || !b.group.id) return a.group.id ? -1 : 1;
    return a.order.position - b.order.position || compare(a.order.title, b.order.title);
  });
  return made.map(({ group }) => group);
}

function valueOf(kind: FieldKind, key: unknown, named: NamedValue | undefined): unknown {
  if (kind === 'integer' || kind === 'rating' || kind === 'percent') return Number(key);
  if (kind === 'link' || kind === 'user')
    return { id: String(key), ...(named && { title: named.title }) };
  return key;
}

/** Records of the group: by its value, from the first day of its period up to the first of the next. */
export function filterOf({ field, unit }: GroupBy, key: unknown): Filter {
  if (key === null) return { [field]: { empty: true } };
  if (!unit) return { [field]: { eq: key } };
  const from = String(key);
  return { and: [{ [field]: { gte: from } }, { [field]: { lt: nextPeriod(from, unit) } }] };
}

/** First day of the period that follows the one beginning on `from`. */
export function nextPeriod(from: string, unit: Unit): string {
  if (unit === 'day') return plusDays(from, 1);
  if (unit === 'week') return plusDays(from, 7);
  const [year = 0, month = 1] = from.split('-').map(Number);
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}
