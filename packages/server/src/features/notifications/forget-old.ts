import type { Engine } from '#engine/engine.ts';

const keptDays = 90;

/** Removes notifications of all workspaces that nobody looks for any more. */
export async function forgetOld(engine: Engine): Promise<void> {
  const before = new Date(engine.clock.now().getTime() - keptDays * 86_400_000).toISOString();
  const { rows } = await engine.database.query<{ id: string }>('select id from workspace');
  for (const { id } of rows)
    await engine.database
      .of(id)
      .query('delete from notification where workspace_id = $1 and at < $2', [id, before]);
}
