import { invalid, isId, type Role, roles } from '@relata/model';
import type { Query } from '#platform/db.ts';

const shipped: Readonly<Record<string, Role>> = roles;

/** Whether a role lets change settings: one that is shipped, by name, or the workspace's own, by id. Refuses others. */
export async function administersBy(
  query: Query,
  workspace: string,
  role: string,
): Promise<boolean> {
  if (Object.hasOwn(shipped, role)) return shipped[role]?.administers === true;
  const { rows } = isId(role)
    ? await query<{ administers: boolean | null }>(
        'select administers from role where workspace_id = $1 and id = $2 and deleted_at is null',
        [workspace, role],
      )
    : { rows: [] };
  const [own] = rows;
  if (!own) throw invalid('role', 'option', 'there is no such role', { value: role });
  return own.administers === true;
}
