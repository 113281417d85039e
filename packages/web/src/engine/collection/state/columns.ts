import type { CatalogObject, FieldKind } from '@relata/model';

/** A column of a table: its field, its width in pixels, and whether it stays while the others scroll. */
export interface Column {
  field: string;
  width: number;
  pinned: boolean;
}

export const narrowest = 60;
export const widest = 900;

const widths: Record<FieldKind, number> = {
  text: 160,
  longText: 240,
  number: 110,
  integer: 120,
  money: 140,
  percent: 130,
  date: 150,
  dateTime: 180,
  boolean: 120,
  select: 140,
  multiSelect: 180,
  emails: 220,
  phones: 160,
  urls: 180,
  addresses: 240,
  link: 180,
  links: 220,
  user: 150,
  files: 120,
  audience: 180,
  rating: 110,
  autonumber: 90,
  duration: 110,
  json: 160,
  tags: 180,
};

const numeric: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'number',
  'integer',
  'money',
  'percent',
  'duration',
]);

/** Numbers stand with their last digits below each other. */
export const isNumeric = (object: CatalogObject, field: string): boolean =>
  numeric.has(object.fields[field]?.kind ?? 'text');

export const defaultWidth = (object: CatalogObject, field: string): number =>
  field === 'title' ? 260 : widths[object.fields[field]?.kind ?? 'text'];

/** Columns as a view keeps them. Fields that no longer exist are left out; the title is always there, and first. */
export function completeColumns(
  object: CatalogObject,
  given: readonly Partial<Column>[],
): Column[] {
  const columns: Column[] = [];
  for (const { field, width, pinned } of given) {
    if (
      !field ||
      !Object.hasOwn(object.fields, field) ||
      columns.some((one) => one.field === field)
    )
      continue;
    columns.push({
      field,
      width: clamp(width ?? defaultWidth(object, field)),
      pinned: pinned ?? field === 'title',
    });
  }
  if (!columns.some((one) => one.field === 'title'))
    columns.unshift({ field: 'title', width: defaultWidth(object, 'title'), pinned: true });
  return inOrder(columns);
}

/** The columns with which an object starts. */
export const firstColumns = (object: CatalogObject): Column[] =>
  completeColumns(
    object,
    (object.columns.length ? object.columns : ['title', 'createdAt']).map((field) => ({ field })),
  );

/** `title:260:start,value:120,stage:140` */
export const writeColumns = (columns: readonly Column[]): string =>
  columns.map(({ field, width, pinned }) => `${field}:${width}${pinned ? ':start' : ''}`).join(',');

export function readColumns(object: CatalogObject, text: string): Column[] {
  const given = text.split(',').map((part) => {
    const [field = '', width, side] = part.split(':');
    return {
      field,
      ...(Number(width) > 0 ? { width: Number(width) } : {}),
      pinned: side === 'start',
    };
  });
  return completeColumns(object, given);
}

/** What a view holds is JSON that anybody may have written. */
export function columnsOfView(object: CatalogObject, stored: unknown): Column[] {
  if (!Array.isArray(stored) || stored.length === 0) return firstColumns(object);
  const given = stored.flatMap((one: unknown): Partial<Column>[] => {
    if (typeof one === 'string') return [{ field: one }];
    if (
      typeof one !== 'object' ||
      one === null ||
      !('field' in one) ||
      typeof one.field !== 'string'
    )
      return [];
    const width = 'width' in one && typeof one.width === 'number' ? { width: one.width } : {};
    const pinned = 'pinned' in one ? { pinned: one.pinned === true || one.pinned === 'start' } : {};
    return [{ field: one.field, ...width, ...pinned }];
  });
  return completeColumns(object, given);
}

/** Moves a column to where another stands; it takes over whether that one is pinned. */
export function moveColumn(
  columns: readonly Column[],
  field: string,
  target: string,
  side: 'before' | 'after',
): Column[] {
  const moving = columns.find((one) => one.field === field);
  const goal = columns.find((one) => one.field === target);
  if (!moving || !goal || moving === goal || field === 'title') return [...columns];
  const others = columns.filter((one) => one !== moving);
  const at = others.indexOf(goal) + (side === 'after' ? 1 : 0);
  const pinned =
    goal.field === 'title' ? side === 'before' || others[at]?.pinned === true : goal.pinned;
  return inOrder([...others.slice(0, at), { ...moving, pinned }, ...others.slice(at)]);
}

/** One place to the start or the end, by keyboard. */
export function shiftColumn(columns: readonly Column[], field: string, by: -1 | 1): Column[] {
  const at = columns.findIndex((one) => one.field === field);
  const target = columns[at + by];
  if (!target || (by < 0 && target.field === 'title')) return [...columns];
  return moveColumn(columns, field, target.field, by < 0 ? 'before' : 'after');
}

export const resizeColumn = (columns: readonly Column[], field: string, width: number): Column[] =>
  columns.map((one) => (one.field === field ? { ...one, width: clamp(width) } : one));

export const pinColumn = (columns: readonly Column[], field: string, pinned: boolean): Column[] =>
  inOrder(columns.map((one) => (one.field === field ? { ...one, pinned } : one)));

export function toggleColumn(
  object: CatalogObject,
  columns: readonly Column[],
  field: string,
): Column[] {
  if (field === 'title') return [...columns];
  if (columns.some((one) => one.field === field))
    return columns.filter((one) => one.field !== field);
  return [...columns, { field, width: defaultWidth(object, field), pinned: false }];
}

/** Distance of each pinned column from the start, by field. */
export function pinnedOffsets(columns: readonly Column[], start: number): Map<string, number> {
  const offsets = new Map<string, number>();
  let at = start;
  for (const column of columns) {
    if (!column.pinned) continue;
    offsets.set(column.field, at);
    at += column.width;
  }
  return offsets;
}

/** The title leads, then what is pinned, then the rest. */
function inOrder(columns: readonly Column[]): Column[] {
  const rank = (column: Column) => (column.field === 'title' ? 0 : column.pinned ? 1 : 2);
  return columns.toSorted((a, b) => rank(a) - rank(b));
}

const clamp = (width: number) => Math.round(Math.min(widest, Math.max(narrowest, width)));
