import { type Actor, type Role, roles, Refusal } from '@relata/model';
import type { Database } from '../../platform/db.ts';
import type { Workspaces } from './workspaces.ts';

/** A user of a workspace as somebody who acts. Refuses `unauthenticated` where they are not active any more. */
export async function actorFor(
  database: Pick<Database, 'query'>,
  workspaces: Workspaces,
  workspaceId: string,
  userId: string,
): Promise<Actor> {
  const { rows } = await database.query<{
    name: string;
    role: string;
    language: string | null;
    locale: string | null;
    time_zone: string | null;
  }>(
    'select name, role, language, locale, time_zone from "user" where workspace_id = $1 and id = $2 and active and deleted_at is null',
    [workspaceId, userId],
  );
  const row = rows[0];
  if (!row) throw new Refusal('unauthenticated', 'this person is not active here');
  const { workspace } = await workspaces.get(workspaceId);
  const language = row.language ?? workspace.language;
  return {
    kind: 'user',
    workspace: workspaceId,
    user: userId,
    name: row.name,
    role: roleNamed(row.role),
    language,
    locale: row.locale ?? language,
    timeZone: row.time_zone ?? workspace.timeZone,
  };
}

export function roleNamed(name: string): Role {
  const known: Record<string, Role> = roles;
  return (Object.hasOwn(known, name) ? known[name] : undefined) ?? roles.viewer;
}
