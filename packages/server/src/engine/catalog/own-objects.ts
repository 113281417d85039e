import type { ObjectShape, OwnObject } from '@relata/model';
import type { Query } from '../../platform/db.ts';

/** Objects that a workspace has made, and what it says of ours. */
export async function objectsOf(
  query: Query,
  workspace: string,
): Promise<{ name: string; definition: OwnObject | ObjectShape }[]> {
  const { rows } = await query<{ name: string; definition: OwnObject | ObjectShape }>(
    'select name, definition from custom_object where workspace_id = $1 and deleted_at is null order by position, name',
    [workspace],
  );
  return rows;
}
