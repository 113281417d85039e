import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Money } from '@relata/model';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../data/client.ts';
import type { Period } from './period.ts';
import { type Goal, yearBefore } from './plan-data.ts';

/** All goals that touch a year or the one before, from which it may be copied. */
export const planQuery = (object: DescribedObject, year: Period) =>
  queryOptions({
    queryKey: ['list', object.name, 'plan', year.from],
    queryFn: async ({ signal }): Promise<Goal[]> => {
      const since = yearBefore(year).from;
      const filter = { startsOn: { lte: year.to }, endsOn: { gte: since } };
      const found: Goal[] = [];
      let after: string | null = null;
      do {
        const query = { filter, sort: 'startsOn', limit: 200, total: 'none', after } as const;
        const page: Awaited<ReturnType<typeof client.list>> = await client.list(
          object,
          query,
          signal,
        );
        found.push(...page.data.flatMap(goalOf));
        after = page.page.next;
      } while (after);
      return found;
    },
  });

function goalOf(record: AnyRecord): Goal[] {
  const { owner, startsOn, endsOn, target } = record;
  if (typeof owner !== 'string' || typeof startsOn !== 'string' || typeof endsOn !== 'string')
    return [];
  return isMoney(target) ? [{ record, owner, from: startsOn, to: endsOn, target }] : [];
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
