import {
  asksForEmpty,
  type Catalog,
  type Filter,
  type FilterContext,
  isOfRelated,
  isRange,
  kinds,
  objectOf,
  type Operator,
  rangeOf,
  type ReadyCondition,
  readyCondition,
  relationAt,
  type Scalar,
  spelledOut,
} from '@relata/model';
import { scalarType, storageOf } from '../fields/storage.ts';
import { askedOf, scalarOf, tableOf } from '../tables/table.ts';
import { isNamed, linked, mostOneByOne, named } from './references-to-sql.ts';
import { seenReference } from './seen-references.ts';
import type { Parameters } from './parameters.ts';

/** What compiling a filter needs: names, values, and what the asker may see of other objects. */
export interface Compiling {
  catalog: Catalog;
  context: FilterContext;
  parameters: Parameters;
  /** Condition on records of a related object that the asker may see; `alias` is its table's. */
  visible: (object: string, alias: string) => string;
  /** References count as they are stored: rights ask what a record leads to, not what somebody sees of it. */
  asStored?: true;
}

/**
 * Unknown counts as false, which `where` does by itself: a bare comparison can use an index and be estimated.
 * Below a `not` it must be said.
 */
export type Known = (comparison: string) => string;
const bare: Known = (comparison) => comparison;
const knownToBe: Known = (comparison) => `coalesce(${comparison}, false)`;

/** A filter as SQL for `where`, over the table behind `alias`: the twin of the model's `matches`. */
export function toSql(
  filter: Filter,
  object: string,
  alias: string,
  compiling: Compiling,
  known: Known = bare,
): string {
  const parts: string[] = [];
  for (const [key, member] of Object.entries(filter)) {
    if (member === undefined) continue;
    if (key === 'and' || key === 'or') {
      const inner = (member as Filter[]).map((one) => toSql(one, object, alias, compiling, known));
      if (!inner.length) parts.push(key === 'and' ? 'true' : 'false');
      else parts.push(`(${inner.join(key === 'and' ? ' and ' : ' or ')})`);
    } else if (key === 'not') {
      parts.push(`not (${toSql(member as Filter, object, alias, compiling, knownToBe)})`);
    } else {
      for (const [operator, operand] of Object.entries(member) as [string, unknown][]) {
        if (isOfRelated(operator)) {
          const some = behind(key, object, alias, compiling, (target, other) =>
            toSql(operand as Filter, target, other, compiling),
          );
          parts.push(operator === 'some' ? some : `not ${some}`);
          continue;
        }
        const ready = readyCondition(key, operator, operand, object, compiling.catalog);
        const plain = spelledOut(ready, compiling.context);
        if (plain) parts.push(`(${toSql(plain, object, alias, compiling, known)})`);
        else
          parts.push(
            ready.via === null
              ? condition(ready, alias, compiling, known)
              : related(ready, object, alias, compiling),
          );
      }
    }
  }
  return parts.length ? parts.join(' and ') : 'true';
}

/** That there is a record behind a reference, seen by the asker, of which something holds. */
function behind(
  via: string,
  object: string,
  alias: string,
  compiling: Compiling,
  holdsOf: (target: string, other: string) => string,
): string {
  const relation = relationAt(via, object, compiling.catalog);
  const target = objectOf(compiling.catalog, relation.target);
  const holder = objectOf(compiling.catalog, relation.holder).fields[relation.field];
  if (!holder) throw new Error(`${relation.holder} lost its field ${relation.field}`);
  const other = compiling.parameters.alias();
  const seen = `${other}.workspace_id = $1 and ${other}.deleted_at is null and ${compiling.visible(target.name, other)}`;
  const holds = holdsOf(target.name, other);

  if (storageOf(holder).shape === 'linked') {
    const [near, far] = relation.kind === 'inverse' ? ['to_id', 'from_id'] : ['from_id', 'to_id'];
    const name = `${relation.holder}.${relation.field}`;
    const link = compiling.parameters.alias();
    return `exists (select 1 from link ${link} join ${tableOf(target)} ${other} on ${other}.workspace_id = $1 and ${other}.id = ${link}.${far} where ${link}.workspace_id = $1 and ${link}.field = '${name}' and ${link}.${near} = ${alias}.id and ${seen} and ${holds})`;
  }
  const joined =
    relation.kind === 'inverse'
      ? `${scalarOf(other, relation.field, holder)} = ${alias}.id`
      : `${other}.id = ${scalarOf(alias, relation.field, holder)}`;
  return `exists (select 1 from ${tableOf(target)} ${other} where ${seen} and ${joined} and ${holds})`;
}

function related(
  ready: ReadyCondition,
  object: string,
  alias: string,
  compiling: Compiling,
): string {
  const via = ready.via ?? '';
  const some = behind(via, object, alias, compiling, (_target, other) =>
    condition(ready, other, compiling, bare),
  );
  if (!ready.alone || !asksForEmpty(ready)) return some;
  return `(${some} or not ${behind(via, object, alias, compiling, () => 'true')})`;
}

function condition(
  ready: ReadyCondition,
  alias: string,
  compiling: Compiling,
  known: Known,
): string {
  const { field, operator } = ready;
  const shape = storageOf(field).shape;
  if (shape === 'linked') return linked(ready, alias, compiling);
  if (shape === 'one') return single(ready, alias, compiling, known);
  if (operator === 'empty') {
    const value = scalarOf(alias, ready.name, field);
    const none =
      shape === 'array'
        ? `coalesce(cardinality(${value}), 0) = 0`
        : `coalesce(jsonb_array_length(nullif(${value}, 'null')), 0) = 0`;
    return ready.operand ? `(${none})` : `not (${none})`;
  }
  return shape === 'array'
    ? array(ready, alias, compiling, known)
    : elements(ready, alias, compiling, known);
}

const like = (operator: Operator, part: string): string => {
  const escaped = part.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  if (operator === 'contains') return `%${escaped}%`;
  return operator === 'startsWith' ? `${escaped}%` : `%${escaped}`;
};

/** A field with one value. `e is null` is its emptiness: empty texts are stored as null. */
function single(ready: ReadyCondition, alias: string, compiling: Compiling, known: Known): string {
  const { field, operator, operand } = ready;
  const { context, parameters } = compiling;
  if (field.kind === 'link' && !compiling.asStored && isNamed(operator, operand))
    return named(ready, alias, compiling, known);
  const kind = kinds[field.kind];
  const type = scalarType(field);
  const stored = askedOf(alias, ready);
  const e = compiling.asStored ? stored : seenReference(field, stored, compiling);
  const value = (given: unknown): Scalar => kind.operand(given, context);
  const bind = (given: unknown) => parameters.add(value(given), type);
  const list = () =>
    parameters.add(
      (operand as unknown[]).map(value).filter((one) => one !== null),
      `${type}[]`,
    );
  const none = operand === null || operand === '';
  const order = (sign: string) => known(`${e} ${sign} ${bind(operand)}`);
  const textual = () => {
    const part = kind.part(String(operand));
    if (part === '') return 'false';
    return known(`fold(${e}::text) like ${parameters.add(like(operator, part), 'text')}`);
  };
  const tests: Record<Operator, () => string> = {
    eq: () => (none ? `${e} is null` : known(`${e} = ${bind(operand)}`)),
    ne: () => (none ? `${e} is not null` : `${e} is distinct from ${bind(operand)}`),
    in: () => known(`${e} = any(${list()})`),
    nin: () => `not ${knownToBe(`${e} = any(${list()})`)}`,
    has: () => known(`${e} = ${bind(operand)}`),
    hasAny: () => known(`${e} = any(${list()})`),
    hasAll: () => known(`${e} = all(${list()})`),
    gt: () => order('>'),
    gte: () => order('>='),
    lt: () => order('<'),
    lte: () => order('<='),
    between: () => {
      const [from, to] = operand as unknown[];
      return known(`${e} between ${bind(from)} and ${bind(to)}`);
    },
    contains: textual,
    startsWith: textual,
    endsWith: textual,
    empty: () => (operand ? `${e} is null` : `${e} is not null`),
    within: () => {
      if (!isRange(operand)) return 'false';
      const { from, to } = rangeOf(
        operand,
        context.now,
        context.timeZone,
        field.kind === 'dateTime',
      );
      return known(
        `(${e} >= ${parameters.add(from, type)} and ${e} < ${parameters.add(to, type)})`,
      );
    },
  };
  return tests[operator]();
}

/** Lists of texts or ids in one column: tags, choices, files. */
function array(
  ready: ReadyCondition,
  alias: string,
  { context, parameters }: Compiling,
  known: Known,
): string {
  const { field, operator, operand } = ready;
  const e = scalarOf(alias, ready.name, field);
  const type = `${scalarType(field)}[]`;
  const value = (given: unknown) => kinds[field.kind].operand(given, context);
  const bind = (given: unknown[]) => parameters.add(given.map(value), type);
  if (operand === null || operand === '')
    return operator === 'ne'
      ? `coalesce(cardinality(${e}), 0) > 0`
      : `coalesce(cardinality(${e}), 0) = 0`;
  if (operator === 'hasAll')
    return (operand as unknown[]).length ? known(`${e} @> ${bind(operand as unknown[])}`) : 'true';
  if (operator === 'hasAny' || operator === 'in')
    return known(`${e} && ${bind(operand as unknown[])}`);
  if (operator === 'nin') return `not ${knownToBe(`${e} && ${bind(operand as unknown[])}`)}`;
  const has = `${e} @> ${bind([operand])}`;
  return operator === 'ne' ? `not ${knownToBe(has)}` : known(has);
}

const addressLine =
  "concat_ws(' ', nullif(p ->> 'street', ''), nullif(p ->> 'postalCode', ''), nullif(p ->> 'city', ''), nullif(p ->> 'region', ''), nullif(p ->> 'country', ''))";

/** Lists of e-mails, phones, web addresses and postal addresses, kept as JSON. */
function elements(
  ready: ReadyCondition,
  alias: string,
  { context, parameters }: Compiling,
  above: Known,
): string {
  const { field, operator, operand } = ready;
  const known = operator === 'ne' || operator === 'nin' ? knownToBe : above;
  const e = scalarOf(alias, ready.name, field);
  const kind = kinds[field.kind];
  const isPhone = field.kind === 'phones';
  const value = storageOf(field).shape === 'addresses' ? addressLine : "p ->> 'value'";
  const some = (test: string) =>
    `exists (select 1 from jsonb_array_elements(coalesce(nullif(${e}, 'null'), '[]')) p where ${test})`;
  if (operator === 'contains' || operator === 'startsWith' || operator === 'endsWith') {
    const part = kind.part(String(operand));
    if (part === '') return 'false';
    const compared = isPhone ? `regexp_replace(${value}, '\\D', '', 'g')` : `fold(${value})`;
    return some(`${compared} like ${parameters.add(like(operator, part), 'text')}`);
  }
  const has = (given: unknown): string => {
    const wanted = kind.operand(given, context);
    if (isPhone) return some(`phone_digits(${value}) = ${parameters.add(wanted, 'text')}`);
    return known(`${e} @> ${parameters.add(JSON.stringify([{ value: wanted }]), 'jsonb')}`);
  };
  const compared = isPhone ? `phone_digits(${value})` : value;
  const bound = (list: unknown[]) =>
    parameters.add(
      list.map((one) => kind.operand(one, context)),
      'text[]',
    );
  const any = (list: unknown[]) => {
    if (list.length > mostOneByOne) return some(`${compared} = any(${bound(list)})`);
    return list.length ? `(${list.map(has).join(' or ')})` : 'false';
  };
  const all = (list: unknown[]) => {
    if (list.length > mostOneByOne)
      return `not exists (select 1 from unnest(${bound(list)}) w where not ${some(`${compared} = w`)})`;
    return list.length ? list.map(has).join(' and ') : 'true';
  };
  if (operand === null || operand === '') {
    const none = `coalesce(jsonb_array_length(nullif(${e}, 'null')), 0) = 0`;
    return operator === 'ne' ? `not (${none})` : `(${none})`;
  }
  if (operator === 'in' || operator === 'hasAny') return any(operand as unknown[]);
  if (operator === 'nin') return `not ${any(operand as unknown[])}`;
  if (operator === 'hasAll') return all(operand as unknown[]);
  return operator === 'ne' ? `not ${has(operand)}` : has(operand);
}
