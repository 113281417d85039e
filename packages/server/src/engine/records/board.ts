import {
  type CatalogObject,
  type Field,
  fieldOf,
  type Filter,
  grantAt,
  isId,
  may,
  objectOf,
  parseFilter,
  type Place,
  placedRights,
  type PlacedVerb,
  Refusal,
  roundMoney,
} from '@relata/model';
import { tableOf } from '../tables/table.ts';
import type { Work } from '../work.ts';
import { aggregate, type AggregateRow, type MoneySum } from './aggregate.ts';
import { list, type ListQuery } from './list.ts';

export interface BoardQuery extends ListQuery {
  groupBy?: string | undefined;
  /** For stages: the pipeline whose stages are the columns. */
  pipeline?: string | undefined;
}

/** One column; its records are JSON texts as in a list. */
export interface BoardColumn {
  key: string | null;
  title: string | null;
  colour: string | null;
  means: string | null;
  count: number;
  sum?: unknown;
  weighted?: unknown;
  rows: string[];
  next: string | null;
}

const mostColumns = 60;

/** Columns with their counts, sums and first cards. Every column of the list is there, also the empty ones. */
export async function board(
  work: Work,
  objectName: string,
  query: BoardQuery,
): Promise<BoardColumn[]> {
  const object = objectOf(work.seen, objectName);
  const groupBy = query.groupBy ?? object.board?.by ?? '';
  const field = fieldOf(object, groupBy);
  if (field.kind !== 'select' && field.kind !== 'link' && field.kind !== 'user')
    throw new Refusal('malformed', `a board cannot be made by '${groupBy}'`);
  if (query.pipeline !== undefined && !isId(query.pipeline))
    throw new Refusal('malformed', "'pipeline' takes an id", {
      errors: [{ field: 'pipeline', code: 'id', message: 'takes the id of a record' }],
    });
  const columns = (await columnsOf(work, object, groupBy, field, query)).filter(
    ({ place }) => place === null || givenAt(work, object, 'read', place),
  );
  const given = query.filter === undefined ? {} : parseFilter(query.filter, objectName, work.seen);
  const within: Filter =
    field.of && query.pipeline ? { and: [given, { [field.of]: { eq: query.pipeline } }] } : given;
  const { sum, weight } = may(work.actor, 'seeSums', object) ? (object.board ?? {}) : {};
  const measures = [
    'count',
    ...(sum ? [`sum(${sum})`] : []),
    ...(sum && weight ? [`weighted(${sum})`] : []),
  ];
  const counting = aggregate(work, objectName, {
    filter: within,
    q: query.q,
    groupBy,
    measures: measures.join(),
  });
  if (field.open) {
    const end = columns.at(-1)?.key === null ? columns.length - 1 : columns.length;
    columns.splice(end, 0, ...othersAmong(await counting, columns));
  }
  const [totals, ...pages] = await Promise.all([
    counting,
    ...columns.map((column) =>
      list(work, objectName, {
        ...query,
        filter: {
          and: [
            within,
            column.key === null
              ? { [groupBy]: { empty: true } }
              : { [groupBy]: { eq: column.key } },
          ],
        },
        limit: query.limit ?? 25,
        total: 'none',
      }),
    ),
  ]);
  const nothing: MoneySum = {
    amount: roundMoney('0', work.workspace.currency),
    currency: work.workspace.currency,
    parts: [],
    unconverted: [],
  };
  const byKey = new Map(totals.map((row) => [row.key, row]));
  return columns
    .map(({ place, ...column }, i): BoardColumn => {
      const total = byKey.get(column.key) ?? {
        [`sum(${sum})`]: nothing,
        [`weighted(${sum})`]: nothing,
      };
      const isSummed =
        sum !== undefined &&
        total[`sum(${sum})`] !== null &&
        (place === null || givenAt(work, object, 'seeSums', place));
      return {
        ...column,
        count: Number(total['count'] ?? 0),
        ...(isSummed ? { sum: total[`sum(${sum})`] } : {}),
        ...(isSummed && weight ? { weighted: total[`weighted(${sum})`] } : {}),
        rows: pages[i]?.rows ?? [],
        next: pages[i]?.next ?? null,
      };
    })
    .filter((column) => column.key !== null || column.count > 0);
}

type Column = Pick<BoardColumn, 'key' | 'title' | 'colour' | 'means'> & {
  /** Where on its way a record of the column is, if that is what columns tell apart. */
  place: Place | null;
};

/** Is it given to the actor at this place at all? */
function givenAt(work: Work, object: CatalogObject, verb: PlacedVerb, place: Place): boolean {
  const rights = work.actor.kind === 'system' ? null : placedRights(work.actor.role, object);
  const value = !rights || grantAt(rights, verb, place).value;
  return value !== false && value !== 'none';
}

/** Values that people added to an open list: columns of their own, after ours. */
const othersAmong = (totals: AggregateRow[], columns: Column[]): Column[] =>
  totals
    .filter(({ key }) => typeof key === 'string' && !columns.some((column) => column.key === key))
    .slice(0, mostColumns)
    .map(({ key }): Column => ({
      key: String(key),
      title: String(key),
      colour: null,
      means: null,
      place: null,
    }));

const none: Column = { key: null, title: null, colour: null, means: null, place: null };

async function columnsOf(
  work: Work,
  object: CatalogObject,
  groupBy: string,
  field: Field,
  query: BoardQuery,
): Promise<Column[]> {
  const isWay = groupBy === object.stages?.stage;
  if (field.kind === 'select') {
    const known = (field.options ?? []).map((option): Column => ({
      key: option.value,
      title: null,
      colour: option.colour ?? null,
      means: null,
      place: isWay ? { pipeline: null, stage: option.value } : null,
    }));
    return field.required ? known : [...known, none];
  }
  const target = objectOf(work.seen, field.to ?? '');
  if (target.place !== 'settings')
    throw new Refusal('malformed', `a board cannot be made by '${groupBy}'`);
  const has = (name: string) => Object.hasOwn(target.fields, name);
  const values: unknown[] = [work.workspace.id];
  if (field.of && query.pipeline) values.push(query.pipeline);
  const { rows } = await work.connection.query<{
    id: string;
    title: string;
    colour: string | null;
    means: string | null;
    parent: string | null;
  }>(
    `select id, title, ${has('colour') ? 'colour' : 'null'} as colour, ${has('means') ? 'means' : 'null'} as means, ${field.of ? `${field.of}_id` : 'null'} as parent
     from ${tableOf(target)} where workspace_id = $1 and deleted_at is null ${values.length > 1 ? `and ${field.of}_id = $2` : ''}
     order by ${has('position') ? 'position' : 'title'}, id limit ${mostColumns}`,
    values,
  );
  const columns = rows.map((row): Column => ({
    key: row.id,
    title: row.title,
    colour: row.colour,
    means: row.means,
    place: isWay ? { pipeline: row.parent, stage: row.id } : null,
  }));
  return field.required ? columns : [...columns, none];
}
