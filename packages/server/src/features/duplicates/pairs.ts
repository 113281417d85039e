import { type CatalogObject, objectOf } from '@relata/model';
import { compare } from '#engine/duplicates/compare.ts';
import { loadCompared, recordsBehind } from '#engine/duplicates/find.ts';
import { comparedFields, keysAmong, type Signs, signsOf } from '#engine/duplicates/signs.ts';
import { isMergeable } from '#engine/merge/merged.ts';
import type { Work } from '#engine/work.ts';

/** Objects of which duplicates are looked for: those that can be merged and have something to compare. */
export const isCompared = (object: CatalogObject): boolean =>
  isMergeable(object) && comparedFields(object).length > 0;

interface Pair {
  a: string;
  b: string;
  score: number;
}

/** Looks anew for what these records may be the same as. `work` is that of the system: pairs are of all records. */
export async function findPairs(work: Work, objectName: string, ids: string[]): Promise<void> {
  const object = objectOf(work.catalog, objectName);
  await oneAfterTheOther(work, object);
  const { country } = work.workspace;
  const read = (record: Record<string, unknown>) => signsOf(object, record, country);
  const own = new Map<string, Signs>();
  for (const record of await loadCompared(work, object, ids)) own.set(record.id, read(record));
  const keys = new Map([...own].map(([id, signs]) => [id, keysAmong(object, signs)]));
  const behind = await recordsBehind(work, object, [...keys.values()].flat());
  const near = new Map<string, Set<string>>();
  for (const [id, some] of keys)
    near.set(id, new Set(some.flatMap((key) => behind.get(key) ?? []).filter((one) => one !== id)));
  const others = [...new Set([...near.values()].flatMap((some) => [...some]))].filter(
    (id) => !own.has(id),
  );
  const all = new Map(own);
  for (const record of await loadCompared(work, object, others)) all.set(record.id, read(record));
  const pairs = new Map<string, Pair>();
  for (const [id, some] of near)
    for (const other of some) {
      const [a, b] = id < other ? [id, other] : [other, id];
      const [one, two] = [all.get(a), all.get(b)];
      if (!one || !two || pairs.has(`${a} ${b}`)) continue;
      const alike = compare([object, one], [object, two]);
      if (alike) pairs.set(`${a} ${b}`, { a, b, score: alike.score });
    }
  await keepPairs(work, object.name, ids, [...pairs.values()]);
}

/** Two that compare at once would wait for each other's pairs, and keep what the other has just found outdated. */
const oneAfterTheOther = (work: Work, object: CatalogObject) =>
  work.connection.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${work.workspace.id} duplicates of ${object.name}`,
  ]);

async function keepPairs(work: Work, object: string, ids: string[], pairs: Pair[]): Promise<void> {
  const { query } = work.connection;
  const place = [work.workspace.id, object];
  await query(
    'delete from duplicate_pair where workspace_id = $1 and object = $2 and (a = any($3) or b = any($3))',
    [...place, ids],
  );
  if (pairs.length)
    await query(
      `insert into duplicate_pair (workspace_id, object, a, b, score)
       select $1, $2, r.a, r.b, r.score from json_to_recordset($3) as r(a uuid, b uuid, score int)
       on conflict (workspace_id, object, a, b) do update set score = excluded.score`,
      [...place, JSON.stringify(pairs.toSorted((x, y) => (x.a + x.b < y.a + y.b ? -1 : 1)))],
    );
}
