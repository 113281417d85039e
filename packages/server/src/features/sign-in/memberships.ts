import type { Actor } from '@relata/model';
import { Refusal } from '@relata/model';
import type { Query } from '#platform/db.ts';
import { actorFor } from '#engine/catalog/actor-for.ts';
import type { Engine } from '#engine/engine.ts';

/** An identity as a person of a workspace. */
export interface Membership {
  identity: string;
  workspace: string;
  user: string;
}

interface Row {
  identity_id: string;
  workspace_id: string;
  user_id: string;
}

export async function join(query: Query, { identity, workspace, user }: Membership): Promise<void> {
  await query('insert into membership (identity_id, workspace_id, user_id) values ($1, $2, $3)', [
    identity,
    workspace,
    user,
  ]);
}

/** This workspace opens first the next time. */
export async function choose(
  query: Query,
  identity: string,
  workspace: string,
  at: string,
): Promise<void> {
  await query('update membership set used_at = $3 where identity_id = $1 and workspace_id = $2', [
    identity,
    workspace,
    at,
  ]);
}

/** Of an identity, the last chosen first. Whether the person is still active there, `actorIn` says. */
export async function membershipsOf(query: Query, identity: string): Promise<Membership[]> {
  const { rows } = await query<Row>(
    `select identity_id, workspace_id, user_id from membership where identity_id = $1
     order by used_at desc nulls last, workspace_id`,
    [identity],
  );
  return rows.map((row) => ({
    identity: row.identity_id,
    workspace: row.workspace_id,
    user: row.user_id,
  }));
}

/** The person as somebody who acts; null where they are not active there any more. */
export async function actorIn(
  { database, workspaces }: Pick<Engine, 'database' | 'workspaces'>,
  { workspace, user }: Pick<Membership, 'workspace' | 'user'>,
): Promise<Actor | null> {
  try {
    return await actorFor(database.of(workspace), workspaces, workspace, user);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unauthenticated') return null;
    throw error;
  }
}

/** Those in which the person is active. */
export async function activeOnes(
  engine: Pick<Engine, 'database' | 'workspaces'>,
  memberships: Membership[],
): Promise<Membership[]> {
  const actors = await Promise.all(memberships.map((membership) => actorIn(engine, membership)));
  return memberships.filter((_membership, i) => actors[i]);
}

/** The first of the memberships in which the person is active. */
export async function firstActive(
  engine: Pick<Engine, 'database' | 'workspaces'>,
  memberships: Membership[],
): Promise<{ membership: Membership; actor: Actor } | null> {
  for (const membership of memberships) {
    const actor = await actorIn(engine, membership);
    if (actor) return { membership, actor };
  }
  return null;
}
