import {
  type Catalog,
  type CatalogObject,
  type Field,
  type Filter,
  isOfRelated,
  kinds,
  type Operator,
  operators,
  relationOf,
} from '@relata/model';

/** A filter as people build it: conditions that must all or any hold, and groups of such. */
export interface Group {
  type: 'group';
  join: 'and' | 'or';
  isNot: boolean;
  members: Member[];
  /** What its members ask is asked of the records behind this reference: at least one is so, or (`isNot`) none. */
  of?: string;
}

/** `operator` may be `notEmpty`, which the filter language writes as `{empty: false}`. */
export interface Line {
  type: 'line';
  /** `stage`, `value.currency`, or `company.country` */
  path: string;
  operator: Operator | 'notEmpty';
  /** Undefined until something has been given: such a line is not part of the filter yet. */
  operand: unknown;
}

export type Member = Group | Line;

/** The object behind a reference; undefined where the catalog has none. */
export const behind = (
  catalog: Catalog,
  object: CatalogObject,
  of: string,
): CatalogObject | undefined => catalog.objects[relationOf(catalog, object, of)?.target ?? ''];

export const emptyGroup = (join: 'and' | 'or' = 'and'): Group => ({
  type: 'group',
  join,
  isNot: false,
  members: [],
});

const isOperator = (name: string): name is Operator => operators.some((one) => one === name);

/** A filter as a tree; the same filter comes back from `toFilter` (in meaning, and mostly in form). */
export function toTree(filter: Filter): Group {
  const members: Member[] = [];
  for (const [key, member] of Object.entries(filter)) {
    if (member === undefined) continue;
    if (key === 'and' && Array.isArray(member)) members.push(...member.map(asMember));
    else if (key === 'or' && Array.isArray(member))
      members.push({ ...emptyGroup('or'), members: member.map(asMember) });
    else if (key === 'not' && !Array.isArray(member))
      members.push({ ...toTree(filter.not ?? {}), isNot: true });
    else members.push(...groupsOf(key, member), ...linesOf(key, member));
  }
  const [only] = members;
  return members.length === 1 && only?.type === 'group' && !only.isNot && only.of === undefined
    ? only
    : { ...emptyGroup(), members };
}

function asMember(filter: Filter): Member {
  const tree = toTree(filter);
  const [only] = tree.members;
  return tree.members.length === 1 && only && !tree.isNot ? only : tree;
}

function groupsOf(of: string, asked: object): Group[] {
  return Object.entries(asked).flatMap(([operator, filter]: [string, Filter]): Group[] =>
    isOfRelated(operator) ? [{ ...toTree(filter), of, isNot: operator === 'none' }] : [],
  );
}

function linesOf(path: string, condition: unknown): Line[] {
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.entries(condition).flatMap(([operator, operand]: [string, unknown]): Line[] => {
    if (operator === 'empty' && operand === false)
      return [{ type: 'line', path, operator: 'notEmpty', operand: true }];
    return isOperator(operator) ? [{ type: 'line', path, operator, operand }] : [];
  });
}

/** What the tree asks for; lines without an operand and groups without lines ask nothing, but that related records are there. */
export function toFilter(group: Group): Filter {
  const parts = group.members.flatMap((member): Filter[] => {
    const part = member.type === 'group' ? toFilter(member) : lineFilter(member);
    return part && Object.keys(part).length ? [part] : [];
  });
  const joined = group.join === 'or' ? anyOf(parts) : allOf(parts);
  if (group.of !== undefined) return { [group.of]: { [group.isNot ? 'none' : 'some']: joined } };
  return group.isNot && Object.keys(joined).length ? { not: joined } : joined;
}

function lineFilter({ path, operator, operand }: Line): Filter | null {
  if (operator === 'notEmpty') return { [path]: { empty: false } };
  return isComplete(operator, operand) ? { [path]: { [operator]: operand } } : null;
}

export function isComplete(operator: Line['operator'], operand: unknown): boolean {
  if (operand === undefined || operand === null || operand === '') return false;
  if (operator === 'between')
    return (
      Array.isArray(operand) &&
      operand.length === 2 &&
      operand.every((end) => end !== null && end !== '' && end !== undefined)
    );
  return !Array.isArray(operand) || operand.length > 0;
}

function anyOf(parts: Filter[]): Filter {
  const [only] = parts;
  if (parts.length <= 1) return only ?? {};
  return { or: parts };
}

/** Joined into one object while no two parts say something under the same name. */
function allOf(parts: Filter[]): Filter {
  const names = parts.flatMap((part) => Object.keys(part));
  if (new Set(names).size === names.length) return Object.assign({}, ...parts);
  return { and: parts };
}

/** Lines that ask something. */
export const countLines = (member: Member): number =>
  member.type === 'line'
    ? Number(member.operator === 'notEmpty' || isComplete(member.operator, member.operand))
    : Math.max(
        member.of === undefined ? 0 : 1,
        member.members.reduce((sum, one) => sum + countLines(one), 0),
      );

/** What can be asked of a field, most useful first; `notEmpty` stands beside `empty`. */
export function operatorsFor(field: Field): Line['operator'][] {
  const known: Line['operator'][] = [...kinds[field.kind].operators];
  return known.includes('empty')
    ? [...known.filter((one) => one !== 'empty'), 'empty', 'notEmpty']
    : known;
}

/** The operator with which a line about a field begins. */
export function firstOperator(field: Field): Line['operator'] {
  const preferred: Line['operator'][] = ['select', 'user', 'link'].includes(field.kind)
    ? ['in']
    : ['multiSelect', 'tags', 'links', 'files'].includes(field.kind)
      ? ['hasAny']
      : field.kind === 'date' || field.kind === 'dateTime'
        ? ['within']
        : ['contains', 'gte', 'eq'];
  const possible = operatorsFor(field);
  return preferred.find((one) => possible.includes(one)) ?? possible[0] ?? 'empty';
}

/** Keeps what was given where the other operator can use it. */
export function operandFor(
  from: Line['operator'],
  to: Line['operator'],
  operand: unknown,
): unknown {
  if (to === 'empty' || to === 'notEmpty') return true;
  if (from === 'empty' || from === 'notEmpty' || from === 'within' || to === 'within')
    return undefined;
  if (takesList(to))
    return operand === undefined
      ? undefined
      : takesList(from)
        ? operand
        : from === 'between'
          ? undefined
          : [operand];
  if (to === 'between') return Array.isArray(operand) ? undefined : [operand ?? null, null];
  if (takesList(from)) return Array.isArray(operand) ? operand[0] : undefined;
  return from === 'between' && Array.isArray(operand) ? operand[0] : operand;
}

export const takesList = (operator: Line['operator']): boolean =>
  ['in', 'nin', 'hasAny', 'hasAll'].includes(operator);
