import type { Work } from '#engine/work.ts';

/** What is required from a stage on follows the order of the stages: the catalog is read anew when one changes. */
export async function followStages(work: Work): Promise<void> {
  const { rowCount } = await work.connection.query(
    `select 1 from custom_field where workspace_id = $1 and definition ? 'requiredFrom' and deleted_at is null limit 1`,
    [work.workspace.id],
  );
  if (!rowCount) return;
  await work.engine.workspaces.changed(work.connection.query, work.workspace.id);
}
