import { objectOf, parseFilter } from '@relata/model';
import { codeOf } from '../../platform/error-facts.ts';
import { noteUse } from '../indexes/note-use.ts';
import { prepared } from '../prepared.ts';
import { tableOf } from '../tables/table.ts';
import { demand, statement, type Statement, type Work } from '../work.ts';
import { parseSelection, rowJson } from './row.ts';
import { type Ordering, orderingOf, parseSort, type SortKey } from './sort.ts';
import { badCursor, decodeCursor, encodeCursor, type Cursor } from './cursor.ts';
import { countMatching } from './count.ts';
import { fewMatches } from './few-matches.ts';
import { matching, type Which } from './matching.ts';
import { type Asked, everything, type Phase, phasesOf } from './phases.ts';

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
  const object = objectOf(work.seen, objectName);
  demand(work, 'read', object);
  const limit = Math.min(Math.max(1, Math.trunc(query.limit ?? 50)), mostRows);
  const keys = withId(parseSort(object, query.sort ?? object.sort));
  const filter = query.filter === undefined ? {} : parseFilter(query.filter, objectName, work.seen);
  const cursor = query.after ? decodeCursor(query.after, keys) : null;

  const missing = noteUse(work, object, filter, keys);
  // Parts of texts are compared so slowly that without their index nobody looks through all of them beforehand.
  const few = missing.text ? null : await fewMatches(work, object, filter, query);
  const asked: Asked = { object, filter, keys, query, few, unsorted: missing.sort };
  const [page, count] = await Promise.all([
    pageOf(work, asked, cursor, limit),
    query.total === 'none' || (cursor !== null && query.total === undefined)
      ? undefined
      : ((few && { total: few.length }) ??
        countMatching(work, object, filter, query, query.total ?? 'capped')),
  ]);
  const slow = missing.sort || missing.filter;
  return { ...page, ...count, ...(slow ? { slow: true as const } : {}) };
}

const withId = (keys: SortKey[]): SortKey[] =>
  keys.some((key) => key.field === 'id')
    ? keys
    : [...keys, { field: 'id', descending: keys.at(-1)?.descending ?? false }];

async function pageOf(
  work: Work,
  asked: Asked,
  cursor: Cursor | null,
  limit: number,
): Promise<Page> {
  const phases = await phasesOf(work, asked, cursor);
  const begin = cursor ? phases.findIndex((phase) => phase.name === cursor.phase) : 0;
  if (begin < 0) throw badCursor();
  const rows: FoundRow[] = [];
  let phase = begin;
  for (; phase < phases.length && rows.length <= limit; phase++) {
    const current = phases[phase];
    if (!current) break;
    const from = phase === begin ? cursor : null;
    const found = await phaseRows(work, asked, current, from, limit + 1 - rows.length);
    rows.push(...found.map((row) => ({ ...row, phase: current.name })));
  }
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? encodeCursor(asked.keys, last.phase, last.keys) : null;
  return { rows: shown.map((row) => row.row), next };
}

interface FoundRow {
  row: string;
  keys: (string | null)[];
  phase: string;
}

async function phaseRows(
  work: Work,
  { object, filter, keys, query, few, unsorted }: Asked,
  phase: Phase,
  cursor: Cursor | null,
  limit: number,
): Promise<Omit<FoundRow, 'phase'>[]> {
  const made = statement(work);
  const selection = parseSelection(object, query.fields, query.include, made);
  const orderings = keys.map((key, i) => orderingOf(object, key, 't', i, made));
  // Of the first key a phase but the one of everything has no empty values; the others put theirs last.
  const used = phase.constant
    ? orderings.slice(1)
    : orderings.map((ordering, i) =>
        i === 0 && phase !== everything ? { ...ordering, nullable: false } : ordering,
      );
  const conditions = [
    few
      ? `t.workspace_id = $1 and t.id = any(${made.parameters.add(few, 'uuid[]')})`
      : matching(work, object, filter, query, made),
    phase.condition('t', made),
    ...(cursor ? [afterCursor(used, cursor.keys.slice(orderings.length - used.length), made)] : []),
  ];
  const needed = (i: number) => i > 0 || phase.joined;
  const keyTexts = orderings.map(
    (ordering, i) => `${needed(i) ? ordering.text : 'null::text'} as k${i}`,
  );
  const joins = orderings.map((ordering, i) => (needed(i) ? (ordering.join ?? '') : '')).join(' ');
  const order = used.map((one) => `${one.expression} ${direction(one)}`).join(', ');
  const where = conditions.filter((one) => one !== 'true').join(' and ');
  const from = `${tableOf(object)} t ${joins}`;
  // Sorting a million rows, the first ones are found by their ids alone and fetched afterwards.
  const first = `where ${where} order by ${order} limit ${limit}`;
  const found = unsorted
    ? `select t.*, ${keyTexts.join(', ')} from ${from} where t.workspace_id = $1 and t.id in (select t.id from ${from} ${first}) order by ${order}`
    : `select t.*, ${keyTexts.join(', ')} from ${from} ${first}`;
  // The outer query only prints what the inner one found, in the order in which it came.
  const text = `select ${rowJson(object, 't', selection, made)}::text as "row", ${orderings.map((_, i) => `t.k${i}`).join(', ')}
    from (${found}) t`;
  // A list without a filter is asked over and over in the same words: the database keeps its plan.
  const hot = !few && !query.q && Object.keys(filter).length === 0 ? prepared(text) : {};
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
