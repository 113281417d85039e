import { Refusal } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import { hasSecondFactor } from './factors.ts';
import { activeOnes, type Membership, membershipsOf } from './memberships.ts';

/** Refuses somebody without a second factor where the workspace asks everybody for one. */
export async function demandSecond(
  engine: Engine,
  workspace: string,
  identity: string | null,
): Promise<void> {
  const { workspace: facts } = await engine.workspaces.get(workspace);
  if (!facts.requireSecondFactor) return;
  if (identity !== null && (await hasSecondFactor(engine.database.query, identity))) return;
  throw new Refusal('forbidden', 'this workspace asks for a second factor', {
    reason: 'second_factor_needed',
  });
}

/** Does any workspace in which they work ask for one? */
export async function demandsSecond(engine: Engine, identity: string): Promise<boolean> {
  const all = await membershipsOf(engine.database.query, identity);
  for (const { workspace } of await activeOnes(engine, all))
    if ((await engine.workspaces.get(workspace)).workspace.requireSecondFactor) return true;
  return false;
}

/** Who signs in as this person of a workspace; null: nobody. */
export async function identityOf(
  { database }: Engine,
  { workspace, user }: Pick<Membership, 'workspace' | 'user'>,
): Promise<string | null> {
  const { rows } = await database
    .of(workspace)
    .query<{ identity_id: string }>(
      'select identity_id from membership where workspace_id = $1 and user_id = $2',
      [workspace, user],
    );
  return rows[0]?.identity_id ?? null;
}
