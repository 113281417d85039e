import { Big } from 'big.js';
import type { Field } from './field.ts';
import { type Catalog, objectOf, type Relation, relationOf } from './catalog.ts';
import { kinds, type ScalarType } from './fields/index.ts';
import { checkOperand, checkPart, malformed } from './filter-operand.ts';
import { type Asked, askedAt, partOf, whyNotAsked } from './filter-path.ts';
import { isPlainObject } from './plain-object.ts';
import { isDay } from './notation.ts';
import { plusDays, rangeOf, type Range, startOf } from './ranges.ts';

/** What a condition may ask. `between` includes both ends; `empty` takes true or false. */
export const operators = [
  'eq',
  'ne',
  'in',
  'nin',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'contains',
  'startsWith',
  'endsWith',
  'has',
  'hasAny',
  'hasAll',
  'empty',
  'within',
] as const;
export type Operator = (typeof operators)[number];

export type Condition = { [O in Operator]?: unknown };

/** What the records behind a reference are asked, each by itself: at least one is so, or none. `{}`: that there is one. */
export interface OfRelated {
  some?: Filter;
  none?: Filter;
}

/**
 * The one language for views, permissions, automations and rules. Members are joined by AND:
 * `{stage: {in: […]}, 'company.country': {eq: 'PL'}, or: [{owner: {eq: '@me'}}, {tags: {has: 'vip'}}]}`. Of an amount
 * its currency can be asked by itself: `{'value.currency': {in: ['EUR', 'USD']}}`. Several conditions on one and the same record behind a reference are a filter of their own, which may look farther in turn:
 * `{activities: {none: {category: {eq: 'call'}, due: {within: 'thisMonth'}}}}`.
 */
export interface Filter {
  and?: Filter[];
  or?: Filter[];
  not?: Filter;
  [path: string]: Condition | OfRelated | Filter | Filter[] | undefined;
}

/** Who asks, when and where: what `@me`, `thisWeek` and amounts in several currencies mean. */
export interface FilterContext {
  /** Id of the user who asks; null for anonymous work. */
  me: string | null;
  /** Ids of the teams of whoever asks, and of the other people in them; missing: none. */
  team?: { teams: readonly string[]; people: readonly string[] };
  /** RFC 3339 UTC */
  now: string;
  /** IANA name; days begin and end in it. */
  timeZone: string;
  /** Units of the workspace's currency for one of the given; null where unknown. */
  rate: (currency: string) => string | null;
}

/** How conditions name the values of a field: people in a list as a single one, so that `@me` may be among them. */
export const askedAs = ({ kind, to }: Field): (typeof kinds)['user'] =>
  kinds[kind === 'links' && to === 'user' ? 'user' : kind];

/** A condition made ready: what it is about, and how that is reached. */
export interface ReadyCondition extends Asked {
  operator: Operator;
  operand: unknown;
}

const most = { depth: 6, conditions: 200 };

/** Checks a filter that came from outside, and says exactly what is wrong with it. */
export function parseFilter(input: unknown, object: string, catalog: Catalog): Filter {
  let conditions = 0;
  const count = (key: string) => {
    if (++conditions > most.conditions)
      throw malformed(`a filter may have ${most.conditions} conditions`, key);
  };
  const visit = (value: unknown, depth: number, of: string): Filter => {
    if (!isPlainObject(value)) throw malformed('a filter is an object', '');
    if (depth > most.depth) throw malformed(`filters may be nested ${most.depth} deep`, '');
    const result: Filter = {};
    for (const [key, member] of Object.entries(value)) {
      if (key === 'and' || key === 'or') {
        if (!Array.isArray(member)) throw malformed(`'${key}' takes a list of filters`, key);
        result[key] = member.map((one) => visit(one, depth + 1, of));
      } else if (key === 'not') {
        result.not = visit(member, depth + 1, of);
      } else {
        if (!isPlainObject(member)) throw malformed(`'${key}' takes {operator: value}`, key);
        // Every kind of field can be asked for emptiness, so this is about the name alone.
        if (!Object.keys(member).length) readyCondition(key, 'empty', true, of, catalog);
        const asked: [string, unknown][] = [];
        for (const [operator, operand] of Object.entries(member)) {
          count(key);
          if (isOfRelated(operator)) {
            const { target } = relationAt(key, of, catalog);
            asked.push([operator, visit(operand, depth + 1, target)]);
          } else {
            readyCondition(key, operator, operand, of, catalog);
            asked.push([operator, operand]);
          }
        }
        result[key] = Object.fromEntries(asked);
      }
    }
    return result;
  };
  return visit(input, 1, object);
}

/** Does it ask the records behind a reference, rather than a value? */
export const isOfRelated = (operator: string): operator is keyof OfRelated =>
  operator === 'some' || operator === 'none';

/** The reference by which `some` and `none` ask; refuses a name that is none. */
export function relationAt(name: string, object: string, catalog: Catalog): Relation {
  const relation = relationOf(catalog, objectOf(catalog, object), name);
  if (!relation) throw malformed(`${object} has no reference '${name}'`, name);
  objectOf(catalog, relation.target);
  return relation;
}

/** Resolves one condition against the catalog; refuses unknown fields, operators and values. */
export function readyCondition(
  path: string,
  operator: string,
  operand: unknown,
  object: string,
  catalog: Catalog,
): ReadyCondition {
  const own = objectOf(catalog, object);
  const asked = askedAt(catalog, own, path);
  if (!asked) throw whyNotAsked(catalog, own, path);
  if (!isOperator(operator)) throw malformed(`unknown operator '${operator}'`, path);
  const kind = kinds[asked.field.kind];
  if (!kind.operators.includes(operator))
    throw malformed(
      `'${operator}' does not go with '${path}'; use ${kind.operators.join(', ')}`,
      path,
    );
  checkOperand(askedAs(asked.field).scalar, operator, operand, path);
  const part = asked.part === null ? undefined : partOf(asked.whole, asked.part);
  if (part && operator !== 'empty') checkPart(part, operator, operand, path);
  return { ...asked, operator, operand };
}

/** Does the record match? The in-memory twin of the server's `toSql`; `related` gives the records behind a reference of one. */
export function matches(
  filter: Filter,
  record: Record<string, unknown>,
  object: string,
  catalog: Catalog,
  context: FilterContext,
  related: (relation: string, of: Record<string, unknown>) => Record<string, unknown>[] = () => [],
): boolean {
  const test = (one: Filter): boolean =>
    Object.entries(one).every(([key, member]) => {
      if (member === undefined) return true;
      if (key === 'and') return (member as Filter[]).every(test);
      if (key === 'or') return (member as Filter[]).some(test);
      if (key === 'not') return !test(member as Filter);
      return Object.entries(member).every(([operator, operand]: [string, unknown]) => {
        if (isOfRelated(operator)) {
          const { target } = relationAt(key, object, catalog);
          const found = related(key, record).some((other) =>
            matches(operand as Filter, other, target, catalog, context, related),
          );
          return found === (operator === 'some');
        }
        const ready = readyCondition(key, operator, operand, object, catalog);
        const plain = spelledOut(ready, context);
        if (plain) return test(plain);
        if (ready.via === null) return holds(ready, record, context);
        const others = related(ready.via, record);
        if (!others.length && ready.alone && asksForEmpty(ready)) return true;
        return others.some((other) => holds(ready, other, context));
      });
    });
  return test(filter);
}

/**
 * On a field that holds instants a bare day means the whole of it, where the asker is: `lte 30 November` takes that
 * evening in. Gives the same condition over instants, or null where there is no bare day in it.
 */
function overDays(ready: ReadyCondition, context: FilterContext): Filter | null {
  const { operator, operand, path } = ready;
  if (kinds[ready.field.kind].scalar !== 'time') return null;
  const given: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (!given.some((one) => typeof one === 'string' && isDay(one))) return null;
  const from = (value: unknown) =>
    isDay(String(value)) ? startOf(String(value), context.timeZone) : value;
  const to = (value: unknown): Condition =>
    isDay(String(value))
      ? { lt: startOf(plusDays(String(value), 1), context.timeZone) }
      : { lte: value };
  const on = (value: unknown): Filter => ({ [path]: { gte: from(value), ...to(value) } });
  const some: Filter = { or: given.map(on) };
  const rewritten: Partial<Record<Operator, Filter>> = {
    eq: some,
    ne: { not: some },
    in: some,
    nin: { not: some },
    gt: isDay(String(operand)) ? { [path]: { gte: from(plusDays(String(operand), 1)) } } : {},
    gte: { [path]: { gte: from(operand) } },
    lt: { [path]: { lt: from(operand) } },
    lte: { [path]: to(operand) },
    between: { [path]: { gte: from(given[0]), ...to(given[1]) } },
  };
  return rewritten[operator] ?? null;
}

/**
 * The same condition without words that stand for several values: bare days on instants, `@myTeam`. Null where it has
 * none.
 */
export const spelledOut = (ready: ReadyCondition, context: FilterContext): Filter | null =>
  overDays(ready, context) ?? overTeam(ready, context);

/**
 * `@myTeam` on a person is whoever asks and everybody in a team of theirs; where people and teams are named, it is
 * these teams.
 */
function overTeam(
  { operator, operand, path, field }: ReadyCondition,
  { me, team }: FilterContext,
): Filter | null {
  if (askedAs(field).scalar !== 'user') return null;
  const given: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (!given.includes('@myTeam')) return null;
  const people = [...(me === null ? [] : [me]), ...(team?.people ?? [])];
  const mine = field.kind === 'audience' ? (team?.teams ?? []) : people;
  const others = given.filter((one) => one !== '@myTeam');
  const all = [...others, ...mine];
  if (operator === 'hasAll')
    return { and: [{ [path]: { hasAny: mine } }, { [path]: { hasAll: others } }] };
  const isNot = operator === 'ne' || operator === 'nin';
  return { [path]: { [isNot ? 'nin' : field.kind === 'user' ? 'in' : 'hasAny']: all } };
}

/** What a record says where the condition looks. */
function valueAt({ name, whole, part }: ReadyCondition, record: Record<string, unknown>): unknown {
  const value = record[name] ?? null;
  return value === null || part === null ? value : partOf(whole, part)?.of(value);
}

/** Does the condition take records in whose field is empty? A reference that leads nowhere counts as empty then. */
export const asksForEmpty = ({ operator, operand }: ReadyCondition): boolean =>
  (operator === 'ne' && operand !== null && operand !== '') ||
  operator === 'nin' ||
  (operator === 'empty' && operand === true) ||
  (operator === 'eq' && (operand === null || operand === ''));

function holds(
  ready: ReadyCondition,
  record: Record<string, unknown>,
  context: FilterContext,
): boolean {
  const kind = kinds[ready.field.kind];
  const value = valueAt(ready, record);
  const scalars = value === null || value === undefined ? [] : kind.scalars(value, context);
  const one = (operand: unknown) => askedAs(ready.field).operand(operand, context);
  const same = (operand: unknown) => {
    const wanted = one(operand);
    return scalars.some((scalar) => compareScalars(kind.scalar, scalar, wanted) === 0);
  };
  const order = (test: (sign: number) => boolean) => {
    const wanted = one(ready.operand);
    return (
      wanted !== null && scalars.some((scalar) => test(compareScalars(kind.scalar, scalar, wanted)))
    );
  };
  const textual = (test: (text: string, part: string) => boolean) => {
    const part = kind.part(String(ready.operand));
    return part !== '' && scalars.some((scalar) => test(kind.part(String(scalar)), part));
  };
  const list = () => ready.operand as unknown[];
  const none = (operand: unknown) => operand === null || operand === '';
  const tests: Record<Operator, () => boolean> = {
    eq: () => (none(ready.operand) ? scalars.length === 0 : same(ready.operand)),
    ne: () => (none(ready.operand) ? scalars.length > 0 : !same(ready.operand)),
    in: () => list().some(same),
    nin: () => !list().some(same),
    has: () => same(ready.operand),
    hasAny: () => list().some(same),
    hasAll: () => list().every(same),
    gt: () => order((sign) => sign > 0),
    gte: () => order((sign) => sign >= 0),
    lt: () => order((sign) => sign < 0),
    lte: () => order((sign) => sign <= 0),
    between: () => {
      const [from, to] = list().map(one);
      if (from === null || from === undefined || to === null || to === undefined) return false;
      return scalars.some(
        (scalar) =>
          compareScalars(kind.scalar, scalar, from) >= 0 &&
          compareScalars(kind.scalar, scalar, to) <= 0,
      );
    },
    contains: () => textual((text, part) => text.includes(part)),
    startsWith: () => textual((text, part) => text.startsWith(part)),
    endsWith: () => textual((text, part) => text.endsWith(part)),
    empty: () => (scalars.length === 0) === ready.operand,
    within: () => {
      const { from, to } = rangeOf(
        ready.operand as Range,
        context.now,
        context.timeZone,
        ready.field.kind === 'dateTime',
      );
      return scalars.some((scalar) => String(scalar) >= from && String(scalar) < to);
    },
  };
  return tests[ready.operator]();
}

/** Comparable form of a value; null where it has none (an amount without a rate). */
export type Scalar = string | number | boolean | null;

function compareScalars(type: ScalarType, a: Scalar, b: Scalar): number {
  if (a === null || b === null) return Number.NaN;
  if (type === 'decimal') return new Big(String(a)).cmp(new Big(String(b)));
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const isOperator = (name: string): name is Operator =>
  (operators as readonly string[]).includes(name);
