import type { CatalogObject } from './catalog.ts';
import { isWritable } from './field-rules.ts';
import type { Filter } from './filter.ts';

type Holds = (
  filter: Filter | undefined,
  record: Record<string, unknown>,
  object: string,
) => boolean;

/**
 * What a copy of a record starts with (EP-OPP-12): all that people write, but not what tells this one from others, nor
 * its files, nor what is counted from the rest; something that has ended begins anew, so its copy stands at the first
 * stage.
 */
export function copyValues(
  object: CatalogObject,
  record: Record<string, unknown>,
  holds: Holds,
): Record<string, unknown> {
  const { open } = object.board ?? {};
  const isOver = open !== undefined && !holds(open, record, object.name);
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(object.fields)) {
    const isOwn = field.unique === true || (field.matches === true && field.kind === 'text');
    if (!isWritable(field) || isOwn || field.formula || field.kind === 'files') continue;
    if (name === 'id' || (isOver && name === object.stages?.stage)) continue;
    if (field.counted && holds(field.counted.when, record, object.name)) continue;
    const value = record[name];
    if (value !== null && value !== undefined) values[name] = value;
  }
  for (const name of Object.keys(values))
    if (!holds(object.fields[name]?.showWhen, values, object.name)) delete values[name];
  return values;
}
