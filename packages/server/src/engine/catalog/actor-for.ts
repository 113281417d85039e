import {
  type Actor,
  isId,
  localeFor,
  mergeRoles,
  Refusal,
  type Role,
  roleOf,
  roles,
  visibilities,
  type Visibility,
} from '@relata/model';
import type { Database } from '../../platform/db.ts';
import { circleOf } from './circle.ts';
import type { Workspaces } from './workspaces.ts';

interface Person {
  name: string;
  role: string;
  other_roles: string[] | null;
  visibility: unknown;
  language: string | null;
  locale: string | null;
  time_zone: string | null;
}

/** A user of a workspace as somebody who acts. Refuses `unauthenticated` where they are not active any more. */
export async function actorFor(
  database: Pick<Database, 'query'>,
  workspaces: Workspaces,
  workspaceId: string,
  userId: string,
): Promise<Actor> {
  const { rows } = await database.query<Person>(
    'select name, role, other_roles, visibility, language, locale, time_zone from "user" where workspace_id = $1 and id = $2 and active and deleted_at is null',
    [workspaceId, userId],
  );
  const row = rows[0];
  if (!row) throw new Refusal('unauthenticated', 'this person is not active here');
  const { workspace } = await workspaces.get(workspaceId);
  const roleNames = [row.role, ...(row.other_roles ?? [])];
  const language = row.language ?? workspace.language;
  return {
    kind: 'user',
    workspace: workspaceId,
    user: userId,
    name: row.name,
    role: await rolesNamed(database, workspaceId, roleNames),
    roles: roleNames,
    circle: await circleOf(database, workspaceId, userId, workspace),
    visibility: visibilityOf(row.visibility),
    language,
    locale: localeFor(row, workspace),
    timeZone: row.time_zone ?? workspace.timeZone,
  };
}

const shipped: Readonly<Record<string, Role>> = roles;

/** Roles as one: shipped ones by name, the workspace's own by id. One that is gone gives no right. */
async function rolesNamed(
  { query }: Pick<Database, 'query'>,
  workspace: string,
  names: readonly string[],
): Promise<Role> {
  const own = names.filter(isId);
  const { rows } = own.length
    ? await query<{
        id: string;
        administers: boolean | null;
        objects: unknown;
        fields: unknown;
        limits: unknown;
      }>(
        'select id, administers, objects, fields, limits from role where workspace_id = $1 and id = any($2) and deleted_at is null',
        [workspace, own],
      )
    : { rows: [] };
  const made = new Map(
    rows.map((row) => [
      row.id,
      roleOf(row.id, row.administers === true, row.objects, row.fields, row.limits),
    ]),
  );
  return mergeRoles(
    names.flatMap((name) => {
      const found = Object.hasOwn(shipped, name) ? shipped[name] : made.get(name);
      return found ? [found] : [];
    }),
  );
}

function visibilityOf(stored: unknown): Record<string, Visibility> {
  const found: Record<string, Visibility> = {};
  for (const [object, value] of Object.entries(stored ?? {})) {
    const known = visibilities.find((one) => one === value);
    if (known) found[object] = known;
  }
  return found;
}
