import type { CatalogObject, Filter } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import { statement, type Work } from '../work.ts';
import { matchingAnyOf, type Which } from './matching.ts';

/** So many are put in order faster than an index in that order is walked until they have been met. */
const few = 1000;
/** That there are many is believed for so long. */
const rememberedMs = 300_000;

const many = new Map<string, number>();

/**
 * The ids of everything that a list is about, where they are few; null where they are many, or the table is small.
 *
 * The database cannot tell how rare a value is of which it knows nothing. Asked for the first fifty in some order
 * it may walk through a million records; asked for a thousand in any order it looks where they are.
 */
export async function fewMatches(
  work: Work,
  object: CatalogObject,
  filter: Filter,
  query: Which,
): Promise<string[] | null> {
  if (!work.engine.indexes.isLarge(tableOf(object))) return null;
  const made = statement(work);
  const alternatives = matchingAnyOf(work, object, filter, query, made);
  if (alternatives.length === 1 && isEverything(alternatives[0])) return null;
  const key = `${object.name}|${alternatives.join('|')}|${JSON.stringify(made.parameters.values)}`;
  const now = Date.parse(work.now);
  if ((many.get(key) ?? 0) > now) return null;
  const found = alternatives.map(
    (where) => `(select t.id from ${tableOf(object)} t where ${where} limit ${few + 1})`,
  );
  const { rows } = await work.connection.query<{ id: string }>(
    found.join(' union '),
    made.parameters.values,
  );
  if (rows.length <= few) return rows.map((row) => row.id);
  if (many.size > 1000) many.clear();
  many.set(key, now + rememberedMs);
  return null;
}

/** Workspace and liveness alone. */
const isEverything = (where: string | undefined): boolean =>
  where === 't.workspace_id = $1 and t.deleted_at is null';
