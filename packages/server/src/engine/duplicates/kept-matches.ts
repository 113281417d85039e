import { type CatalogObject, objectOf } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import { statement, type Work } from '../work.ts';

/** A record that exists, but not for the actor. Nothing of it leaves the server but whom to ask. */
export interface KeptMatch {
  id: string;
  title: string;
  /** Whoever answers for it and is still here; else an administrator must be asked. */
  ask: { id: string; name: string } | null;
}

/**
 * Live records with one of the keys that the actor may not see, by key, the oldest first. Personal ones are not among
 * them: they exist for nobody else. None where the workspace does not tell of them.
 */
export async function keptMatches(
  work: Work,
  object: CatalogObject,
  keys: Iterable<string>,
): Promise<Map<string, KeptMatch[]>> {
  const found = new Map<string, KeptMatch[]>();
  const wanted = [...new Set(keys)];
  const made = statement(work);
  const visible = made.visible(object.name, 't');
  if (!wanted.length || visible === 'true' || !work.workspace.tellOfKept) return found;
  const list = made.parameters.add(wanted, 'text[]');
  const name = made.parameters.add(object.name, 'text');
  const isOpen = object.fields['access'] ? "t.access is distinct from 'personal'" : 'true';
  // Whom to ask is no way to learn who made it.
  const isMakerTold = Object.hasOwn(objectOf(work.seen, object.name).fields, 'createdBy');
  const answering = [
    ...(object.fields['owner'] ? ['t.owner_id'] : []),
    ...(isMakerTold ? ['t.created_by'] : []),
    'null::uuid',
  ];
  const { rows } = await work.connection.query<{
    key: string;
    id: string;
    title: string;
    user: string | null;
    name: string | null;
  }>(
    `select k.key, t.id, t.title, u.id as "user", u.name from unnest(${list}) k(key)
     cross join lateral (select m.record_id from match_key m where m.workspace_id = $1 and m.object = ${name} and m.key = k.key offset 0) m
     cross join lateral (select t.* from ${tableOf(object)} t
       where t.workspace_id = $1 and t.id = m.record_id and t.deleted_at is null and ${isOpen} and not coalesce(${visible}, false) offset 0) t
     left join "user" u on u.workspace_id = $1 and u.id = coalesce(${answering.join(', ')}) and u.active and u.deleted_at is null
     order by t.id`,
    made.parameters.values,
  );
  for (const { key, id, title, user, name: called } of rows) {
    const ask = user === null ? null : { id: user, name: called ?? '' };
    found.set(key, [...(found.get(key) ?? []), { id, title, ask }]);
  }
  return found;
}
