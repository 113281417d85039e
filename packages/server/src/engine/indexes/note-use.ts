import { createHash } from 'node:crypto';
import {
  type Asked,
  askedAt,
  type CatalogObject,
  type Filter,
  fieldOf,
  isOfRelated,
  objectOf,
  type Operator,
  relationAt,
} from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { askedOf, place, snake, sortExpression, tableOf } from '../tables/table.ts';
import type { SortKey } from '../records/sort.ts';
import type { Work } from '../work.ts';

/** A field of a large table that a list was ordered or filtered by and that has no index of its own yet. */
export interface IndexWish {
  table: string;
  /** Name of the field; with `<workspace>.` in front where it is that workspace's own. */
  field: string;
  how: 'sort' | 'match' | 'text' | 'list';
  expression: string;
  name: string;
}

/** Smaller tables are read through faster than an index pays for. */
export const largeTable = 20_000;

/** Ways of asking that an ordered index answers, and those that need one of trigrams or of elements. */
const ordered: Operator[] = ['eq', 'in', 'gt', 'gte', 'lt', 'lte', 'between', 'within'];
const textual: Operator[] = ['contains', 'startsWith', 'endsWith'];
const listed: Operator[] = ['has', 'hasAny', 'hasAll', 'eq', 'in'];

/**
 * Notes by what a list was ordered and filtered, so that the index is built in the background when the table is
 * large. Says which are still missing: the page is told that the next time will be faster.
 */
export function noteUse(
  work: Work,
  object: CatalogObject,
  filter: Filter,
  keys: SortKey[],
): { sort: boolean; filter: boolean; text: boolean } {
  const missing = (wishes: IndexWish[]) => wishes.filter((one) => work.engine.indexes.note(one));
  const first = keys[0];
  const wishes: IndexWish[] = [];
  collect(work, object, filter, wishes);
  const unfiltered = missing(wishes);
  return {
    sort: first ? missing(sortWish(work, object, first.field)).length > 0 : false,
    filter: unfiltered.length > 0,
    text: unfiltered.some(({ how }) => how === 'text'),
  };
}

const shippedWithout = new Set(['id', 'title', 'createdAt', 'updatedAt', 'nextActivityAt']);

function sortWish(work: Work, object: CatalogObject, name: string): IndexWish[] {
  const field = fieldOf(object, name);
  if (shippedWithout.has(name) || field.index || (field.kind === 'link' && field.to)) return [];
  return [
    wish(work, object, name, 'sort', `(${sortExpression('', name, field).replaceAll('."', '"')})`),
  ];
}

function collect(work: Work, object: CatalogObject, filter: Filter, wishes: IndexWish[]): void {
  for (const [key, member] of Object.entries(filter)) {
    if (key === 'and') for (const one of member as Filter[]) collect(work, object, one, wishes);
    if (key === 'and' || key === 'or' || key === 'not' || member === undefined) continue;
    const asked = askedAt(work.catalog, object, key);
    for (const [operator, operand] of Object.entries(member) as [Operator, unknown][])
      if (isOfRelated(operator)) collectBehind(work, object, key, operand as Filter, wishes);
      else if (asked) wishes.push(...filterWish(work, asked, operator));
  }
}

function collectBehind(
  work: Work,
  object: CatalogObject,
  via: string,
  filter: Filter,
  wishes: IndexWish[],
): void {
  const { target } = relationAt(via, object.name, work.catalog);
  collect(work, objectOf(work.catalog, target), filter, wishes);
}

function filterWish(work: Work, asked: Asked, operator: Operator): IndexWish[] {
  const { object, name, field, part } = asked;
  const { shape } = storageOf(field);
  const bare = (expression: string) => expression.replaceAll('."', '"');
  if (shape === 'linked' || shape === 'addresses') return [];
  if (shape === 'one') {
    if (textual.includes(operator)) {
      if (storageOf(field).type !== 'text' || field.kind === 'date' || field.kind === 'dateTime')
        return [];
      return [
        wish(
          work,
          object,
          name,
          'text',
          `fold(${bare(askedOf('', asked))}::text) gin_trgm_ops`,
          part,
        ),
      ];
    }
    if (!ordered.includes(operator) || shippedWithout.has(name) || field.index) return [];
    if (field.kind === 'boolean' || field.kind === 'longText') return [];
    return [wish(work, object, name, 'match', `(${bare(askedOf('', asked))})`, part)];
  }
  if (!listed.includes(operator)) return [];
  const column = field.custom
    ? `(${bare(place('', name, field).custom)})`
    : bare(place('', name, field).column());
  if (shape === 'points')
    return field.kind === 'phones'
      ? []
      : [wish(work, object, name, 'list', `${column} jsonb_path_ops`)];
  return field.custom ? [] : [wish(work, object, name, 'list', column)];
}

/**
 * A workspace's own field is indexed for that workspace alone: another one may keep something else under the
 * same name, which could not be cast to the type of this index. That of a part goes with the field.
 */
function wish(
  work: Work,
  object: CatalogObject,
  name: string,
  how: IndexWish['how'],
  expression: string,
  part: string | null = null,
): IndexWish {
  const field = fieldOf(object, name);
  const table = tableOf(object);
  const named = part === null ? [] : [part];
  if (!field.custom)
    return {
      table,
      field: name,
      how,
      expression,
      name: `auto_${snake([object.name, name, ...named].join('_'))}_${how}`.slice(0, 50),
    };
  const own = ownField(work.workspace.id, name);
  const short = createHash('sha256')
    .update([own, field.kind, ...named].join(' '))
    .digest('hex')
    .slice(0, 16);
  return {
    table,
    field: own,
    how,
    expression,
    name: `auto_${snake(object.name)}_${short}_${how}`.slice(0, 50),
  };
}

/** A field of one workspace, as `index_use` names it. */
export const ownField = (workspace: string, name: string): string => `${workspace}.${name}`;

/** The workspace to which the field of an index belongs; undefined for one of ours. */
export const ownerOf = (field: string): string | undefined =>
  field.includes('.') ? field.split('.', 1)[0] : undefined;
