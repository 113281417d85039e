import {
  type Field,
  fieldOf,
  type Filter,
  isId,
  objectOf,
  type CatalogObject,
} from '@relata/model';
import { scalarOf, tableOf } from '../tables/table.ts';
import { statement, type Statement, type Work } from '../work.ts';
import type { Cursor } from './cursor.ts';
import type { ListQuery } from './list.ts';
import { orderingOf, type SortKey } from './sort.ts';

/** What a page is taken from. */
export interface Asked {
  object: CatalogObject;
  filter: Filter;
  keys: SortKey[];
  query: ListQuery;
  /** Everything that it is about, where that is little. */
  few: string[] | null;
  /** No index has this order yet. */
  unsorted: boolean;
}

/**
 * A list is read in phases of its first key: the filled values, then the empty ones (last in both directions, from
 * one index); references to a handful of records one by one in their own order. Each phase walks one index.
 */
export interface Phase {
  name: string;
  condition(alias: string, statement: Statement): string;
  /** The first key has one value throughout. */
  constant: boolean;
  /** The first key lies in another record, which is joined; not so where the references themselves are compared. */
  joined: boolean;
}

/** Everything in one go. */
export const everything: Phase = {
  name: 'all',
  condition: () => 'true',
  constant: false,
  joined: true,
};

export async function phasesOf(work: Work, asked: Asked, cursor: Cursor | null): Promise<Phase[]> {
  const { object, filter, query } = asked;
  const [key] = asked.keys;
  // Where everything must be put in order anyway, one pass does it. A list that has begun so goes on so.
  const inOne = asked.few !== null || asked.unsorted;
  if (!key || (cursor ? cursor.phase === everything.name : inOne)) return [everything];
  const field = fieldOf(object, key.field);
  const few = query.deleted ? null : await fewTargets(work, field);
  const value = (alias: string) => scalarOf(alias, key.field, field);
  const empty: Phase = {
    name: 'empty',
    condition: (alias) => `${value(alias)} is null`,
    constant: true,
    joined: false,
  };
  if (few) {
    const ordered = key.descending ? few.toReversed() : few;
    const only = namedBy(filter, key.field, work.actor.user);
    const targets = ordered.map((id): Phase => ({
      name: id,
      condition: (alias, made) => `${value(alias)} = ${made.parameters.add(id, 'uuid')}`,
      constant: true,
      joined: false,
    }));
    return only ? targets.filter(({ name }) => only.has(name)) : [...targets, empty];
  }
  const ordering = orderingOf(object, key, 't', 0, statement(work));
  if (!ordering.nullable) return [everything];
  return [
    {
      name: 'filled',
      condition: () => `${ordering.expression} is not null`,
      constant: false,
      joined: true,
    },
    {
      name: 'empty',
      condition: () => `${ordering.expression} is null`,
      constant: true,
      joined: true,
    },
  ];
}

const mostPhases = 60;

/** The records of which the filter asks that one be referred to: a list by owner of one owner has one phase. */
function namedBy(filter: Filter, name: string, me: string | null): Set<unknown> | null {
  const condition = filter[name];
  if (!condition || Array.isArray(condition) || typeof condition !== 'object') return null;
  const { eq, in: among } = condition as { eq?: unknown; in?: unknown };
  const ids = eq === undefined ? among : [eq];
  if (!Array.isArray(ids)) return null;
  const named = ids.map((one) => (one === '@me' ? me : one));
  return named.every(isId) ? new Set(named.map((id) => id.toLowerCase())) : null;
}

/**
 * Ids of everything that a reference may point to, in order, where they are few: people, stages. Those in the
 * recycle bin come last. Only where it has an index, or gets one when it is used.
 */
async function fewTargets(work: Work, field: Field): Promise<string[] | null> {
  if ((!field.index && field.kind !== 'user') || !field.to || field.to === '*') return null;
  const target = objectOf(work.catalog, field.to);
  if (target.place !== 'settings') return null;
  const order = target.fields['position'] ? '"position", title' : 'title collate "und-x-icu"';
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from ${tableOf(target)} where workspace_id = $1 order by deleted_at is not null, ${order}, id limit ${mostPhases + 1}`,
    [work.workspace.id],
  );
  return rows.length > mostPhases ? null : rows.map((row) => row.id);
}
