import { type CatalogObject, fieldOf } from '@relata/model';
import { scalarOf, tableOf } from '../tables/table.ts';
import { statement, type Work } from '../work.ts';

/** So many steps down, and so many records in all: lists are made of them. */
const mostSteps = 10;
const mostRecords = 200;

/**
 * A record and those below it, by the field of the object that leads to the one above: subsidiaries of subsidiaries.
 * What somebody may not see leads them no further. Whoever is above themselves is met once.
 */
export async function withBelow(work: Work, object: CatalogObject, id: string): Promise<string[]> {
  const name = object.below;
  if (!name || !object.fields[name]) return [id];
  const made = statement(work);
  const top = made.parameters.add(id, 'uuid');
  const above = scalarOf('t', name, fieldOf(object, name));
  const { rows } = await work.connection.query<{ id: string }>(
    `with recursive tree (id, step) as (
       select ${top}, 0
       union
       select t.id, tree.step + 1 from tree
       join ${tableOf(object)} t on t.workspace_id = $1 and ${above} = tree.id
       where tree.step < ${mostSteps} and t.deleted_at is null and ${made.visible(object.name, 't')})
     select id from tree limit ${mostRecords}`,
    made.parameters.values,
  );
  return [...new Set(rows.map((row) => row.id))];
}
