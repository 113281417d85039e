import { type CatalogObject, type Field, invalid } from '@relata/model';
import { equalForm } from '#engine/records/demand-unique.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';

/** A field becomes unique only where no two live records share a value. */
export async function demandDistinct(
  work: Work,
  object: CatalogObject,
  name: string,
  field: Field,
): Promise<void> {
  const form = equalForm('t', name, field);
  const { rows } = await work.connection.query<{ n: string }>(
    `select count(*) as n from (select 1 from ${tableOf(object)} t
       where t.workspace_id = $1 and t.deleted_at is null and ${form} is not null group by ${form} having count(*) > 1) x`,
    [work.workspace.id],
  );
  const count = Number(rows[0]?.n);
  if (count)
    throw invalid('unique', 'shared_values', `${count} values are held by several records`, {
      count,
    });
}
