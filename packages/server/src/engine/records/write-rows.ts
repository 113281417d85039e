import { type CatalogObject, fieldOf, type Money, toBase } from '@relata/model';
import { type Column, refsOf, storageOf } from '../fields/storage.ts';
import { comparedFields } from '../duplicates/signs.ts';
import { columnsOf, tableOf } from '../tables/table.ts';
import { rateOf, type Work } from '../work.ts';
import type { Draft } from './draft.ts';
import { type derive, matchKeys } from './derive.ts';

interface Row {
  columns: Column[];
  values: Record<string, unknown>;
}

/** The columns that some fields fill, with their values, which go into `start`. Links are not among them. */
function rowOf(
  work: Work,
  object: CatalogObject,
  values: Record<string, unknown>,
  start: Record<string, unknown> = {},
): Row {
  const row: Row = { columns: [], values: start };
  const context = { rate: (currency: string) => rateOf(work.workspace, currency) };
  let custom: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf(object, name);
    if (field.custom) {
      custom ??= {};
      custom[name] =
        field.kind === 'money' && value
          ? { ...(value as Money), base: toBase(value as Money, context) }
          : value;
      continue;
    }
    const columns = columnsOf(name, field);
    const stored = storageOf(field).store(value, context);
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i];
      if (!column) continue;
      row.columns.push(column);
      row.values[column.name] = stored[i] ?? null;
    }
  }
  if (custom) {
    const filled = Object.entries(custom).filter(
      ([, value]) => value !== null && value !== undefined,
    );
    row.columns.push({ name: 'custom', type: 'jsonb' }, { name: 'custom_emptied', type: 'text[]' });
    row.values['custom'] = Object.fromEntries(filled);
    row.values['custom_emptied'] = Object.keys(custom).filter(
      (name) => !filled.some(([key]) => key === name),
    );
  }
  return row;
}

/** A record with what follows from it, ready to be stored. */
export interface Prepared {
  draft: Draft;
  /** The record as it will be. */
  record: Record<string, unknown>;
  /** Set where title, search words and keys must be made anew. */
  derived: ReturnType<typeof derive> | null;
}

/** The words of those whose words were made anew. */
export const wordsIn = (prepared: Prepared[]): string[][] =>
  prepared.flatMap(({ derived }) => (derived ? [derived.words] : []));

const recordset = (columns: Column[]): string =>
  columns.map((column) => `"${column.name}" ${column.type}`).join(', ');

export async function insertRows(
  work: Work,
  object: CatalogObject,
  prepared: Prepared[],
): Promise<void> {
  const columns = new Map<string, Column>();
  const rows = prepared.map(({ draft, derived }) => {
    const start: Record<string, unknown> = { id: draft.id, search: derived?.search ?? '' };
    if (derived?.title !== undefined) start['title'] = derived.title;
    const fields = derived ? Object.assign({}, draft.changes, derived.parts) : draft.changes;
    const { values, columns: used } = rowOf(work, object, fields, start);
    for (const column of used) if (!columns.has(column.name)) columns.set(column.name, column);
    return values;
  });
  columns.delete('title');
  columns.delete('tags');
  columns.delete('custom');
  columns.delete('custom_emptied');
  const own = [...columns.values()];
  const fixed: Column[] = [
    { name: 'id', type: 'uuid' },
    { name: 'title', type: 'text' },
    { name: 'search', type: 'tsvector' },
    { name: 'tags', type: 'text[]' },
    { name: 'custom', type: 'jsonb' },
  ];
  await work.connection.query(
    `insert into ${tableOf(object)} (workspace_id, version, created_at, created_by, updated_at, updated_by, id, title, search, tags, custom${own.map((column) => `, "${column.name}"`).join('')})
     select $1, 1, $2, $3, $2, $3, r.id, coalesce(r.title, ''), r.search, coalesce(r.tags, '{}'), r.custom${own.map((column) => `, r."${column.name}"`).join('')}
     from json_to_recordset($4::json) as r(${recordset([...fixed, ...own])})`,
    [work.workspace.id, work.now, work.actor.user, JSON.stringify(rows)],
  );
}

/** Writes the changed columns, one statement for all records that change the same ones. */
export async function updateRows(
  work: Work,
  object: CatalogObject,
  prepared: Prepared[],
): Promise<void> {
  const groups = new Map<string, { columns: Column[]; rows: Record<string, unknown>[] }>();
  for (const { draft, derived } of prepared) {
    const { columns, values } = rowOf(work, object, { ...draft.changes, ...derived?.parts });
    if (derived) {
      columns.push({ name: 'search', type: 'tsvector' });
      values['search'] = derived.search;
      if (derived.title !== undefined) {
        columns.push({ name: 'title', type: 'text' });
        values['title'] = derived.title;
      }
    }
    const key = columns
      .map((column) => column.name)
      .toSorted()
      .join();
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { columns, rows: [] }));
    group.rows.push({ id: draft.id, ...values });
  }
  for (const { columns, rows } of groups.values()) {
    const sets = columns
      .filter((column) => column.name !== 'custom_emptied')
      .map((column) =>
        column.name === 'custom'
          ? `custom = (coalesce(t.custom, '{}') || r.custom) - r.custom_emptied`
          : `"${column.name}" = r."${column.name}"`,
      );
    await work.connection.query(
      `update ${tableOf(object)} t set ${[...sets, 'version = t.version + 1', 'updated_at = $2', 'updated_by = $3'].join(', ')}
       from json_to_recordset($4::json) as r(id uuid${columns.length ? `, ${recordset(columns)}` : ''})
       where t.workspace_id = $1 and t.id = r.id`,
      [work.workspace.id, work.now, work.actor.user, JSON.stringify(rows)],
    );
  }
}

/** Makes the `link` rows of the named fields what the drafts say. */
export async function writeLinks(
  work: Work,
  object: CatalogObject,
  drafts: Draft[],
): Promise<void> {
  for (const [name, field] of Object.entries(object.fields)) {
    if (storageOf(field).shape !== 'linked') continue;
    const written = drafts.filter((draft) => name in draft.changes);
    if (!written.length) continue;
    const key = `${object.name}.${name}`;
    const old = written.filter((draft) => draft.before !== null).map((draft) => draft.id);
    if (old.length)
      await work.connection.query(
        'delete from link where workspace_id = $1 and field = $2 and from_id = any($3)',
        [work.workspace.id, key, old],
      );
    const rows = written.flatMap((draft) =>
      refsOf(draft.changes[name], field).map((ref, position) => ({
        from_id: draft.id,
        to_object: ref.object,
        to_id: ref.id,
        position,
      })),
    );
    if (rows.length)
      await work.connection.query(
        `insert into link (workspace_id, field, from_id, to_object, to_id, position)
         select $1, $2, r.from_id, r.to_object, r.to_id, r.position
         from json_to_recordset($3::json) as r(from_id uuid, to_object text, to_id uuid, position int)
         on conflict do nothing`,
        [work.workspace.id, key, JSON.stringify(rows)],
      );
  }
}

/** Keeps the keys by which duplicates are found in step with the records. */
export async function writeMatchKeys(
  work: Work,
  object: CatalogObject,
  prepared: Prepared[],
): Promise<void> {
  const derived = prepared.filter((one) => one.derived);
  if (!derived.length || !comparedFields(object).length) return;
  const pairs = (keysOf: (one: Prepared) => string[]) => {
    const found = derived.flatMap((one) => keysOf(one).map((key) => ({ key, id: one.draft.id })));
    return [found.map((pair) => pair.key), found.map((pair) => pair.id)] as const;
  };
  const country = work.workspace.country;
  const [oldKeys, oldIds] = pairs(({ draft }) =>
    draft.before ? matchKeys(object, draft.before, country) : [],
  );
  if (oldKeys.length)
    await work.connection.query(
      `delete from match_key m using unnest($3::text[], $4::uuid[]) as r(key, id)
       where m.workspace_id = $1 and m.object = $2 and m.key = r.key and m.record_id = r.id`,
      [work.workspace.id, object.name, oldKeys, oldIds],
    );
  const [keys, ids] = pairs(({ derived: made }) => made?.keys ?? []);
  if (!keys.length) return;
  // New records have no keys yet; looking for conflicts costs as much as the rows themselves.
  const allNew = derived.every(({ draft }) => draft.before === null);
  await work.connection.query(
    `insert into match_key (workspace_id, object, key, record_id)
     select $1, $2, r.key, r.id from unnest($3::text[], $4::uuid[]) as r(key, id)${allNew ? '' : ' on conflict do nothing'}`,
    [work.workspace.id, object.name, keys, ids],
  );
}
