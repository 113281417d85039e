import {
  type CatalogObject,
  type Field,
  type FieldKind,
  type Language,
  objectOf,
  Refusal,
} from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { place, scalarOf, tableOf, wireOf } from '../tables/table.ts';
import { fieldLabel, optionLabel, textIn } from '../wording.ts';
import type { Statement, Work } from '../work.ts';
import { type ColumnName, listSeparator, parseColumn, printColumn } from './column-names.ts';

/** One column of an exported file. */
export interface ExportColumn {
  name: ColumnName;
  /** SQL that gives its text. */
  sql: string;
  /** What a spreadsheet may take it for. */
  type: 'text' | 'number' | 'date' | 'boolean';
  field: Field;
}

/** What is exported, as SQL: columns, and the joins that they need. */
export interface Columns {
  list: ExportColumn[];
  joins: string[];
}

const addressParts = ['street', 'city', 'region', 'postalCode', 'country', 'label'] as const;
/** More values of one record than this do not get columns of their own. */
const mostNumbered = 30;
/** By these a record that others lead to is found again, the surest first. */
const naming = ['name', 'externalId', 'domain', 'emails'];

/** Follows from other fields or is kept by the engine: exported when asked for by name, never imported. */
const isKept = (field: Field): boolean => field.writtenBy === 'system';
const never = new Set<FieldKind>(['files', 'json', 'audience']);

/** Fields of a file that names none: everything that an import could bring back. */
export const usualFields = (object: CatalogObject): string[] =>
  Object.entries(object.fields)
    .filter(([, field]) => !isKept(field) && !never.has(field.kind) && field.to !== '*')
    .map(([name]) => name);

/** Fields as a caller names them: `name`, `emails`, `company`, `company.name`, `emails.1`; `*` is all of them. */
export function wantedColumns(object: CatalogObject, columns: string | undefined): ColumnName[] {
  if (columns === undefined || columns === '')
    return usualFields(object).map((field) => ({ field }));
  const names = columns.split(',').filter(Boolean);
  const all = Object.keys(object.fields).filter(
    (name) => !never.has(object.fields[name]?.kind ?? 'json') && object.fields[name]?.to !== '*',
  );
  return names
    .flatMap((name): (ColumnName | null)[] =>
      name === '*' ? all.map((field) => ({ field })) : [parseColumn(name)],
    )
    .map((name, at) => {
      const field =
        name && Object.hasOwn(object.fields, name.field) ? object.fields[name.field] : undefined;
      if (!name || !field || never.has(field.kind) || field.to === '*')
        throw noColumn(names[at] ?? '');
      return name;
    });
}

const noColumn = (name: string): Refusal =>
  new Refusal('malformed', `there is no column '${name}'`, {
    errors: [{ field: 'columns', code: 'unknown_field', message: `there is no column '${name}'` }],
  });

/** How many values the longest list of each field has, among the records that `where` finds. */
export type Lengths = Record<string, number>;

const isNumbered = (field: Field): boolean => {
  const { shape } = storageOf(field);
  return shape === 'points' || shape === 'addresses' || shape === 'linked';
};

/** SQL of the lengths of all lists among the wanted fields; empty where there are none. */
export function lengthsSql(object: CatalogObject, wanted: ColumnName[]): string {
  const names = new Set(wanted.map(({ field }) => field));
  return [...names]
    .flatMap((name) => {
      const field = object.fields[name];
      if (!field || !isNumbered(field)) return [];
      const length =
        storageOf(field).shape === 'linked'
          ? `(select count(*) from link l where l.workspace_id = $1 and l.field = '${object.name}.${name}' and l.from_id = t.id)`
          : `jsonb_array_length(nullif(${scalarOf('t', name, field)}, 'null'))`;
      return [`max(${length}) as "${name}"`];
    })
    .join(', ');
}

/** The columns of a file, in the order in which they were asked for. */
export function columnsFor(
  work: Work,
  made: Statement,
  object: CatalogObject,
  wanted: ColumnName[],
  lengths: Lengths,
): Columns {
  const joins: string[] = [];
  const joined = new Map<string, string>();
  const join = (key: string, sql: (alias: string) => string): string => {
    let alias = joined.get(key);
    if (!alias) {
      alias = `x${joined.size}`;
      joined.set(key, alias);
      joins.push(sql(alias));
    }
    return alias;
  };
  const list = wanted.flatMap((name) =>
    columnsOfField(
      work,
      made,
      object,
      name,
      Math.min(lengths[name.field] ?? 0, mostNumbered),
      join,
    ),
  );
  const seen = new Set<string>();
  return {
    joins,
    list: list.filter((one) => !seen.has(printColumn(one.name)) && seen.add(printColumn(one.name))),
  };
}

type Join = (key: string, sql: (alias: string) => string) => string;

function columnsOfField(
  work: Work,
  made: Statement,
  object: CatalogObject,
  wanted: ColumnName,
  length: number,
  join: Join,
): ExportColumn[] {
  const name = wanted.field;
  const field = object.fields[name];
  if (!field) return [];
  const numbers =
    wanted.nth === undefined ? Array.from({ length }, (_, at) => at + 1) : [wanted.nth];
  const column = (
    more: Omit<ColumnName, 'field'>,
    sql: string,
    type: ExportColumn['type'] = 'text',
  ): ExportColumn => ({
    name: { field: name, ...more },
    sql,
    type,
    field,
  });
  const { shape } = storageOf(field);
  const value = scalarOf('t', name, field);
  if (shape === 'points')
    return numbers
      .flatMap((nth) => [
        column({ nth }, `${value} -> ${nth - 1} ->> 'value'`),
        column({ nth, part: 'label' }, `${value} -> ${nth - 1} ->> 'label'`),
      ])
      .filter((one) => wanted.nth === undefined || wanted.part === one.name.part);
  if (shape === 'addresses')
    return numbers
      .flatMap((nth) =>
        addressParts.map((part) => column({ nth, part }, `${value} -> ${nth - 1} ->> '${part}'`)),
      )
      .filter((one) => wanted.part === undefined || wanted.part === one.name.part);
  if (shape === 'array') return [column({}, `array_to_string(${value}, '${listSeparator}')`)];
  if (field.kind === 'money') {
    const { column: part, custom } = place('t', name, field);
    const amount = field.custom ? `${custom} ->> 'amount'` : `${part('amount')}::text`;
    const currency = field.custom ? `${custom} ->> 'currency'` : part('currency');
    return [column({}, amount, 'number'), column({ part: 'currency' }, currency)].filter(
      (one) => wanted.part === undefined || wanted.part === one.name.part,
    );
  }
  if (field.kind === 'user')
    return [column({}, `${joinOne(made, 'user', value, join, name)}."email"`)];
  if ((field.kind === 'link' || field.kind === 'links') && field.to)
    return referenceColumns(work, made, object, wanted, field, numbers, column, join);
  return [column({}, plainSql(name, field), typeOf(field))];
}

const numberKinds = new Set<FieldKind>([
  'number',
  'integer',
  'percent',
  'rating',
  'duration',
  'autonumber',
]);

function typeOf(field: Field): ExportColumn['type'] {
  if (numberKinds.has(field.kind)) return 'number';
  if (field.kind === 'date') return 'date';
  return field.kind === 'boolean' ? 'boolean' : 'text';
}

function plainSql(name: string, field: Field): string {
  const isTime = field.kind === 'date' || field.kind === 'dateTime';
  if (isTime && !field.custom) return `(${wireOf('t', name, field)})::text`;
  return field.custom
    ? `${place('t', name, field).custom} #>> '{}'`
    : `${scalarOf('t', name, field)}::text`;
}

/** Another record is named by what an import finds it again by. Ids are given only of the record itself. */
function referenceColumns(
  work: Work,
  made: Statement,
  object: CatalogObject,
  wanted: ColumnName,
  field: Field,
  numbers: number[],
  column: (more: Omit<ColumnName, 'field'>, sql: string) => ExportColumn,
  join: Join,
): ExportColumn[] {
  const name = wanted.field;
  if (field.to === '' || field.to === undefined)
    return [column({}, `t."${name === 'id' ? 'id' : name}"::text`)];
  const target = objectOf(work.seen, field.to);
  const isRecord = target.place === 'main';
  const parts = isRecord
    ? naming.filter((part) => part === 'name' || Object.hasOwn(target.fields, part))
    : [''];
  const chosen = wanted.part === undefined ? parts : parts.filter((part) => part === wanted.part);
  if (!chosen.length) throw noColumn(printColumn(wanted));
  if (field.kind === 'links') {
    const alias = joinMany(made, object, name, target, join);
    return numbers.flatMap((nth) =>
      chosen.map((part) => column({ nth, part }, `${alias}.j -> ${nth - 1} ->> '${part}'`)),
    );
  }
  const alias = joinOne(made, field.to, scalarOf('t', name, field), join, name);
  return chosen.map((part) =>
    part === '' ? column({}, `${alias}.title`) : column({ part }, partSql(alias, target, part)),
  );
}

/** A record's name is its title, unless an address stands in for a name. */
function partSql(alias: string, target: CatalogObject, part: string): string {
  if (part === 'name' && !Object.hasOwn(target.fields, 'name')) {
    const named = target.title.map((name) => scalarOf(alias, name, target.fields[name] as Field));
    return `nullif(concat_ws(' ', ${named.join(', ')}), '')`;
  }
  const field = target.fields[part] as Field;
  return storageOf(field).shape === 'points'
    ? `${scalarOf(alias, part, field)} -> 0 ->> 'value'`
    : scalarOf(alias, part, field);
}

const joinOne = (made: Statement, object: string, id: string, join: Join, key: string): string =>
  join(
    key,
    (alias) =>
      `left join ${tableOf(objectOf(made.catalog, object))} ${alias} on ${alias}.workspace_id = $1 and ${alias}.id = ${id} and ${alias}.deleted_at is null and ${made.visible(object, alias)}`,
  );

const joinMany = (
  made: Statement,
  object: CatalogObject,
  name: string,
  target: CatalogObject,
  join: Join,
): string =>
  join(name, (alias) => {
    const far = `${alias}f`;
    const parts = naming.filter((part) => part === 'name' || Object.hasOwn(target.fields, part));
    const members = parts.map((part) => `'${part}', ${partSql(far, target, part)}`).join(', ');
    return `left join lateral (select jsonb_agg(jsonb_build_object(${members}) order by ${alias}l.position) as j
      from link ${alias}l join ${tableOf(target)} ${far} on ${far}.workspace_id = $1 and ${far}.id = ${alias}l.to_id and ${far}.deleted_at is null and ${made.visible(target.name, far)}
      where ${alias}l.workspace_id = $1 and ${alias}l.field = '${object.name}.${name}' and ${alias}l.from_id = t.id) ${alias} on true`;
  });

/** What stands over a column for people: `E-mail 2`, `Address 1: City`, `Company: Domain`. */
export function columnTitle(
  work: Work,
  object: CatalogObject,
  { name, field }: ExportColumn,
  language: Language,
): string {
  const own = `${fieldLabel(object, name.field, language)}${name.nth === undefined ? '' : ` ${name.nth}`}`;
  if (name.part === undefined) return own;
  const target = field.to ? objectOf(work.seen, field.to) : null;
  if (target && name.part === 'name') return own;
  const part = target
    ? fieldLabel(target, name.part, language)
    : (textIn(language, `parts.${name.part}`) ?? name.part);
  return `${own}: ${part}`;
}

/** How people read the value of a column; null where it is read as it is. */
export function printerFor(
  object: CatalogObject,
  { name, field }: ExportColumn,
  language: Language,
): ((text: string) => string) | null {
  if (field.kind === 'select')
    return (text) => optionLabel(object, name.field, text, language) ?? text;
  if (field.kind === 'boolean')
    return (text) => textIn(language, text === 'true' ? 'values.yes' : 'values.no') ?? text;
  if (field.kind === 'multiSelect')
    return (text) =>
      text
        .split(listSeparator)
        .map((one) => optionLabel(object, name.field, one, language) ?? one)
        .join('; ');
  if (field.kind === 'tags') return (text) => text.replaceAll(listSeparator, '; ');
  return null;
}
