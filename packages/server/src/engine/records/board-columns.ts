import {
  type CatalogObject,
  type Field,
  type Filter,
  grantAt,
  type JoinedColumn,
  objectOf,
  type Place,
  placedRights,
  type PlacedVerb,
  Refusal,
} from '@relata/model';
import { tableOf } from '../tables/table.ts';
import type { Work } from '../work.ts';
import type { AggregateRow } from './aggregate.ts';

/** A column before anything has been counted. */
export interface Column {
  key: string | null;
  title: string | null;
  colour: string | null;
  means: string | null;
  /** Where on its way a record of the column is, if that is what columns tell apart. */
  place: Place | null;
  filter: Filter;
  /** The order in it, where it is not that of the list. */
  sort?: string;
  /** What has come true in it, and the order of that. */
  done?: { filter: Filter; sort: string };
  /** The columns of single values that it puts together, where it is one for several. */
  parts?: Column[];
}

const mostColumns = 60;

/** Is it given to the actor at this place at all? */
export function givenAt(
  work: Work,
  object: CatalogObject,
  verb: PlacedVerb,
  place: Place,
): boolean {
  const rights = work.actor.kind === 'system' ? null : placedRights(work.actor.role, object);
  const value = !rights || grantAt(rights, verb, place).value;
  return value !== false && value !== 'none';
}

/** Values that people added to an open list: columns of their own, after ours. */
export const othersAmong = (totals: AggregateRow[], columns: Column[], groupBy: string): Column[] =>
  totals
    .filter(({ key }) => typeof key === 'string' && !columns.some((column) => column.key === key))
    .slice(0, mostColumns)
    .map(({ key }) => ({ ...bare, ...holding(groupBy, String(key)), title: String(key) }));

const bare = { title: null, colour: null, means: null, place: null };
const holding = (groupBy: string, key: string) => ({ key, filter: { [groupBy]: { eq: key } } });

/**
 * Columns put together as somebody wants them, each where the first of its values stood, and known by the value
 * that a card gets in it. What is in none stands alone; values that are gone, or of another pipeline, count for nothing.
 */
export function joinColumns(
  columns: Column[],
  joined: readonly JoinedColumn[],
  groupBy: string,
): Column[] {
  const holderOf = ({ key }: Column) => joined.find(({ values }) => values.includes(key ?? ''));
  const done = new Set<JoinedColumn>();
  return columns.flatMap((column): Column[] => {
    const holder = holderOf(column);
    if (!holder) return [column];
    if (done.has(holder)) return [];
    done.add(holder);
    const parts = columns.filter((one) => holderOf(one) === holder);
    const into = parts.find(({ key }) => key === holder.dropIn) ?? column;
    const filter = { [groupBy]: { in: parts.map(({ key }) => key ?? '') } };
    return [{ ...into, title: holder.name, filter, parts }];
  });
}

/** A column for each option, or for each record of a small list, in their order; last that of what has none. */
export async function columnsByValue(
  work: Work,
  object: CatalogObject,
  groupBy: string,
  field: Field,
  pipeline: string | undefined,
): Promise<Column[]> {
  if (field.kind !== 'select' && field.kind !== 'link' && field.kind !== 'user')
    throw new Refusal('malformed', `a board cannot be made by '${groupBy}'`);
  const isWay = groupBy === object.stages?.stage;
  const none: Column = { ...bare, key: null, filter: { [groupBy]: { empty: true } } };
  if (field.kind === 'select') {
    const known = (field.options ?? []).map((option): Column => ({
      ...bare,
      ...holding(groupBy, option.value),
      colour: option.colour ?? null,
      place: isWay ? { pipeline: null, stage: option.value } : null,
    }));
    return field.required ? known : [...known, none];
  }
  const target = objectOf(work.seen, field.to ?? '');
  if (target.place !== 'settings')
    throw new Refusal('malformed', `a board cannot be made by '${groupBy}'`);
  const has = (name: string) => Object.hasOwn(target.fields, name);
  const values: unknown[] = [work.workspace.id];
  if (field.of && pipeline) values.push(pipeline);
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
    ...holding(groupBy, row.id),
    title: row.title,
    colour: row.colour,
    means: row.means,
    place: isWay ? { pipeline: row.parent, stage: row.id } : null,
  }));
  return field.required ? columns : [...columns, none];
}
