import {
  type CatalogObject,
  type Field,
  fieldOf,
  objectOf,
  parseFilter,
  Refusal,
  roundMoney,
} from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { place, scalarOf, tableOf } from '../tables/table.ts';
import { demand, statement, type Work } from '../work.ts';
import { matching, type Which } from './matching.ts';

/** What to count and add up; `groupBy=expectedClose:month` groups days. */
export interface AggregateQuery extends Which {
  filter?: unknown;
  groupBy?: string | undefined;
  measures?: string | undefined;
}

/** A sum of money: in the workspace's currency, and what it is made of. */
export interface MoneySum {
  amount: string;
  currency: string;
  parts: { currency: string; amount: string }[];
  /** Amounts in currencies without a rate; they are not in `amount`. */
  unconverted: { currency: string; amount: string }[];
}

export type AggregateRow = { key: unknown } & Record<string, unknown>;

const mostGroups = 1000;
const mostMeasures = 20;
const units = ['day', 'week', 'month', 'quarter', 'year'];

interface Measure {
  name: string;
  kind: 'count' | 'sum' | 'weighted' | 'avg' | 'min' | 'max';
  field: string;
  definition: Field | null;
}

/** Counts and sums over everything that the actor may read and the filter lets through. */
export async function aggregate(
  work: Work,
  objectName: string,
  query: AggregateQuery,
): Promise<AggregateRow[]> {
  const object = objectOf(work.catalog, objectName);
  demand(work, 'read', object);
  const measures = parseMeasures(object, query.measures || 'count');
  const made = statement(work);
  const filter =
    query.filter === undefined ? {} : parseFilter(query.filter, objectName, work.catalog);
  const where = matching(work, object, filter, query, made);
  const key = query.groupBy ? groupKey(object, query.groupBy) : 'null';
  const currencies = measures.filter((measure) => measure.definition?.kind === 'money');
  const columns = measures.map((measure, i) => `${measureSql(object, measure)} as m${i}`);
  const { rows } = await work.connection.query<Record<string, unknown>>(
    `select ${key} as key, ${columns.join(', ')} from ${tableOf(object)} t where ${where} ${query.groupBy ? `group by 1 order by 1 limit ${mostGroups}` : ''}`,
    made.parameters.values,
  );
  const result = rows.map((row) => {
    const entry: AggregateRow = { key: row['key'] ?? null };
    for (const [i, measure] of measures.entries())
      entry[measure.name] =
        measure.kind === 'count' ? Number(row[`m${i}`]) : (row[`m${i}`] ?? null);
    return entry;
  });
  for (const measure of currencies)
    await splitByCurrency(work, object, measure, query, key, result);
  return result;
}

function parseMeasures(object: CatalogObject, text: string): Measure[] {
  const names = text.split(',');
  if (names.length > mostMeasures)
    throw new Refusal('malformed', `at most ${mostMeasures} measures at once`);
  return names.map((name): Measure => {
    if (name === 'count') return { name, kind: 'count', field: '', definition: null };
    const parsed = /^(sum|weighted|avg|min|max)\((\w+)\)$/.exec(name);
    const field = parsed?.[2] ?? '';
    const kind = parsed?.[1] as Measure['kind'] | undefined;
    if (!kind) throw new Refusal('malformed', `unknown measure '${name}'`);
    const definition = fieldOf(object, field);
    const numeric = ['numeric', 'bigint'].includes(storageOf(definition).type);
    const dated = kind === 'min' || kind === 'max';
    if (!numeric && !(dated && (definition.kind === 'date' || definition.kind === 'dateTime')))
      throw new Refusal('malformed', `'${field}' cannot be added up`);
    if (kind === 'weighted' && !object.board?.weight)
      throw new Refusal('malformed', `${object.plural} have no weight`);
    return { name, kind, field, definition };
  });
}

const weightOf = (object: CatalogObject): string => {
  const weight = object.board?.weight ?? '';
  return `coalesce(${scalarOf('t', weight, fieldOf(object, weight))}, 0) / 100`;
};

function measureSql(object: CatalogObject, measure: Measure): string {
  if (measure.kind === 'count' || !measure.definition) return 'count(*)';
  const value = scalarOf('t', measure.field, measure.definition);
  if (measure.kind === 'weighted')
    return `round(coalesce(sum(${value} * ${weightOf(object)}), 0), 2)::text`;
  if (measure.kind === 'sum') return `coalesce(sum(${value}), 0)::text`;
  return `${measure.kind}(${value})::text`;
}

function groupKey(object: CatalogObject, groupBy: string): string {
  const [name = '', unit] = groupBy.split(':');
  const field = fieldOf(object, name);
  const value = scalarOf('t', name, field);
  if (unit !== undefined) {
    if (!units.includes(unit) || (field.kind !== 'date' && field.kind !== 'dateTime'))
      throw new Refusal(
        'malformed',
        `'${groupBy}' cannot be grouped; dates by ${units.join(', ')}`,
      );
    return `date_trunc('${unit}', (${value})::timestamp)::date::text`;
  }
  const shape = storageOf(field).shape;
  if (shape !== 'one') throw new Refusal('malformed', `lists cannot be grouped by '${name}'`);
  return field.kind === 'boolean' ? value : `${value}::text`;
}

/** Sums of money never mix currencies silently: each group says what it is made of. */
async function splitByCurrency(
  work: Work,
  object: CatalogObject,
  measure: Measure,
  query: AggregateQuery,
  key: string,
  result: AggregateRow[],
): Promise<void> {
  if (measure.kind !== 'sum' && measure.kind !== 'weighted') {
    for (const row of result) row[measure.name] = moneyOf(work, row[measure.name]);
    return;
  }
  const made = statement(work);
  const filter =
    query.filter === undefined ? {} : parseFilter(query.filter, object.name, work.catalog);
  const where = matching(work, object, filter, query, made);
  const definition = fieldOf(object, measure.field);
  const { column } = place('t', measure.field, definition);
  const custom = `(${place('t', measure.field, definition).custom})`;
  const amount = definition.custom ? `(${custom} ->> 'amount')::numeric` : column('amount');
  const currency = definition.custom ? `${custom} ->> 'currency'` : column('currency');
  const weight = measure.kind === 'weighted' ? ` * ${weightOf(object)}` : '';
  const { rows } = await work.connection.query<{
    key: unknown;
    currency: string;
    amount: string;
    converted: boolean;
  }>(
    `select ${key} as key, ${currency} as currency, round(sum(${amount}${weight}), 2)::text as amount, bool_and(${scalarOf('t', measure.field, definition)} is not null) as converted
     from ${tableOf(object)} t where ${where} and ${amount} is not null group by 1, 2 order by 3 desc`,
    made.parameters.values,
  );
  const byKey = Map.groupBy(rows, (row) => String(row.key));
  for (const row of result) {
    const parts = byKey.get(String(row.key)) ?? [];
    const sum: MoneySum = {
      amount: roundMoney(String(row[measure.name] ?? '0'), work.workspace.currency),
      currency: work.workspace.currency,
      parts: parts.map((part) => ({ currency: part.currency, amount: part.amount })),
      unconverted: parts
        .filter((part) => !part.converted)
        .map((part) => ({ currency: part.currency, amount: part.amount })),
    };
    row[measure.name] = sum;
  }
}

const moneyOf = (work: Work, value: unknown) =>
  value === null
    ? null
    : {
        amount: roundMoney(String(value), work.workspace.currency),
        currency: work.workspace.currency,
      };
