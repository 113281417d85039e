import { objectOf } from '@relata/model';
import type { Work } from '#engine/work.ts';
import { forTeams } from './for-teams.ts';

/**
 * Whoever administers takes back what a set-up has brought along as they brought it: counted as of every team and role.
 * By itself it takes nothing back.
 */
export async function reachToUndo(work: Work, batch: string): Promise<boolean> {
  if (!work.actor.role.administers) return false;
  // An undo may be undone: what it took back is looked for behind it.
  const { rows } = await work.connection.query(
    `with recursive behind (batch) as (
       select $2::uuid
       union
       select c.undoes from change c join behind b on c.batch = b.batch
       where c.workspace_id = $1 and c.undoes is not null)
     select 1 from audit_entry a join behind b on a.details ->> 'batch' = b.batch::text
     where a.workspace_id = $1 and a.action = 'setting_changed' and a.details ->> 'of' = 'setUp' limit 1`,
    [work.workspace.id, batch],
  );
  if (rows.length) {
    const { everywhere } = await forTeams(work, objectOf(work.catalog, 'view'));
    work.actor = everywhere.actor;
  }
  return false;
}
