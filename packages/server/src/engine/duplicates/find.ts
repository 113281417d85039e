import type { CatalogObject } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import { rowJson } from '../records/row.ts';
import { statement, type Work } from '../work.ts';
import { comparedFields } from './signs.ts';

/** What more records than this share tells nothing of any of them: the name of a thousand people, a switchboard. */
export const tooCommon = 20;

/** So many of those that share a key are asked whether the actor sees them. */
const mostLookedAt = 500;

/**
 * Which records of an object that the actor sees are kept under these keys: key → ids, without what too many share.
 * What they do not see counts for nothing, neither in what is found nor in how long it takes (T11).
 */
export async function recordsBehind(
  work: Work,
  object: CatalogObject,
  keys: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (!keys.length) return found;
  const made = statement(work);
  const list = made.parameters.add([...new Set(keys)], 'text[]');
  const name = made.parameters.add(object.name, 'text');
  const visible = made.visible(object.name, 't');
  const sharing = (limit: number) =>
    `select record_id from match_key where workspace_id = $1 and object = ${name} and key = k.key limit ${limit} offset 0`;
  const seen =
    visible === 'true'
      ? sharing(tooCommon + 1)
      : `select record_id from (${sharing(mostLookedAt)}) r
         where exists (select 1 from ${tableOf(object)} t where t.workspace_id = $1 and t.id = r.record_id and ${visible})
         limit ${tooCommon + 1}`;
  const { rows } = await work.connection.query<{ key: string; id: string }>(
    `select k.key, m.record_id as id from unnest(${list}) k(key) cross join lateral (${seen}) m`,
    made.parameters.values,
  );
  for (const { key, id } of rows) found.set(key, [...(found.get(key) ?? []), id]);
  for (const [key, ids] of found)
    if (ids.length > tooCommon) {
      if (key.startsWith('~')) found.delete(key);
      else found.set(key, ids.slice(0, tooCommon));
    }
  return found;
}

export type Compared = Record<string, unknown> & { id: string; title: string };

/** Live records that the actor sees, with what is compared of them. `seen` comes from their catalog. */
export async function loadCompared(
  work: Work,
  seen: CatalogObject,
  ids: readonly string[],
): Promise<Compared[]> {
  if (!ids.length) return [];
  const made = statement(work);
  const fields = [...new Set(['id', 'title', ...comparedFields(seen)])];
  const selection = { fields, include: new Map() };
  const { rows } = await work.connection.query<{ row: Compared }>(
    `select ${rowJson(seen, 't', selection, made)} as "row" from ${tableOf(seen)} t
     where t.workspace_id = $1 and t.id = any(${made.parameters.add(ids, 'uuid[]')}) and t.deleted_at is null and ${made.visible(seen.name, 't')}`,
    made.parameters.values,
  );
  return rows.map(({ row }) => row);
}
