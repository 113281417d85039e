import {
  type CatalogObject,
  type Field,
  fieldOf,
  type Filter,
  isId,
  objectOf,
  parseFilter,
} from '@relata/model';
import { codeOf } from '../../platform/error-facts.ts';
import { noteUse } from '../indexes/note-use.ts';
import { prepared } from '../prepared.ts';
import { scalarOf, tableOf } from '../tables/table.ts';
import { demand, statement, type Statement, type Work } from '../work.ts';
import { parseSelection, rowJson } from './row.ts';
import { type Ordering, orderingOf, parseSort, type SortKey } from './sort.ts';
import { badCursor, decodeCursor, encodeCursor, type Cursor } from './cursor.ts';
import { countMatching } from './count.ts';
import { matching, type Which } from './matching.ts';

/** A list as a caller asks for it; the parts are those of the API. */
export interface ListQuery extends Which {
  filter?: unknown;
  sort?: string | undefined;
  fields?: string | undefined;
  include?: string | undefined;
  limit?: number | undefined;
  after?: string | undefined;
  total?: 'exact' | 'capped' | 'none' | undefined;
}

/** A page whose records are still the JSON text that the database built. */
export interface Page {
  rows: string[];
  next: string | null;
  total?: number;
  totalIsLowerBound?: true;
  /** An index for this order or filter is being built: the next time is fast. */
  slow?: true;
}

export const mostRows = 200;

/** A page of what the actor may read. */
export async function list(work: Work, objectName: string, query: ListQuery): Promise<Page> {
  const object = objectOf(work.catalog, objectName);
  demand(work, 'read', object);
  const limit = Math.min(Math.max(1, Math.trunc(query.limit ?? 50)), mostRows);
  const keys = withId(parseSort(object, query.sort ?? object.sort));
  const filter =
    query.filter === undefined ? {} : parseFilter(query.filter, objectName, work.catalog);
  const cursor = query.after ? decodeCursor(query.after, keys) : null;

  const counting =
    query.total === 'none' || (cursor !== null && query.total === undefined)
      ? undefined
      : countMatching(work, object, filter, query, query.total ?? 'capped');
  const [page, count] = await Promise.all([
    pageOf(work, object, filter, keys, cursor, limit, query),
    counting,
  ]);
  const slow = noteUse(work, object, filter, keys);
  return { ...page, ...count, ...(slow ? { slow: true as const } : {}) };
}

const withId = (keys: SortKey[]): SortKey[] =>
  keys.some((key) => key.field === 'id')
    ? keys
    : [...keys, { field: 'id', descending: keys.at(-1)?.descending ?? false }];

async function pageOf(
  work: Work,
  object: CatalogObject,
  filter: Filter,
  keys: SortKey[],
  cursor: Cursor | null,
  limit: number,
  query: ListQuery,
): Promise<Page> {
  const phases = await phasesOf(work, object, keys[0], filter, query);
  const begin = cursor ? phases.findIndex((phase) => phase.name === cursor.phase) : 0;
  if (begin < 0) throw badCursor();
  const rows: FoundRow[] = [];
  let phase = begin;
  for (; phase < phases.length && rows.length <= limit; phase++) {
    const current = phases[phase];
    if (!current) break;
    const from = phase === begin ? cursor : null;
    const found = await phaseRows(
      work,
      object,
      filter,
      keys,
      current,
      from,
      limit + 1 - rows.length,
      query,
    );
    rows.push(...found.map((row) => ({ ...row, phase: current.name })));
  }
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? encodeCursor(keys, last.phase, last.keys) : null;
  return { rows: shown.map((row) => row.row), next };
}

interface FoundRow {
  row: string;
  keys: (string | null)[];
  phase: string;
}

/**
 * A list is read in phases of its first key: the filled values, then the empty ones (last in both directions, from
 * one index); references to a handful of records one by one in their own order. Each phase walks one index.
 */
interface Phase {
  name: string;
  condition(alias: string, statement: Statement): string;
  /** The first key has one value throughout. */
  constant: boolean;
  /** The first key lies in another record, which is joined; not so where the references themselves are compared. */
  joined: boolean;
}

async function phasesOf(
  work: Work,
  object: CatalogObject,
  key: SortKey | undefined,
  filter: Filter,
  query: ListQuery,
): Promise<Phase[]> {
  const everything: Phase = { name: 'all', condition: () => 'true', constant: false, joined: true };
  if (!key) return [everything];
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

async function phaseRows(
  work: Work,
  object: CatalogObject,
  filter: Filter,
  keys: SortKey[],
  phase: Phase,
  cursor: Cursor | null,
  limit: number,
  query: ListQuery,
): Promise<Omit<FoundRow, 'phase'>[]> {
  const made = statement(work);
  const selection = parseSelection(object, query.fields, query.include, made);
  const orderings = keys.map((key, i) => orderingOf(object, key, 't', i, made));
  // Of the first key a phase has no empty values; the others put theirs last.
  const used = phase.constant
    ? orderings.slice(1)
    : orderings.map((ordering, i) => (i === 0 ? { ...ordering, nullable: false } : ordering));
  const conditions = [
    matching(work, object, filter, query, made),
    phase.condition('t', made),
    ...(cursor ? [afterCursor(used, cursor.keys.slice(orderings.length - used.length), made)] : []),
  ];
  const needed = (i: number) => i > 0 || phase.joined;
  const keyTexts = orderings.map(
    (ordering, i) => `${needed(i) ? ordering.text : 'null::text'} as k${i}`,
  );
  const joins = orderings.map((ordering, i) => (needed(i) ? (ordering.join ?? '') : '')).join(' ');
  const order = used.map((one) => `${one.expression} ${direction(one)}`).join(', ');
  // The outer query only prints what the inner one found, in the order in which it came.
  const text = `select ${rowJson(object, 't', selection, made)}::text as "row", ${orderings.map((_, i) => `t.k${i}`).join(', ')}
    from (select t.*, ${keyTexts.join(', ')} from ${tableOf(object)} t ${joins} where ${conditions.filter((one) => one !== 'true').join(' and ')} order by ${order} limit ${limit}) t`;
  // A list without a filter is asked over and over in the same words: the database keeps its plan.
  const hot = !query.q && Object.keys(filter).length === 0 ? prepared(text) : {};
  const { rows } = await work.connection
    .query<Record<string, string | null>>(text, made.parameters.values, hot)
    .catch((error: unknown) => {
      // A made-up cursor holds what cannot be read as the type that it is compared with.
      throw cursor && codeOf(error)?.startsWith('22') ? badCursor() : error;
    });
  return rows.map((row) => ({
    row: row['row'] ?? '',
    keys: orderings.map((_, i) => row[`k${i}`] ?? null),
  }));
}

const direction = ({ descending, nullable }: Ordering): string =>
  `${descending ? 'desc' : 'asc'}${nullable ? ' nulls last' : ''}`;

/** Everything after the row whose keys the cursor names, column by column. */
function afterCursor(orderings: Ordering[], keys: (string | null)[], made: Statement): string {
  const alternatives: string[] = [];
  const equal: string[] = [];
  for (const [i, ordering] of orderings.entries()) {
    const key = keys[i] ?? null;
    const bound =
      key === null ? 'null' : `${made.parameters.add(key, ordering.type)} ${ordering.collation}`;
    const sign = ordering.descending ? '<' : '>';
    if (key === null && !ordering.nullable) throw badCursor();
    if (key !== null) {
      const beyond = `${ordering.expression} ${sign} ${bound}`;
      const later = ordering.nullable ? `(${beyond} or ${ordering.expression} is null)` : beyond;
      alternatives.push([...equal, later].join(' and '));
    }
    equal.push(
      key === null ? `${ordering.expression} is null` : `${ordering.expression} = ${bound}`,
    );
  }
  const first = orderings[0];
  const firstKey = keys[0] ?? null;
  if (!first || !alternatives.length) return 'false';
  // Said once more for the first column alone, so that the index begins where the last page ended.
  const from =
    firstKey === null || first.nullable
      ? ''
      : `${first.expression} ${first.descending ? '<=' : '>='} ${made.parameters.add(firstKey, first.type)} ${first.collation} and `;
  return `${from}(${alternatives.map((one) => `(${one})`).join(' or ')})`;
}
