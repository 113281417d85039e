import { type CatalogObject, isId, may } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import { reachable, statement, type Work } from '../work.ts';

/** One merge may follow another; whoever merged that often is not led further. */
const farthest = 20;

/** Records of the object that are merged: a reader of one reads of all. */
export const isMergeable = (object: CatalogObject): boolean =>
  object.writtenBy === 'records' && object.place === 'main';

/** The live record into which this one went, if the actor may see it: its old address leads there. */
export async function mergedInto(
  work: Work,
  object: CatalogObject,
  id: string,
): Promise<string | null> {
  if (!isId(id) || !isMergeable(object) || !may(work.actor, 'read', object)) return null;
  const made = statement(work);
  const start = made.parameters.add(id, 'uuid');
  const name = made.parameters.add(object.name, 'text');
  const { rows } = await work.connection.query<{ id: string }>(
    `with recursive way as (
       select m.into_id, 1 as steps from merged m where m.workspace_id = $1 and m.record_id = ${start} and m.object = ${name}
       union all
       select m.into_id, w.steps + 1 from way w join merged m on m.workspace_id = $1 and m.record_id = w.into_id where w.steps < ${farthest}
     )
     select t.id from way w join ${tableOf(object)} t on t.workspace_id = $1 and t.id = w.into_id and t.deleted_at is null
       and ${reachable(work, object, 'read', 't', made)} order by w.steps desc limit 1`,
    made.parameters.values,
  );
  return rows[0]?.id ?? null;
}

/** SQL: the record behind a parameter with all that were merged into it, for the history of the whole. */
export const wholeOf = (parameter: string): string =>
  `(with recursive whole as (
      select ${parameter}::uuid as id, 0 as steps
      union
      select m.record_id, w.steps + 1 from whole w join merged m on m.workspace_id = $1 and m.into_id = w.id where w.steps < ${farthest}
    ) select id from whole)`;

/** Ids of records with those of all that were merged into them. */
export async function wholesOf({ connection, workspace }: Work, ids: string[]): Promise<string[]> {
  const { rows } = await connection.query<{ id: string }>(
    `select distinct w.id from unnest($2::uuid[]) r(id) cross join lateral ${wholeOf('r.id')} w order by w.id`,
    [workspace.id, ids],
  );
  return rows.map(({ id }) => id);
}
