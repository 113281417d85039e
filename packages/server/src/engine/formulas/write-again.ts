import { type CatalogObject, fieldOf, type Money, toBase } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import { rateOf, type Work } from '../work.ts';
import { formulaValues } from './apply.ts';
import { formulasOf } from './evaluate.ts';

/** Writes what the formulas say into stored records, of which `records` are the fields that they look at. */
export async function writeFormulas(
  work: Work,
  object: CatalogObject,
  records: (Record<string, unknown> & { id: string })[],
): Promise<void> {
  if (!formulasOf(object).length) return;
  const context = { rate: (currency: string) => rateOf(work.workspace, currency) };
  const rows = records.map((record) => {
    const all = Object.entries(formulaValues(object, record));
    const filled = all
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [
        name,
        fieldOf(object, name).kind === 'money'
          ? { ...(value as Money), base: toBase(value as Money, context) }
          : value,
      ]);
    const emptied = all.filter(([, value]) => value === null).map(([name]) => name);
    return { id: record.id, made: Object.fromEntries(filled), emptied };
  });
  const wanted = `(coalesce(t.custom, '{}') || r.made) - r.emptied`;
  await work.connection.query(
    `update ${tableOf(object)} t set custom = ${wanted}
     from json_to_recordset($2::json) as r(id uuid, made jsonb, emptied text[])
     where t.workspace_id = $1 and t.id = r.id and t.custom is distinct from ${wanted}`,
    [work.workspace.id, JSON.stringify(rows)],
  );
}
