import { isId } from '@relata/model';
import type { Query } from '../db.ts';

/** Statements of one workspace run as this role; it owns nothing and cannot log in. */
export const appRole = 'relata_app';

/**
 * What a transaction of one workspace begins with. Literals, because SET takes no parameters; both are local to the
 * transaction, so that neither a pool nor a pooler behind it can hand them to somebody else.
 */
export function entering(workspace: string): string {
  if (!isId(workspace)) throw new Error('a workspace is named by a UUID');
  return `set local role ${appRole}; set local app.workspace_id = '${workspace}'`;
}

/**
 * In a transaction of one workspace, what only the owner of the tables may do: making them, and reading what
 * somebody has in other workspaces. The query is that of the transaction.
 */
export async function beyondWorkspace<T>(query: Query, task: () => Promise<T>): Promise<T> {
  const { rows } = await query<{ role: string }>("select current_setting('role') as role");
  const role = rows[0]?.role;
  if (role !== appRole) return task();
  await query('set local role none');
  try {
    return await task();
  } finally {
    // A transaction that has failed refuses it, and is rolled back with its settings.
    await query(`set local role ${appRole}`).catch(() => {});
  }
}
