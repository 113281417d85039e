import type { CatalogObject } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import { rowJson } from '../records/row.ts';
import { statement, type Work } from '../work.ts';
import { comparedFields } from './signs.ts';

/** What more records than this share tells nothing of any of them: the name of a thousand people, a switchboard. */
export const tooCommon = 20;

/** Which records of an object are kept under these keys: key → ids, without what too many share. */
export async function recordsBehind(
  work: Work,
  object: CatalogObject,
  keys: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (!keys.length) return found;
  const { rows } = await work.connection.query<{ key: string; id: string }>(
    `select k.key, m.record_id as id from unnest($2::text[]) k(key)
     cross join lateral (select record_id from match_key
       where workspace_id = $1 and object = $3 and key = k.key limit ${tooCommon + 1} offset 0) m`,
    [work.workspace.id, [...new Set(keys)], object.name],
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
