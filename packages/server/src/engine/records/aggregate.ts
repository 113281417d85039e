import {
  type CatalogObject,
  type Field,
  fieldOf,
  objectOf,
  parseFilter,
  Refusal,
  roundMoney,
  within,
} from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { toSql } from '../filters/to-sql.ts';
import { place, scalarOf, tableOf } from '../tables/table.ts';
import { demand, type Statement, statement, type Work } from '../work.ts';
import { matching, type Which } from './matching.ts';
import { groupKey } from './group-key.ts';
import type { MoneySum } from './money-sum.ts';
import { whileUnchanged } from './while-unchanged.ts';

/** What to count and add up; `groupBy=expectedClose:month` groups days, `nextActivityAt:due` by when something is due. */
export interface AggregateQuery extends Which {
  filter?: unknown;
  groupBy?: string | undefined;
  measures?: string | undefined;
}

export type AggregateRow = { key: unknown } & Record<string, unknown>;

const mostGroups = 1000;
const mostMeasures = 20;

interface Measure {
  name: string;
  kind: 'count' | 'sum' | 'weighted' | 'avg' | 'min' | 'max' | 'filled';
  field: string;
  definition: Field | null;
}

/** Counts and sums over everything that the actor may read and the filter lets through. */
export async function aggregate(
  work: Work,
  objectName: string,
  query: AggregateQuery,
): Promise<AggregateRow[]> {
  const object = objectOf(work.seen, objectName);
  demand(work, 'read', object);
  const measures = parseMeasures(object, query.measures || 'count');
  if (measures.some((measure) => !counts(measure))) demand(work, 'seeSums', object);
  const money = measures.find(isMoney);
  // One pass for each field of money, since its sums are told by currency; the rest comes along with the first.
  const passes = Map.groupBy(measures, (one) => (isMoney(one) ? one.field : (money?.field ?? '')));
  const found = await Promise.all(
    [...passes.values()].map((together) => pass(work, object, query, together)),
  );
  const [first = []] = found;
  if (found.length === 1) return first;
  const others = found.slice(1).map((rows) => new Map(rows.map((row) => [row.key, row])));
  return first.map((row) => Object.assign({}, row, ...others.map((rows) => rows.get(row.key))));
}

const counts = ({ kind }: Measure): boolean => kind === 'count' || kind === 'filled';
const adds = ({ kind }: Measure): boolean => kind === 'sum' || kind === 'weighted';
const isMoney = (measure: Measure): boolean =>
  measure.kind !== 'filled' && measure.definition?.kind === 'money';

/** Reads everything once: by currency inside, put together outside. */
async function pass(
  work: Work,
  object: CatalogObject,
  query: AggregateQuery,
  measures: Measure[],
): Promise<AggregateRow[]> {
  const made = statement(work);
  const filter =
    query.filter === undefined ? {} : parseFilter(query.filter, object.name, work.seen);
  const where = matching(work, object, filter, query, made);
  const key = query.groupBy ? groupKey(object, query.groupBy, made) : null;
  const counted = summed(work, object, made);
  const money = measures.find(isMoney);
  const currency = money ? moneyParts(money).currency : 'null::text';
  // Named once: the database adds up once what two measures ask for in the same words.
  const isAdded = measures.some((one) => isMoney(one) && adds(one));
  const own = isAdded ? made.parameters.add(work.workspace.currency, 'text') : '';
  const parts = measures.map((measure, i) => measureSql(object, measure, i, counted, made, own));
  const columns = parts.flatMap(({ inside }) => inside);
  const isWeighted = columns.some((one) => one.isWeighted);
  const inner = `select ${key?.value ?? 'null'} as key, ${currency} as currency, ${isWeighted ? `${weightOf(object)} as weight, ` : ''}${counted ? `bool_or(${counted})` : 'true'} as summed, ${columns.map(({ name, sql }) => `${sql} as ${name}`).join(', ')}
           from ${tableOf(object)} t where ${where} group by ${key?.by ?? '1'}, 2${isWeighted ? ', 3' : ''}`;
  const together = columns.map(
    (one) =>
      `${one.combine(one.isWeighted ? `q.${one.name} * coalesce(q.weight, 0)` : `q.${one.name}`)} as ${one.name}`,
  );
  // Weights and days are few: multiplied, or put into their months, once for each instead of for every record, sums of
  // two hundred thousand take half the time.
  const added =
    isWeighted || key?.named
      ? `select ${key?.named ?? 'q.key'} as key, q.currency, bool_or(q.summed) as summed, ${together.join(', ')} from (${inner}) q group by 1, 2`
      : inner;
  const rows = await whileUnchanged<Record<string, unknown>>(
    work,
    `select ${key?.printed ?? 'null'} as key, bool_or(p.summed) as summed, ${parts.map(({ outside }) => outside).join(', ')}
     from (${added}) p
     ${key ? `group by p.key order by p.key limit ${mostGroups}` : ''}`,
    made.parameters.values,
  );
  return rows.map((row) => {
    const entry: AggregateRow = { key: row['key'] ?? null };
    for (const [i, measure] of measures.entries())
      entry[measure.name] =
        row['summed'] === false && !counts(measure)
          ? null
          : valueOf(work, measure, row[`m${i}`] ?? null, row[`parts${i}`]);
    return entry;
  });
}

function parseMeasures(object: CatalogObject, text: string): Measure[] {
  const names = text.split(',');
  if (names.length > mostMeasures)
    throw new Refusal('malformed', `at most ${mostMeasures} measures at once`);
  return names.map((name): Measure => {
    if (name === 'count') return { name, kind: 'count', field: '', definition: null };
    const parsed = /^(sum|weighted|avg|min|max|filled)\((\w+)\)$/.exec(name);
    const field = parsed?.[2] ?? '';
    const kind = parsed?.[1] as Measure['kind'] | undefined;
    if (!kind) throw new Refusal('malformed', `unknown measure '${name}'`);
    const definition = fieldOf(object, field);
    if (kind === 'filled') return { name, kind, field, definition };
    const numeric = ['numeric', 'bigint'].includes(storageOf(definition).type);
    const dated = kind === 'min' || kind === 'max';
    if (!numeric && !(dated && (definition.kind === 'date' || definition.kind === 'dateTime')))
      throw new Refusal('malformed', `'${field}' cannot be added up`);
    if (kind === 'weighted' && !object.board?.weight)
      throw new Refusal('malformed', `${object.plural} have no weight`);
    return { name, kind, field, definition };
  });
}

/** The condition on records that go into sums, where the actor's role leaves some out; null: all do. */
function summed(work: Work, object: CatalogObject, made: Statement): string | null {
  const filter = within(work.actor, 'seeSums', object) ?? {};
  return Object.keys(filter).length ? toSql(filter, object.name, 't', made) : null;
}

interface MeasureSql {
  /** What is added up for each key and currency. */
  inside: Inside[];
  /** What comes of it for the key. */
  outside: string;
}

interface Inside {
  name: string;
  sql: string;
  /** Puts together what was found for several weights. */
  combine: (each: string) => string;
  isWeighted?: boolean;
}

const sumOf = (each: string) => `sum(${each})`;

function measureSql(
  object: CatalogObject,
  measure: Measure,
  i: number,
  counted: string | null,
  made: Statement,
  /** The workspace's currency. */
  own: string,
): MeasureSql {
  const { kind, definition } = measure;
  const counting = (sql: string): MeasureSql => ({
    inside: [{ name: `s${i}`, sql, combine: sumOf }],
    outside: `coalesce(sum(p.s${i}), 0)::text as m${i}`,
  });
  if (kind === 'count' || !definition) return counting('count(*)');
  if (kind === 'filled') {
    const filled = toSql({ [measure.field]: { empty: false } }, object.name, 't', made);
    return counting(`count(*) filter (where ${filled})`);
  }
  const only = (value: string) => (counted ? `case when ${counted} then ${value} end` : value);
  const value = only(scalarOf('t', measure.field, definition));
  if (kind === 'min' || kind === 'max') {
    const combine = (each: string) => `${kind}(${each})`;
    return {
      inside: [{ name: `s${i}`, sql: combine(value), combine }],
      outside: `${kind}(p.s${i})::text as m${i}`,
    };
  }
  const isWeighted = kind === 'weighted';
  const sum: Inside = { name: `s${i}`, sql: `sum(${value})`, combine: sumOf, isWeighted };
  if (kind === 'avg')
    return {
      inside: [sum, { name: `n${i}`, sql: `count(${value})`, combine: sumOf }],
      outside: `(sum(p.s${i}) / nullif(sum(p.n${i}), 0))::text as m${i}`,
    };
  const whole = (all: string) => (isWeighted ? `round(${all} / 100, 2)` : all);
  if (definition.kind !== 'money')
    return {
      inside: [sum],
      outside: `${whole(`coalesce(sum(p.s${i}), 0)`)}::text as m${i}`,
    };
  const parts = moneyParts(measure);
  const amount = only(parts.amount);
  // What is in the workspace's currency is worth what it is: two hundred thousand amounts are added up once, not twice.
  const foreign = `${parts.currency} <> ${own}`;
  const worth = whole(
    `coalesce(sum(case when p.currency = ${own} then p.a${i} else p.s${i} end), 0)`,
  );
  return {
    inside: [
      { ...sum, sql: `sum(${value}) filter (where ${foreign})` },
      { name: `a${i}`, sql: `sum(${amount})`, combine: sumOf, isWeighted },
      {
        name: `c${i}`,
        sql: `bool_and(${value} is not null) filter (where ${foreign} and ${amount} is not null)`,
        combine: (each) => `bool_and(${each})`,
      },
    ],
    outside: `${worth}::text as m${i}, json_agg(json_build_object('currency', p.currency, 'amount', round(${whole(`p.a${i}`)}, 2)::text, 'converted', coalesce(p.c${i}, true)) order by p.a${i} desc) filter (where p.a${i} is not null) as parts${i}`,
  };
}

const weightOf = (object: CatalogObject): string => {
  const weight = object.board?.weight ?? '';
  return scalarOf('t', weight, fieldOf(object, weight));
};

/** Amount and currency as they were given, beside the amount in the workspace's currency. */
function moneyParts({ field, definition }: Measure): { amount: string; currency: string } {
  if (!definition) throw new Error(`${field} is no money`);
  const { column, custom } = place('t', field, definition);
  if (!definition.custom) return { amount: column('amount'), currency: column('currency') };
  return {
    amount: `((${custom}) ->> 'amount')::numeric`,
    currency: `((${custom}) ->> 'currency')`,
  };
}

interface Part {
  currency: string;
  amount: string;
  converted: boolean;
}

/** Sums of money never mix currencies silently: each says what it is made of. */
function valueOf(work: Work, measure: Measure, value: unknown, parts: unknown): unknown {
  if (counts(measure)) return Number(value);
  if (!isMoney(measure)) return value;
  const { currency } = work.workspace;
  if (!adds(measure))
    return value === null ? null : { amount: roundMoney(String(value), currency), currency };
  const given = (parts ?? []) as Part[];
  const bare = (part: Part) => ({ currency: part.currency, amount: part.amount });
  const sum: MoneySum = {
    amount: roundMoney(String(value ?? '0'), currency),
    currency,
    parts: given.map(bare),
    unconverted: given.filter((part) => !part.converted).map(bare),
  };
  return sum;
}
