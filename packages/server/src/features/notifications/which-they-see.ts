import { objectOf, Refusal } from '@relata/model';
import { actorFor } from '#engine/catalog/actor-for.ts';
import { tableOf } from '#engine/tables/table.ts';
import { reachable, reading, statement, type Work } from '#engine/work.ts';

/** What somebody would see, in the transaction of other work; null where they have left. */
export async function eyesOf(
  { engine, workspace, connection }: Work,
  user: string,
): Promise<Work | null> {
  const person = await actorFor(connection, engine.workspaces, workspace.id, user).catch(
    (error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    },
  );
  return person && { ...(await reading(engine, person)), connection };
}

/** Which of the records they may read: somebody who is told may have a role that reads no deals. */
export async function whichTheySee(
  theirs: Work,
  name: string,
  ids: readonly string[],
): Promise<string[]> {
  const object = objectOf(theirs.catalog, name);
  const made = statement(theirs);
  const { rows } = await theirs.connection.query<{ id: string }>(
    `select t.id from ${tableOf(object)} t where t.workspace_id = $1 and t.deleted_at is null
       and t.id = any(${made.parameters.add(ids, 'uuid[]')}) and ${reachable(theirs, object, 'read', 't', made)}
     order by t.id`,
    made.parameters.values,
  );
  return rows.map((row) => row.id);
}
