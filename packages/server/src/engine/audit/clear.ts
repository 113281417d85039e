import { systemActor } from '@relata/model';
import type { Query } from '../../platform/db.ts';
import type { Engine } from '../engine.ts';
import { auditBy } from './audit.ts';

/**
 * Removes what is older than a workspace keeps its log, in all workspaces that do not keep it for good. The hash
 * of the last entry that goes stays, so that what is left can still be checked; and the log tells of it.
 */
export async function clearAudit(engine: Engine): Promise<void> {
  const { rows } = await engine.database.query<{ id: string }>(
    `select id from workspace where settings->>'auditYears' is not null order by id`,
  );
  for (const { id } of rows) {
    const { workspace } = await engine.workspaces.get(id);
    if (workspace.auditYears === null) continue;
    const before = engine.clock.now();
    before.setUTCFullYear(before.getUTCFullYear() - workspace.auditYears);
    await engine.database
      .of(id)
      .tx(({ query }) => clearBefore(engine, query, id, before.toISOString()));
  }
}

async function clearBefore(
  { clock }: Engine,
  query: Query,
  workspace: string,
  before: string,
): Promise<void> {
  // Whoever writes waits: the chain is not touched at both ends at once.
  await query('select 1 from audit_head where workspace_id = $1 for update', [workspace]);
  const { rows } = await query<{ number: string; hash: string }>(
    `select number, hash from audit_entry where workspace_id = $1 and number < coalesce(
       (select min(number) from audit_entry where workspace_id = $1 and at >= $2), 9223372036854775807)
     order by number desc limit 1`,
    [workspace, before],
  );
  const [last] = rows;
  if (!last) return;
  await query(
    'update audit_head set cleared_number = $2, cleared_hash = $3 where workspace_id = $1',
    [workspace, last.number, last.hash],
  );
  await query('delete from audit_entry where workspace_id = $1 and number <= $2', [
    workspace,
    last.number,
  ]);
  await auditBy(
    query,
    systemActor(workspace, 'retention'),
    clock.now().toISOString(),
    { action: 'log_shortened', details: { upTo: Number(last.number), before } },
    null,
  );
}
