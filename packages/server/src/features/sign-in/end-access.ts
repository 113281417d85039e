import type { Query } from '#platform/db.ts';
import { beyondWorkspace } from '#platform/row-security/enter.ts';
import type { Engine } from '#engine/engine.ts';
import { revokeKeys } from './api-keys.ts';
import { firstActive, type Membership, membershipsOf } from './memberships.ts';

/** Coming back does not bring old keys and sessions back. */
export async function endAccess(
  engine: Engine,
  query: Query,
  { workspace, user }: Pick<Membership, 'workspace' | 'user'>,
): Promise<void> {
  await revokeKeys(query, workspace, { user }, engine.clock.now().toISOString());
  const { rows } = await query<{ identity_id: string }>(
    'select identity_id from membership where workspace_id = $1 and user_id = $2',
    [workspace, user],
  );
  await beyondWorkspace(query, async () => {
    for (const { identity_id: identity } of rows) {
      const others = (await membershipsOf(query, identity)).filter(
        (one) => one.workspace !== workspace,
      );
      if (!(await firstActive(engine, others)))
        await query('delete from auth_session where user_id = $1', [identity]);
    }
  });
}
