import type { DescribedObject } from '@relata/client';
import type { AnyRecord } from '@relata/client';
import { idOf } from '../../fields/contract.ts';
import { isOpenTo, placeOf } from '../../fields/way.ts';

interface Starter {
  /** Id and name of the person. */
  me: { id: string; name: string };
  today: string;
  now: string;
  /** All records of an object that a workspace has few of, in their order. */
  listOf: (object: string) => AnyRecord[];
}

/** Fields as a new record has them before anybody types: what the server would fill in, shown beforehand. */
export function startValues(
  object: DescribedObject,
  given: Record<string, unknown>,
  starter: Starter,
): Record<string, unknown> {
  const values: Record<string, unknown> = { ...given };
  for (const [name, field] of Object.entries(object.fields)) {
    if (field.writtenBy || values[name] !== undefined) continue;
    const value = startOf(object, name, values, starter);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function startOf(
  object: DescribedObject,
  name: string,
  values: Record<string, unknown>,
  { me, today, now, listOf }: Starter,
): unknown {
  const start = object.fields[name]?.default;
  if (start === undefined) return undefined;
  if (start === 'me') return { id: me.id, title: me.name };
  if (start === 'today') return today;
  if (start === 'now') return now;
  if (start === 'first') return firstOf(object, name, values, listOf);
  return 'value' in start ? start.value : undefined;
}

/** The default of the linked object, else its first record; of a stage, the first of the chosen pipeline where one may begin. */
export function firstOf(
  object: DescribedObject,
  name: string,
  values: Record<string, unknown>,
  listOf: Starter['listOf'],
): unknown {
  const field = object.fields[name];
  if (!field) return undefined;
  const list = (field.to ? listOf(field.to) : []).filter((one) => {
    const to = placeOf(object, name, one);
    return to === null || isOpenTo(object, null, to);
  });
  const parent = field.of ? idOf(values[field.of]) : null;
  const found = list.find((one) => {
    if (field.of && parent !== null && idOf(one[field.of]) !== parent) return false;
    return object.stages?.stage !== name || one['means'] === 'open';
  });
  const standard = list.find((one) => one['isDefault'] === true);
  const chosen = field.of ? found : (standard ?? found);
  return chosen ? { id: chosen.id, title: chosen.title } : undefined;
}
