import { type CatalogObject, type Filter, roles } from '@relata/model';
import type { Work } from '#engine/work.ts';

/**
 * What is for teams and roles shapes the workspace, whoever brings its set-up along: they count as of every one of them.
 * What is between people stays theirs, and is not in `shaping`.
 */
export async function forTeams(
  work: Work,
  { ownersAlone }: CatalogObject,
): Promise<{ everywhere: Work; shaping: Filter }> {
  const { named } = ownersAlone ?? {};
  if (!named) return { everywhere: work, shaping: {} };
  const { rows } = await work.connection.query<{ object: string; id: string }>(
    `select 'team' as object, id from team where workspace_id = $1 and deleted_at is null
     union all select 'role', id from role where workspace_id = $1 and deleted_at is null`,
    [work.workspace.id],
  );
  const idsOf = (object: string) => rows.filter((row) => row.object === object).map(({ id }) => id);
  const teams = idsOf('team');
  const all = [...Object.keys(roles), ...idsOf('role')];
  const { actor } = work;
  const none = { team: [], teamAndBelow: [], subordinates: [], guarded: [] };
  return {
    everywhere: {
      ...work,
      actor: { ...actor, roles: all, circle: { ...none, ...actor.circle, teams } },
    },
    shaping: {
      or: [
        { not: named.where },
        { [named.roles]: { hasAny: all } },
        ...(teams.length ? [{ [named.people]: { hasAny: teams } }] : []),
      ],
    },
  };
}
