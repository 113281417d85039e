import {
  fieldOf,
  type Filter,
  groupingFrom,
  isId,
  may,
  objectOf,
  parseFilter,
  problemOfJoined,
  readJoined,
  Refusal,
  summedBy,
} from '@relata/model';
import type { Work } from '../work.ts';
import { aggregate, type AggregateRow } from './aggregate.ts';
import { type Column, columnsByValue, givenAt, joinColumns, othersAmong } from './board-columns.ts';
import { columnsByDate, type DatedColumns, type Periods } from './board-dates.ts';
import { list, type ListQuery, type Page } from './list.ts';
import { type Counted, countedBy, measuredBy, measuresOf, plus, together } from './board-sums.ts';

export interface BoardQuery extends ListQuery, Periods {
  /** A list of options, a reference to a small list; a date by its period: `expectedClose:month`, or by when it is due. */
  groupBy?: string | undefined;
  /** Records of this pipeline alone; where the columns are stages, the stages of it. */
  pipeline?: string | undefined;
  /** Columns that hold several values: `[{name, values, dropIn}]` (EP-OPP-16). */
  joined?: unknown;
  /** What the headers add up, instead of what the object says; `-`: nothing. */
  sum?: string | undefined;
}

/** One column; its records are JSON texts as in a list. */
export interface BoardColumn extends Counted {
  key: string | null;
  title: string | null;
  colour: string | null;
  means: string | null;
  /** All that it holds, where it is for several; its key is the one that a card gets in it. */
  values?: string[];
  rows: string[];
  next: string | null;
  /** What has come true in it: beside what is still open, of which the rest of the column tells. */
  done?: Counted & { rows: string[]; next: string | null };
  /** Both together; what has come true weighs in full. */
  total?: Counted;
}

/** Columns with their counts, sums and first cards. Every column of the list is there, also the empty ones. */
export async function board(
  work: Work,
  objectName: string,
  query: BoardQuery,
): Promise<BoardColumn[]> {
  const object = objectOf(work.seen, objectName);
  const groupBy = query.groupBy ?? object.board?.by ?? '';
  const grouping = groupingFrom(groupBy);
  if (!grouping) throw new Refusal('malformed', `a board cannot be made by '${groupBy}'`);
  const { field: name, unit } = grouping;
  const field = fieldOf(object, name);
  const { pipeline, from, periods, groupBy: _, joined = [], sum, ...listed } = query;
  if (pipeline !== undefined && !isId(pipeline))
    throw new Refusal('malformed', "'pipeline' takes an id", {
      errors: [{ field: 'pipeline', code: 'id', message: 'takes the id of a record' }],
    });
  const wrong = problemOfJoined(joined);
  if (wrong)
    throw new Refusal('malformed', "'joined' takes [{name, values, dropIn}], each value once", {
      errors: [{ field: 'joined', code: wrong, message: 'takes [{name, values, dropIn}]' }],
    });
  const dated =
    unit === null ? null : columnsByDate(work, object, name, unit, field, { from, periods });
  const single = (
    dated?.columns ?? (await columnsByValue(work, object, name, field, pipeline))
  ).filter(({ place }) => place === null || givenAt(work, object, 'read', place));
  const given = query.filter === undefined ? {} : parseFilter(query.filter, objectName, work.seen);
  const way = dated ? object.stages?.pipeline : field.of;
  const within: Filter = way && pipeline ? { and: [given, { [way]: { eq: pipeline } }] } : given;

  const maySum = may(work.actor, 'seeSums', object);
  const measured = measuredBy(object, sum, maySum, work.workspace.currency);
  const measures = measuresOf(measured);
  const count: Count = (filter, by) =>
    aggregate(work, objectName, {
      filter: { and: [within, filter] },
      q: query.q,
      groupBy: by,
      measures,
    });
  // Where nothing is added up, the columns are ranges of an index, of which 'more than ten thousand' is enough to know.
  const isCapped = dated !== null && !dated.doneCounted && !summedBy(object, sum);
  const counting = isCapped
    ? nothingCounted
    : dated
      ? countDates(dated, count)
      : countValues(groupBy, count);
  if (!dated && field.open) {
    const end = single.at(-1)?.key === null ? single.length - 1 : single.length;
    single.splice(end, 0, ...othersAmong([...(await counting).open.values()], single, groupBy));
  }
  const columns = dated ? single : joinColumns(single, readJoined(joined), groupBy);
  const page = (filter: Filter, sort: string | undefined): Promise<Page> =>
    list(work, objectName, {
      ...listed,
      ...(sort === undefined ? {} : { sort }),
      filter: { and: [within, filter] },
      limit: query.limit ?? 25,
      total: isCapped ? 'capped' : 'none',
    });
  const [counts, ...pages] = await Promise.all([
    counting,
    ...columns.map((column) =>
      Promise.all([
        page(column.filter, column.sort),
        column.done && page(column.done.filter, column.done.sort),
      ]),
    ),
  ]);

  const countedIn = ({ key, place }: Column): Counted => {
    const isSummed = place === null || givenAt(work, object, 'seeSums', place);
    return countedBy(counts.open.get(key), measured, isSummed);
  };
  return columns
    .map((column, i): BoardColumn => {
      const { key, title, colour, means, parts, done } = column;
      const [open, come] = pages[i] ?? [];
      const still: Counted = isCapped
        ? {
            count: open?.total ?? 0,
            ...(open?.totalIsLowerBound ? { countIsLowerBound: true as const } : {}),
          }
        : (parts ?? [column]).map(countedIn).reduce(plus);
      const values = parts && { values: parts.flatMap((part) => part.key ?? []) };
      const of = { key, title, colour, means, ...values, ...still, ...cardsOf(open) };
      if (!done) return of;
      const settled = countedBy(counts.done.get(key), measured, true);
      return { ...of, done: { ...settled, ...cardsOf(come) }, total: together(still, settled) };
    })
    .filter((column) => dated !== null || column.key !== null || column.count > 0);
}

type Count = (filter: Filter, by?: string) => Promise<AggregateRow[]>;

/** Rows by the key of their column. */
interface Counts {
  open: Map<unknown, AggregateRow>;
  done: Map<unknown, AggregateRow>;
}

const byKey = (rows: AggregateRow[]) => new Map(rows.map((row) => [row.key, row]));
const nothingCounted: Promise<Counts> = Promise.resolve({ open: new Map(), done: new Map() });

const countValues = async (groupBy: string, count: Count): Promise<Counts> => ({
  open: byKey(await count({}, groupBy)),
  done: new Map(),
});

async function countDates(
  { columns, counted, doneCounted }: DatedColumns,
  count: Count,
): Promise<Counts> {
  const none = counted.isWithoutNone ? columns.find(({ key }) => key === null) : undefined;
  const [open, without, done] = await Promise.all([
    count(counted.filter, counted.groupBy),
    none ? count(none.filter) : [],
    doneCounted ? count(doneCounted.filter, doneCounted.groupBy) : [],
  ]);
  return { open: byKey([...open, ...without]), done: byKey(done) };
}

const cardsOf = (page: Page | undefined) => ({ rows: page?.rows ?? [], next: page?.next ?? null });
