import type { Asked, CatalogObject, Field } from '@relata/model';
import { type Column, storageOf } from '../fields/storage.ts';

/** `lostReason` → `lost_reason` */
export const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The table of an object, quoted: `"user"`, `"deal"`; `"own3"` of one that a workspace made. */
export const tableOf = ({ name, table }: Pick<CatalogObject, 'name' | 'table'>): string =>
  `"${table ?? snake(name)}"`;

/** Columns that every object's table has and no field describes. `search` is filled by `search/document.ts`. */
export const upkeepColumns: Column[] = [
  { name: 'custom', type: 'jsonb' },
  { name: 'search', type: 'tsvector' },
  { name: 'archived_at', type: 'timestamptz(3)' },
  { name: 'deleted_at', type: 'timestamptz(3)' },
];

const columnsOfFields = new WeakMap<Field, Map<string, Column[]>>();

/** Columns of a standard field; none for custom fields and for links. */
export function columnsOf(name: string, field: Field): Column[] {
  let known = columnsOfFields.get(field);
  if (!known) columnsOfFields.set(field, (known = new Map()));
  let columns = known.get(name);
  if (!columns)
    known.set(name, (columns = field.custom ? [] : storageOf(field).columns(snake(name))));
  return columns;
}

/** SQL for the parts of a field: its columns behind an alias, or its place in `custom`. */
export function place(alias: string, name: string, field: Field) {
  const columns = columnsOf(name, field);
  return {
    column: (suffix?: string) => {
      const wanted = suffix ? `${snake(name)}_${suffix}` : columns[0]?.name;
      return `${alias}."${wanted}"`;
    },
    custom: `${alias}."custom" -> '${name}'`,
  };
}

/** Stands for a name that somebody may not see. */
const kept = '•••';

/** A title without what is hidden from whoever reads it; null where all of it is there. */
function seenTitle(alias: string, { madeOf }: Field): string | null {
  if (!madeOf) return null;
  const column = (name: string) => `${alias}."${snake(name)}"`;
  const named = madeOf.names.map((name) => `nullif(${column(name)}, '')`);
  const others = madeOf.others.map(({ name, isList }) =>
    isList ? `${column(name)} -> 0 ->> 'value'` : `nullif(${column(name)}, '')`,
  );
  const rest = [...others, `'${kept}'`].join(', ');
  return `case when coalesce(${named.join(', ')}) is not null then ${alias}."title" else coalesce(${rest}) end`;
}

/** The title of a record as whoever asks may see it: `object` comes from their catalog. */
export const titleSql = (alias: string, object: CatalogObject): string => {
  const { title } = object.fields;
  return title ? scalarOf(alias, 'title', title) : `${alias}."title"`;
};

/** The value as the API gives it, without its name. Links are built by `records/row.ts`. */
export function wireOf(alias: string, name: string, field: Field): string {
  if (field.madeOf) return scalarOf(alias, name, field);
  const { column, custom } = place(alias, name, field);
  if (field.custom) return field.kind === 'money' ? `(${custom}) - 'base'` : custom;
  return storageOf(field).wire(column, field);
}

/** The comparable form of a field: the one place that knows whether it is standard or custom. */
export function scalarOf(alias: string, name: string, field: Field): string {
  const title = seenTitle(alias, field);
  if (title) return `(${title})`;
  const { column, custom } = place(alias, name, field);
  return field.custom
    ? storageOf(field).customScalar(`(${custom})`)
    : storageOf(field).scalar(column);
}

/** The comparable form of what a condition asks about: of a field, or of a part of its values. */
export function askedOf(
  alias: string,
  { name, whole, part }: Pick<Asked, 'name' | 'whole' | 'part'>,
): string {
  if (part === null) return scalarOf(alias, name, whole);
  const { column, custom } = place(alias, name, whole);
  const storage = storageOf(whole).parts?.[part];
  if (!storage) throw new Error(`no storage for '${part}' of ${whole.kind}`);
  return whole.custom ? storage.customScalar(`(${custom})`) : storage.scalar(column);
}

/** Text compares by language, not by code: ą after a, Ł among the l. */
export const sortCollation = 'collate "und-x-icu"';

/** SQL: the place of a value among those that are ranked; an index on it says the same words. */
const rankOf = (scalar: string, ranked: readonly string[]): string =>
  `array_position('{${ranked.join(',')}}'::text[], ${scalar})`;

/** The form by which lists are ordered. */
export function sortExpression(alias: string, name: string, field: Field): string {
  const scalar = scalarOf(alias, name, field);
  const { shape, type } = storageOf(field);
  if (field.ranked) return rankOf(scalar, field.ranked);
  if (shape === 'points') return `(${scalar} -> 0 ->> 'value') ${sortCollation}`;
  if (shape === 'addresses') return `(${scalar} -> 0 ->> 'city') ${sortCollation}`;
  if (shape === 'array') return `(${scalar})[1]${type === 'text' ? ` ${sortCollation}` : ''}`;
  // By their beginning: an index takes no longer ones.
  if (field.kind === 'longText') return `left(${scalar}, 200) ${sortCollation}`;
  const isText = type === 'text' && field.kind !== 'date' && field.kind !== 'dateTime';
  return isText ? `${scalar} ${sortCollation}` : scalar;
}
