import {
  type Field,
  type FieldKind,
  type Money,
  noYear,
  type RecordRef,
  toBase,
} from '@relata/model';

/** One database column of a field, and how its value travels into it. */
export interface Column {
  name: string;
  type: string;
}

/** What storing a value may need to know of the workspace. */
export interface StoreContext {
  rate: (currency: string) => string | null;
}

/** How a kind lies in the database. `c` is a quoted column with its alias, `v` a jsonb expression. */
export interface Storage {
  /** Columns of a standard field, from the name that it has in SQL; none for what lives in the `link` table. */
  columns(name: string): Column[];
  /** The value as the API gives it, from those columns. Fixed here once: times as …Z, decimals as strings. */
  wire(c: (suffix?: string) => string, field: Field): string;
  /** Comparable form from the columns, and from a custom field's JSON. Both of type `type`. */
  scalar(c: (suffix?: string) => string): string;
  customScalar(v: string): string;
  /** What conditions ask of a value by itself (`Kind.parts`), from the columns and from a custom field's JSON. */
  parts?: Readonly<Record<string, Pick<Storage, 'scalar' | 'customScalar'>>>;
  /** SQL type of the comparable form. */
  type: string;
  /** `one` value, an `array` of them, a JSON list of `points`, of `addresses`, or rows of `link`. */
  shape: 'one' | 'array' | 'points' | 'addresses' | 'linked';
  /** Values of the columns from the value as the API gives it, in the order of `columns`. */
  store(value: unknown, context: StoreContext): unknown[];
}

const simple = (columnType: string, more: Partial<Storage> = {}): Storage => ({
  columns: (name) => [{ name, type: columnType }],
  wire: (c) => c(),
  scalar: (c) => c(),
  customScalar: (v) => `(${v} #>> '{}')::${columnType}`,
  type: columnType,
  shape: 'one',
  store: (value) => [value],
  ...more,
});

const text = simple('text', { customScalar: (v) => `(${v} #>> '{}')` });
const decimal = simple('numeric', { wire: (c) => `${c()}::text` });
const count = simple('bigint', { customScalar: (v) => `(${v} #>> '{}')::numeric` });

/** Custom dates and times compare as text: ISO 8601 sorts by itself, and only so an index may hold them. */
const isoText = (v: string) => `(${v} #>> '{}') collate "C"`;

const reference = (column: (name: string) => string): Storage =>
  simple('uuid', { columns: (name) => [{ name: column(name), type: 'uuid' }] });

const points = simple('jsonb', { scalar: (c) => c(), customScalar: (v) => v, shape: 'points' });

const list = (type: string): Storage =>
  simple(`${type}[]`, {
    type,
    shape: 'array',
    customScalar: (v) => `array(select jsonb_array_elements_text(${v}))::${type}[]`,
  });

/** Every kind of field in the database. */
export const storage = {
  text,
  longText: text,
  select: text,
  number: decimal,
  percent: simple('numeric'),
  integer: count,
  autonumber: count,
  duration: count,
  rating: count,
  money: {
    columns: (name) => [
      { name: `${name}_amount`, type: 'numeric' },
      { name: `${name}_currency`, type: 'text' },
      { name: `${name}_base`, type: 'numeric' },
    ],
    wire: (c) =>
      `case when ${c('amount')} is not null then json_build_object('amount', ${c('amount')}::text, 'currency', ${c('currency')}) end`,
    scalar: (c) => c('base'),
    customScalar: (v) => `(${v} ->> 'base')::numeric`,
    parts: {
      currency: { scalar: (c) => c('currency'), customScalar: (v) => `(${v} ->> 'currency')` },
    },
    type: 'numeric',
    shape: 'one',
    store(value, context) {
      if (value === null || value === undefined) return [null, null, null];
      const money = value as Money;
      return [money.amount, money.currency, toBase(money, context)];
    },
  },
  date: simple('date', {
    wire: (c, field) =>
      field.yearless
        ? `case when extract(year from ${c()}) = ${noYear} then to_char(${c()}, '--MM-DD') else ${c()}::text end`
        : c(),
    customScalar: isoText,
    store: (value) => [typeof value === 'string' ? value.replace(/^--/, `${noYear}-`) : null],
  }),
  dateTime: simple('timestamptz', {
    columns: (name) => [{ name, type: 'timestamptz(3)' }],
    wire: (c) => `to_char(${c()} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    customScalar: isoText,
  }),
  boolean: simple('boolean'),
  multiSelect: list('text'),
  tags: { ...list('text'), store: (value) => [value ?? []] },
  files: list('uuid'),
  audience: list('uuid'),
  emails: points,
  phones: points,
  urls: points,
  addresses: { ...points, shape: 'addresses' },
  link: reference((name) => (name === 'id' ? name : `${name}_id`)),
  user: reference((name) => (name.endsWith('_by') ? name : `${name}_id`)),
  links: {
    columns: () => [],
    wire: () => 'null',
    scalar: () => 'null',
    customScalar: () => 'null',
    type: 'uuid',
    shape: 'linked',
    store: () => [],
  },
  json: simple('jsonb', { customScalar: (v) => v }),
} satisfies Record<FieldKind, Storage>;

export const storageOf = (field: Field): Storage => storage[field.kind];

/** The comparable SQL type of a field: custom dates and times are texts. */
export function scalarType(field: Field): string {
  if (field.custom && (field.kind === 'date' || field.kind === 'dateTime')) return 'text';
  if (field.custom && storageOf(field).type === 'bigint') return 'numeric';
  return storageOf(field).type;
}

/** Ids of a `links` value, with the objects that they belong to. */
export const refsOf = (value: unknown, field: Field): RecordRef[] =>
  ((value ?? []) as (string | RecordRef)[]).map((one) =>
    typeof one === 'string'
      ? { object: field.to ?? '', id: one }
      : { object: one.object, id: one.id },
  );
