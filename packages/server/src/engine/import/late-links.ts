import { type CatalogObject, fieldOf, objectOf } from '@relata/model';
import { updateMany } from '../records/update.ts';
import { scalarOf, tableOf } from '../tables/table.ts';
import type { Work } from '../work.ts';
import type { Counts } from './counts.ts';
import { findByKeys } from './duplicates.ts';
import { saveEach } from '../records/save-each.ts';
import { type Trouble, trouble } from './trouble.ts';

/** A row that names another record of its own object: its parent. */
interface LateRow {
  row: number;
  line: number;
  field: string;
  record: string;
  keys: string[];
  cells: string[];
}

interface Row {
  row_number: string;
  line: string;
  field: string;
  record_id: string;
  keys: string[];
  cells: string[];
}

const atOnce = 1000;

/**
 * Sets the references between rows of the file, when all of them are there. A parent that nobody knows, and
 * whatever would make a circle, is left out and reported with its line; the records stay.
 */
export async function setLateLinks(
  work: Work,
  importId: string,
  object: CatalogObject,
  counts: Counts,
): Promise<void> {
  const { rows } = await work.connection.query<Row>(
    'select row_number, line, field, record_id, keys, cells from import_link where workspace_id = $1 and import_id = $2 order by row_number',
    [work.workspace.id, importId],
  );
  const all = rows.map((row): LateRow => ({
    row: Number(row.row_number),
    line: Number(row.line),
    field: row.field,
    record: row.record_id,
    keys: row.keys,
    cells: row.cells,
  }));
  for (const [field, some] of Map.groupBy(all, (one) => one.field))
    await setField(work, importId, object, field, some, counts);
  await work.connection.query(
    'delete from import_link where workspace_id = $1 and import_id = $2',
    [work.workspace.id, importId],
  );
}

async function setField(
  work: Work,
  importId: string,
  object: CatalogObject,
  field: string,
  rows: LateRow[],
  counts: Counts,
): Promise<void> {
  const target = objectOf(work.catalog, fieldOf(object, field).to ?? '');
  const parents = new Map<LateRow, string>();
  for (let at = 0; at < rows.length; at += atOnce) {
    const some = rows.slice(at, at + atOnce);
    const known = await findByKeys(
      work,
      target,
      some.flatMap((one) => one.keys),
    );
    for (const one of some) {
      const found = one.keys.flatMap((key) => known.get(key) ?? [])[0];
      if (found) parents.set(one, found.id);
    }
  }
  const circles = await inCircles(work, object, field, parents);
  const isGood = (one: LateRow) => parents.has(one) && !circles.has(one.record);
  const good = rows.filter(isGood);
  const reports: { row: LateRow; why: Trouble }[] = rows
    .filter((one) => !isGood(one))
    .map((row) => ({
      row,
      why: trouble('warning', parents.has(row) ? inCircle : unknownParent, { field }),
    }));
  for (let at = 0; at < good.length; at += atOnce) {
    const refused = await saveEach(work, good.slice(at, at + atOnce), async (some) => {
      await updateMany(
        work,
        object.name,
        some.map((one) => ({ id: one.record, changes: { [field]: parents.get(one) } })),
      );
    });
    for (const [row, { message }] of refused)
      reports.push({ row, why: trouble('warning', { ...unknownParent, message }, { field }) });
  }
  counts.warnings += reports.length;
  await storeReports(work, importId, reports);
}

const unknownParent = {
  code: 'parent_unknown',
  message: 'The record that it belongs to is not there',
};
const inCircle = { code: 'parent_in_circle', message: 'It would belong to itself' };

/** Records that would end up below themselves, through each other or through what is there already. */
async function inCircles(
  work: Work,
  object: CatalogObject,
  field: string,
  parents: Map<LateRow, string>,
): Promise<Set<string>> {
  const above = new Map<string, string>();
  const ids = [...new Set(parents.values())];
  for (let at = 0; at < ids.length; at += atOnce)
    for (const [id, parent] of await parentsOf(work, object, field, ids.slice(at, at + atOnce)))
      above.set(id, parent);
  for (const [{ record }, parent] of parents) above.set(record, parent);
  const circles = new Set<string>();
  const done = new Set<string>();
  for (const start of above.keys()) {
    const way = new Set<string>();
    let here: string | undefined = start;
    while (here !== undefined && !done.has(here) && !way.has(here)) {
      way.add(here);
      here = above.get(here);
    }
    if (here !== undefined && way.has(here)) {
      const steps = [...way];
      for (const id of steps.slice(steps.indexOf(here))) circles.add(id);
    }
    for (const id of way) done.add(id);
  }
  return circles;
}

/** The whole way up from some records, as it is now. */
async function parentsOf(
  work: Work,
  object: CatalogObject,
  field: string,
  ids: string[],
): Promise<[string, string][]> {
  const column = (alias: string) => scalarOf(alias, field, fieldOf(object, field));
  const { rows } = await work.connection.query<{ id: string; parent: string }>(
    `with recursive up as (
       select t.id, ${column('t')} as parent from ${tableOf(object)} t where t.workspace_id = $1 and t.id = any($2)
       union select t.id, ${column('t')} from up join ${tableOf(object)} t on t.workspace_id = $1 and t.id = up.parent
     ) select id, parent from up where parent is not null`,
    [work.workspace.id, ids],
  );
  return rows.map((row) => [row.id, row.parent]);
}

async function storeReports(
  work: Work,
  importId: string,
  reports: { row: LateRow; why: Trouble }[],
): Promise<void> {
  if (!reports.length) return;
  await work.connection.query(
    `insert into import_row (workspace_id, import_id, row_number, line, outcome, cells, problems)
     select $1, $2, r.row_number, r.line, 'warning', r.cells, r.problems
     from jsonb_to_recordset($3::jsonb) as r(row_number bigint, line bigint, cells jsonb, problems jsonb)
     on conflict (workspace_id, import_id, row_number) do update set problems = import_row.problems || excluded.problems`,
    [
      work.workspace.id,
      importId,
      JSON.stringify(
        reports.map(({ row, why }) => ({
          row_number: row.row,
          line: row.line,
          cells: row.cells,
          problems: [why],
        })),
      ),
    ],
  );
}
