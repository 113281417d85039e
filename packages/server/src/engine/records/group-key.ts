import { type CatalogObject, dueBounds, type Field, fieldOf, Refusal } from '@relata/model';
import { scalarType, storageOf } from '../fields/storage.ts';
import { seenReference } from '../filters/seen-references.ts';
import { scalarOf } from '../tables/table.ts';
import type { Statement } from '../work.ts';

const units = ['hour', 'day', 'week', 'month', 'quarter', 'year', 'due'];

/** By what an aggregate groups records. */
export interface GroupKey {
  /** Of the record, cheap to tell apart: it is asked for each of them. */
  value: string;
  /**
   * What tells its groups apart, where that is more than the value itself: yes-or-no questions, of which the
   * planner knows that there are few answers, so that several processes may share the adding up.
   */
  by?: string;
  /** What that stands for, of a group `q`: the month of a day. Missing: the value itself. */
  named?: string;
  /** How it is given out, of a group `p`. */
  printed: string;
}

/** Reads `stage`, `expectedClose:month` (the first day of each), `nextActivityAt:due`. */
export function groupKey(object: CatalogObject, groupBy: string, made: Statement): GroupKey {
  const [name = '', unit] = groupBy.split(':');
  const field = fieldOf(object, name);
  const value = seenReference(field, scalarOf('t', name, field), made);
  if (unit !== undefined) {
    if (!units.includes(unit) || (field.kind !== 'date' && field.kind !== 'dateTime'))
      throw new Refusal(
        'malformed',
        `'${groupBy}' cannot be grouped; dates by ${units.join(', ')}`,
      );
    const key = unit === 'due' ? whenDue(value, field, made) : period(value, unit, field, made);
    return { ...key, printed: 'p.key::text' };
  }
  const shape = storageOf(field).shape;
  if (shape !== 'one') throw new Refusal('malformed', `lists cannot be grouped by '${name}'`);
  return { value, printed: field.kind === 'boolean' ? 'p.key' : 'p.key::text' };
}

type Named = Pick<GroupKey, 'value' | 'by' | 'named'>;

/** The first day of the period, as whoever asks reads the clock. Days are few: what month each is in is asked once. */
function period(value: string, unit: string, field: Field, made: Statement): Named {
  const first = (moment: string) => `date_trunc('${unit}', ${moment})::date`;
  const isDate = field.kind === 'date';
  if (isDate && unit !== 'hour') return { value, named: first('q.key::timestamp') };
  const local = isDate
    ? `(${value})::timestamp`
    : `timezone(${made.parameters.add(made.context.timeZone, 'text')}, (${value})::timestamptz)`;
  return {
    value: unit === 'hour' ? `to_char(${local}, 'YYYY-MM-DD"T"HH24:00')` : first(local),
  };
}

/** When it is due, by numbers: names would be compared for each record. */
function whenDue(value: string, field: Field, made: Statement): Named {
  const { now, timeZone } = made.context;
  const bounds = dueBounds(now, timeZone, field.kind === 'date');
  const questions = bounds.flatMap(({ until }) =>
    until === null ? [] : [`(${value} < ${made.parameters.add(until, scalarType(field))})`],
  );
  const cases = questions.map((question, at) => `when ${question} then ${at + 1}`);
  const names = bounds.map(({ column }) => `'${column}'`).join();
  return {
    value: `case when ${questions[0]} is null then null ${cases.join(' ')} else ${bounds.length} end`,
    by: questions.join(),
    named: `(array[${names}])[q.key]`,
  };
}
