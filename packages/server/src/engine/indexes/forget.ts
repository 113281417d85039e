import type { CatalogObject } from '@relata/model';
import type { Query } from '../../platform/db.ts';
import { beyondWorkspace } from '../../platform/row-security/enter.ts';
import { tableOf } from '../tables/table.ts';
import { ownField } from './note-use.ts';
import { tellOfIndexes } from './tell.ts';

/** Drops the indexes of a workspace's own field, in the transaction of the query: values of another kind do not fit them. */
export async function forgetIndexes(
  query: Query,
  object: CatalogObject,
  name: string,
  workspace: string,
): Promise<void> {
  const { rows } = await query<{ index_name: string }>(
    'delete from index_use where table_name = $1 and field = $2 returning index_name',
    [tableOf(object), ownField(workspace, name)],
  );
  await beyondWorkspace(query, async () => {
    for (const row of rows) await query(`drop index if exists ${row.index_name}`);
  });
  if (rows.length) await tellOfIndexes(query);
}
