import type { AggregateRow, DescribedObject } from '@relata/client';
import type { Filter, Money } from '@relata/model';
import type { DescribedCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';

/** By what leads are counted. */
export const groupings = ['status', 'source', 'owner', 'campaign'] as const;
export type Grouping = (typeof groupings)[number];

export const periods = [
  'today',
  'thisWeek',
  'thisMonth',
  'last30Days',
  'thisQuarter',
  'thisYear',
] as const;
export type Period = (typeof periods)[number];

/** Leads of one group, under the title of what they share; null: they share that it is empty. */
export interface Group {
  key: string | null;
  title: string | null;
  colour: string | null;
  counts: Record<string, number>;
  value: Money | null;
}

/** What is counted beside each other: each with its own condition. */
export type Counted = Record<string, Filter>;

/**
 * Counts of leads by a field, one for each condition; values of the first. They are the engine's: everybody counts
 * what they may see, and a day is that of their time zone.
 */
export async function figuresBy(
  catalog: DescribedCatalog,
  object: DescribedObject,
  by: string,
  counted: Counted,
  signal: AbortSignal,
): Promise<Group[]> {
  const names = Object.keys(counted);
  const answers = await Promise.all(
    names.map((name, i) => {
      const measures = i === 0 && object.can.seeSums ? ['count', 'sum(value)'] : ['count'];
      return client.aggregate(object, { groupBy: by, measures, filter: counted[name] }, signal);
    }),
  );
  const groups = new Map<string | null, Group>();
  for (const [i, rows] of answers.entries())
    for (const row of rows) {
      const key = row.key === null ? null : String(row.key);
      const known = groups.get(key) ?? { key, title: null, colour: null, counts: {}, value: null };
      known.counts[names[i] ?? ''] = Number(row['count']);
      if (i === 0) known.value = moneyOf(row);
      groups.set(key, known);
    }
  await nameThem(catalog, object, by, [...groups.values()], signal);
  const [first = ''] = names;
  return [...groups.values()].toSorted((a, b) => (b.counts[first] ?? 0) - (a.counts[first] ?? 0));
}

const moneyOf = (row: AggregateRow): Money | null => {
  const sum = row['sum(value)'] as Money | null | undefined;
  return sum ? { amount: sum.amount, currency: sum.currency } : null;
};

async function nameThem(
  catalog: DescribedCatalog,
  object: DescribedObject,
  by: string,
  groups: Group[],
  signal: AbortSignal,
): Promise<void> {
  const target = catalog.objects[object.fields[by]?.to ?? ''];
  const ids = groups.flatMap(({ key }) => key ?? []);
  if (!target || !ids.length) return;
  const { data } = await client.list(
    target,
    { filter: { id: { in: ids.slice(0, 200) } }, limit: 200, total: 'none' },
    signal,
  );
  const found = new Map(data.map((one) => [one.id, one]));
  for (const group of groups) {
    const one = found.get(group.key ?? '');
    group.title = one?.title ?? null;
    group.colour = typeof one?.['colour'] === 'string' ? one['colour'] : null;
  }
}
