import type { DescribedObject } from '@relata/client';
import {
  type CatalogObject,
  clockIn,
  dayIn,
  deadlineIn,
  type DueColumn,
  dueColumns,
  dueDayIn,
  dueFilter,
  type Filter,
  type Grouping,
  groupingFrom,
  instantAt,
  isAwaited,
  periodAfter,
  plusDays,
  sameDayIn,
} from '@relata/model';
import { isWritable } from '../../fields/check.ts';
import { groupFields } from './group-fields.ts';
import type { Column } from './move.ts';

/** Whose clock and calendar count. */
export interface Here {
  now: string;
  timeZone: string;
}

export const nextActivity = 'nextActivityAt';

/** Dates that somebody sets, by which records can stand in periods. */
const dateFields = (object: CatalogObject): string[] =>
  Object.entries(object.fields)
    .filter(([name, field]) => isAwaited(field) && name !== object.board?.done?.on && !field.custom)
    .map(([name]) => name);

/** All that a board of the object can be made by, each date once: a person chooses the periods besides. */
export const groupings = (object: CatalogObject): string[] => [
  ...groupFields(object),
  ...(object.fields[nextActivity] ? [`${nextActivity}:due`] : []),
  ...dateFields(object).map((name) => `${name}:month`),
];

/** What is asked for where it can be, else the object's own way, else the first; '' where there is none. */
export function groupingOf(object: DescribedObject, wanted: string | null): Grouping {
  const possible = groupings(object);
  const asked = groupingFrom(wanted ?? '');
  const isPossible = possible.some((one) => {
    const known = groupingFrom(one);
    return known?.field === asked?.field && (known?.unit === null) === (asked?.unit === null);
  });
  const own = object.board?.by;
  if (asked && isPossible) return asked;
  const name = own && possible.includes(own) ? own : (possible[0] ?? '');
  return groupingFrom(name) ?? { name: '', field: '', unit: null };
}

/** What the server puts into a column, and in which order: to ask for more of it. */
export function contentOf(
  object: DescribedObject,
  { field: name, unit }: Grouping,
  { key, values }: Pick<Column, 'key' | 'values'>,
  { now, timeZone }: Here,
  part: 'open' | 'done' = 'open',
): { filter: Filter; sort?: string } {
  const none: Filter = { [name]: { empty: true } };
  if (values) return { filter: { [name]: { in: values } } };
  if (unit === null) return { filter: key === null ? none : { [name]: { eq: key } } };
  const { open, done, date } = object.board ?? {};
  const still = (filter: Filter) => (open ? { and: [open, filter] } : filter);
  if (unit === 'due') {
    const isDate = object.fields[name]?.kind === 'date';
    const filter = dueFilter(dueKey(key), name, now, timeZone, isDate);
    return { filter: still(filter), ...(key === null ? {} : { sort: name }) };
  }
  const days = key === null ? [] : [key, plusDays(periodAfter(key, unit), -1)];
  if (part === 'done' && done)
    return {
      filter: { and: [done.when, { [done.on]: { between: days } }] },
      sort: `-${done.on}`,
    };
  const filter: Filter = key === null ? none : { [name]: { between: days } };
  return {
    filter: name === date ? still(filter) : filter,
    ...(key === null ? {} : { sort: name }),
  };
}

export const dueKey = (key: string | null): DueColumn =>
  dueColumns.find((one) => one === key) ?? 'none';

/** What a card's date becomes in a column; undefined: it cannot be put there. */
export function valueIn(
  object: DescribedObject,
  { field: name, unit }: Grouping,
  key: string | null,
  before: unknown,
  { now, timeZone }: Here,
): string | null | undefined {
  const field = object.fields[name];
  if (!field || unit === null) return undefined;
  if (key === null) return field.required ? undefined : null;
  const isDate = field.kind === 'date';
  if (unit === 'due')
    return (isDate ? dueDayIn : deadlineIn)(dueKey(key), now, timeZone) ?? undefined;
  if (typeof before !== 'string' || before === '') {
    const last = plusDays(periodAfter(key, unit), -1);
    return isDate ? last : instantAt(last, '09:00', timeZone);
  }
  const day = sameDayIn(key, unit, isDate ? before : dayIn(before, timeZone));
  return isDate ? day : instantAt(day, clockIn(before, timeZone), timeZone);
}

/** Whether cards of the board may be moved by whoever looks; by what is next to do, that is planned anew. */
export function isMovable(
  object: DescribedObject,
  { field, unit }: Grouping,
  activity: DescribedObject | undefined,
): boolean {
  if (unit === 'due' && field === nextActivity) return activity?.can.update ?? false;
  const definition = object.fields[field];
  return object.can.update && definition !== undefined && isWritable(definition);
}
