import {
  type Catalog,
  type CatalogObject,
  type Field,
  fieldOf,
  mentions,
  shipped,
} from '@relata/model';
import { uniqueName } from '../records/as-taken.ts';
import { type Column, storageOf } from '../fields/storage.ts';
import { columnsOf, snake, sortCollation, tableOf, upkeepColumns } from './table.ts';

/**
 * Drafts the statements that bring a database to what the definitions say. A person reads them and keeps
 * them as a migration. Each obeys the rules for Citus: no foreign keys inside CREATE TABLE, everything named.
 */
export function draftSchema(
  existing: Map<string, Set<string>>,
  indexes: Set<string>,
  catalog: Catalog = shipped,
): string[] {
  const objects = Object.values(catalog.objects);
  const tables: string[] = [];
  const later: string[] = [];
  for (const object of objects) {
    const columns = existing.get(snake(object.name));
    if (!columns) tables.push(createTable(object));
    else
      for (const column of tableColumns(object))
        if (!columns.has(column.name))
          tables.push(
            `alter table ${tableOf(object)} add column "${column.name}" ${column.type}${constraintOf(column.name)};`,
          );
    for (const [name, text] of [...indexesOf(object), ...referencesOf(object)])
      if (!indexes.has(name)) later.push(text);
  }
  return [...tables, ...later];
}

/** Every column of an object's table but the workspace. */
export function tableColumns(object: CatalogObject): Column[] {
  const columns = new Map<string, Column>();
  for (const [name, field] of Object.entries(object.fields))
    for (const column of columnsOf(name, field)) columns.set(column.name, column);
  for (const column of upkeepColumns) columns.set(column.name, column);
  return [...columns.values()];
}

const fixed: Record<string, string> = {
  id: ' not null',
  title: " not null default ''",
  tags: " not null default '{}'",
  version: ' not null default 1',
  created_at: ' not null',
  updated_at: ' not null',
};

const constraintOf = (column: string): string => fixed[column] ?? '';

function createTable(object: CatalogObject): string {
  const name = snake(object.name);
  const lines = tableColumns(object).map(
    (column) => `  "${column.name}" ${column.type}${constraintOf(column.name)}`,
  );
  return `create table ${tableOf(object)} (\n  workspace_id uuid not null,\n${lines.join(',\n')},\n  constraint ${name}_pk primary key (workspace_id, id)\n);`;
}

const live = 'where deleted_at is null';

/** Indexes that an object ships with, by name: title, times, its main links and dates, search, what is unique. */
export function indexesOf(object: CatalogObject): Map<string, string> {
  const table = tableOf(object);
  const name = snake(object.name);
  const found = new Map<string, string>();
  const add = (suffix: string, expression: string, which = ` ${live}`) => {
    const index = `${name}_${suffix}_index`;
    found.set(
      index,
      `create index ${index} on ${table} (workspace_id, ${expression}, id)${which};`,
    );
  };
  add('title', `title ${sortCollation}`);
  add('created', 'created_at');
  add('updated', 'updated_at');
  found.set(
    `${name}_deleted_index`,
    `create index ${name}_deleted_index on ${table} (workspace_id, deleted_at, id) where deleted_at is not null;`,
  );
  found.set(
    `${name}_search_index`,
    `create index ${name}_search_index on ${table} using gin (search);`,
  );
  for (const [field, definition] of Object.entries(object.fields)) {
    const column = indexedColumn(field, definition);
    // Deleted ones as well: when the other record goes for good, the database looks for all that point to it.
    if (column && definition.index)
      add(snake(field), `"${column}"`, definition.kind === 'link' ? '' : ` ${live}`);
    if (definition.unique && column) {
      const unique = uniqueName(object, field);
      found.set(
        unique,
        `create unique index ${unique} on ${table} (workspace_id, lower("${column}")) ${live};`,
      );
    }
    const within = definition.uniqueWithin;
    if (within !== undefined && column) {
      const unique = uniqueName(object, field);
      const shared = indexedColumn(within, fieldOf(object, within));
      found.set(
        unique,
        `create unique index ${unique} on ${table} (workspace_id, lower("${shared}"), lower("${column}")) ${live};`,
      );
    }
  }
  if (object.timeline) add('next_activity', 'next_activity_at');
  if (object.fields['accessList'])
    for (const [index, text] of keptIndexes(object)) found.set(index, text);
  for (const [index, text] of boardIndexes(object)) found.set(index, text);
  return found;
}

/** Of the few records that are kept from others, who made them and who is named on them: each list is asked for it. */
function keptIndexes(object: CatalogObject): [string, string][] {
  const [made, named] = [`${snake(object.name)}_kept_index`, `${snake(object.name)}_named_index`];
  const kept = `${live} and access in ('restricted', 'personal')`;
  return [
    [made, `create index ${made} on ${tableOf(object)} (workspace_id, created_by, id) ${kept};`],
    [named, `create index ${named} on ${tableOf(object)} using gin (access_list) ${kept};`],
  ];
}

/** All that the totals of boards read, so that they never touch the records themselves: by stage, and by dates. */
function boardIndexes(object: CatalogObject): [string, string][] {
  const { by, sum, weight, date, open, done } = object.board ?? {};
  const field = by === undefined ? undefined : object.fields[by];
  if (!by || !field || !sum) return [];
  const columns = (name: string | undefined) =>
    name === undefined ? [] : columnsOf(name, fieldOf(object, name)).map((one) => `"${one.name}"`);
  const summed = [...columns(sum), ...columns(weight)];
  const make = (index: string, keys: string[], included: string[]): [string, string] => [
    index,
    `create index ${index} on ${tableOf(object)} (workspace_id, ${keys.join(', ')}) include (${included.join(', ')}) ${live};`,
  ];
  const name = snake(object.name);
  const stages = make(`${name}_board_index`, [...columns(field.of), ...columns(by)], summed);
  if (!open || !done) return [stages];
  const states = [...new Set([open, done.when].flatMap(mentions))].flatMap(columns);
  const dates = [...columns(date), ...(object.timeline ? ['next_activity_at'] : [])];
  return [
    stages,
    make(`${name}_dates_index`, [...states, ...columns(done.on)], [...dates, ...summed]),
  ];
}

/** References that the database itself guards. Nothing is deleted for good while something points to it. */
function referencesOf(object: CatalogObject): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, field] of Object.entries(object.fields)) {
    if (field.kind !== 'link' || !field.to || field.custom) continue;
    const constraint = `${snake(object.name)}_${snake(name)}_fk`;
    found.set(
      constraint,
      `alter table ${tableOf(object)} add constraint ${constraint} foreign key (workspace_id, "${snake(name)}_id") references ${tableOf({ name: field.to })} (workspace_id, id);`,
    );
  }
  return found;
}

/** The column by which a field is compared. */
export function indexedColumn(name: string, field: Field): string | undefined {
  const columns = columnsOf(name, field);
  return storageOf(field).shape === 'one' ? columns.at(-1)?.name : undefined;
}
