import type { AggregateRow, DescribedObject } from '@relata/client';
import type { Filter, Money } from '@relata/model';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../data/client.ts';
import { dealsBehind, goalsWithin, type Period } from './period.ts';

/** Person → amount in the workspace's currency. */
export interface Sums {
  byOwner: ReadonlyMap<string, string>;
  /** Amounts for which the workspace has no rate: in no sum. */
  unconverted: readonly Money[];
}

const nothing: Sums = { byOwner: new Map(), unconverted: [] };

/** Added up by the database, each by what whoever asks may see. */
function sumsOf(object: DescribedObject | undefined, measure: string, filter: Filter) {
  return queryOptions({
    queryKey: ['aggregate', object?.name ?? '', 'goals', measure, filter],
    queryFn: async ({ signal }): Promise<Sums> => {
      if (!object?.can.read || !object.can.seeSums) return nothing;
      const query = { groupBy: 'owner', measures: [measure], filter };
      return read(await client.aggregate(object, query, signal), measure);
    },
  });
}

function read(rows: readonly AggregateRow[], measure: string): Sums {
  const byOwner = new Map<string, string>();
  const unconverted: Money[] = [];
  for (const row of rows) {
    const sum = row[measure] as (Money & { unconverted?: Money[] }) | null | undefined;
    if (row.key === null || !sum) continue;
    byOwner.set(String(row.key), sum.amount);
    unconverted.push(...(sum.unconverted ?? []));
  }
  return { byOwner, unconverted };
}

export const goalSums = (goal: DescribedObject | undefined, period: Period) =>
  sumsOf(goal, 'sum(target)', goalsWithin(period));

export const wonSums = (deal: DescribedObject | undefined, period: Period) =>
  sumsOf(deal, 'sum(value)', dealsBehind.won(period));

export const openSums = (deal: DescribedObject | undefined, period: Period) =>
  sumsOf(deal, 'weighted(value)', dealsBehind.open(period));
