import { type CatalogObject, fieldOf } from '@relata/model';
import { columnsOf, tableOf } from '../tables/table.ts';
import type { Work } from '../work.ts';

/**
 * Makes the amounts by which lists sort and sums are made anew, after the workspace's currency or rates
 * have changed. No record counts as changed by it. Takes the time of reading every table with money.
 *
 * @param rates units of the workspace's currency for one of each
 */
export async function convertAgain(
  work: Work,
  currency: string,
  rates: Record<string, string>,
): Promise<void> {
  const all = JSON.stringify({ ...rates, [currency]: '1' });
  for (const object of Object.values(work.catalog.objects))
    for (const [name, field] of Object.entries(object.fields)) {
      if (field.kind !== 'money') continue;
      await work.connection.query(
        field.custom ? customSql(object, name) : columnSql(object, name),
        [work.workspace.id, all],
      );
    }
}

/** As the model's `toBase`: four digits, half away from zero, null without a rate. */
const inBase = (amount: string, currency: string): string =>
  `round(${amount} * ($2::jsonb ->> ${currency})::numeric, 4)`;

function columnSql(object: CatalogObject, name: string): string {
  const [amount = '', currency = '', base = ''] = columnsOf(name, fieldOf(object, name)).map(
    (one) => `"${one.name}"`,
  );
  const wanted = inBase(amount, currency);
  return `update ${tableOf(object)} set ${base} = ${wanted}
    where workspace_id = $1 and ${amount} is not null and ${base} is distinct from ${wanted}`;
}

function customSql(object: CatalogObject, name: string): string {
  const value = `(custom -> '${name}')`;
  const wanted = inBase(`(${value} ->> 'amount')::numeric`, `(${value} ->> 'currency')`);
  return `update ${tableOf(object)} set custom = jsonb_set(custom, '{${name},base}', coalesce(to_jsonb(${wanted}::text), 'null'))
    where workspace_id = $1 and jsonb_typeof(${value}) = 'object'`;
}
