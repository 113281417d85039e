import { type CatalogObject, objectOf } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import { reachable, statement, type Work } from '../work.ts';

/** Records of which the same fields were changed, and the version that each has since. */
export interface NewVersions {
  fields: string[];
  versions: Record<string, number>;
}

/**
 * What this work has made of records that were there: whoever asked for it does not take it for somebody else's change
 * of the same fields afterwards. Of what the actor may see, what follows from the change included.
 */
export async function newVersions(work: Work, object: CatalogObject): Promise<NewVersions[]> {
  const made = statement(work);
  const { parameters } = made;
  const { rows } = await work.connection.query<NewVersions>(
    `select one.fields, jsonb_object_agg(one.id, one.version) as versions from (
       select c.record_id as id, max(c.version) as version, array_agg(distinct after.name order by after.name) as fields
       from change c cross join lateral jsonb_object_keys(c.after) as after(name)
       join ${tableOf(object)} t on t.workspace_id = $1 and t.id = c.record_id
       where c.workspace_id = $1 and c.batch = ${parameters.add(work.batch, 'uuid')} and c.at = ${parameters.add(work.now, 'timestamptz')}
         and c.object = ${parameters.add(object.name, 'text')} and t.deleted_at is null and ${reachable(work, object, 'read', 't', made)}
       group by c.record_id
     ) one group by one.fields`,
    parameters.values,
  );
  const { fields: seen } = objectOf(work.seen, object.name);
  return rows
    .map(({ fields, versions }) => ({
      fields: fields.filter((name) => Object.hasOwn(seen, name)),
      versions,
    }))
    .filter(({ fields }) => fields.length > 0);
}
