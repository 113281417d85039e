import type { CatalogObject, Filter } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import { statement, type Work } from '../work.ts';
import { matching, type Which } from './matching.ts';
import { whileUnchanged } from './while-unchanged.ts';

/** Counts beyond this are said to be 'at least' it, unless the exact number is asked for. */
export const countCap = 10_000;

/** Large counts stay large for a while: they are remembered for half a minute, or until something is deleted. */
const large = new Map<string, number>();
const rememberedMs = 30_000;

export async function countMatching(
  work: Work,
  object: CatalogObject,
  filter: Filter,
  query: Which,
  how: 'exact' | 'capped',
): Promise<{ total: number; totalIsLowerBound?: true }> {
  const made = statement(work);
  const where = matching(work, object, filter, query, made);
  const from = `from ${tableOf(object)} t where ${where}`;
  if (how === 'exact') {
    const rows = await whileUnchanged<{ n: string }>(
      work,
      `select count(*) as n ${from}`,
      made.parameters.values,
    );
    return { total: Number(rows[0]?.n ?? 0) };
  }
  const key = `${object.name}|${where}|${JSON.stringify(made.parameters.values)}`;
  const until = large.get(key);
  if (until !== undefined && until > Date.parse(work.now))
    return { total: countCap, totalIsLowerBound: true };
  const rows = await whileUnchanged<{ n: string }>(
    work,
    `select count(*) as n from (select 1 ${from} limit ${countCap + 1}) x`,
    made.parameters.values,
  );
  const counted = Number(rows[0]?.n ?? 0);
  if (counted <= countCap) return { total: counted };
  if (large.size > 1000) large.clear();
  large.set(key, Date.parse(work.now) + rememberedMs);
  return { total: countCap, totalIsLowerBound: true };
}

/** After deletions a large count may have become a small one. */
export const forgetCounts = (): void => large.clear();
