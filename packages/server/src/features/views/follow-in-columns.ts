import { type JoinedColumn, settingsOf } from '@relata/model';
import type { Instead } from './follow-in-views.ts';

/**
 * Columns of a board that hold several values hold the one in place of the other. What another column holds already
 * stays there, and a column without any value goes.
 */
export function followedColumns(
  settings: unknown,
  object: string,
  groupBy: unknown,
  instead: Instead,
): unknown {
  const { joined } = settingsOf(settings);
  if (!joined.length || typeof groupBy !== 'string' || !instead.asks(object, groupBy))
    return settings;
  const columns = joined.flatMap((column): JoinedColumn[] => {
    const held = new Set(joined.filter((one) => one !== column).flatMap((one) => one.values));
    const after = instead.operand('in', column.values);
    const values = Array.isArray(after)
      ? after.filter((one) => typeof one === 'string' && !held.has(one))
      : [];
    const [first] = values;
    if (first === undefined) return [];
    const dropIn = instead.operand('eq', column.dropIn);
    return [{ ...column, values, dropIn: values.find((one) => one === dropIn) ?? first }];
  });
  return { ...(settings as object), joined: columns };
}
