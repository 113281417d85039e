import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Filter } from '@relata/model';
import { isWritable } from '../../fields/check.ts';

type Holds = (
  filter: Filter | undefined,
  record: Record<string, unknown>,
  object: string,
) => boolean;

/**
 * What a copy of a record starts with (EP-OPP-12): all that people write, but not what tells this one from others, nor
 * its files; something that has ended begins anew, so its copy stands at the first stage.
 */
export function copyValues(
  object: DescribedObject,
  record: AnyRecord,
  holds: Holds,
): Record<string, unknown> {
  const { open } = object.board ?? {};
  const isOver = open !== undefined && !holds(open, record, object.name);
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(object.fields)) {
    const isOwn = field.unique === true || (field.matches === true && field.kind === 'text');
    if (!isWritable(field) || isOwn || field.formula || field.kind === 'files') continue;
    if (name === 'id' || (isOver && name === object.stages?.stage)) continue;
    const value = record[name];
    if (value !== null && value !== undefined) values[name] = value;
  }
  for (const name of Object.keys(values))
    if (!holds(object.fields[name]?.showWhen, values, object.name)) delete values[name];
  return values;
}
