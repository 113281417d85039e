import { queryClient } from '../../../data/query-client.ts';
import { refreshTables } from '../../../data/records.ts';
import { forgetFields } from '../fields/fields-data.ts';

/** Boards, forms and rules follow the stages: all that shows them is read anew. */
export async function forgetStages(): Promise<void> {
  for (const object of ['pipeline', 'stage', 'deal']) refreshTables(object);
  await Promise.all([
    ...['pipeline', 'stage', 'deal'].map((object) =>
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === object }),
    ),
    forgetFields(),
  ]);
}

/** Id of a reference, included with its title or not. */
export const idOf = (value: unknown): string | null =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null && 'id' in value
      ? String(value.id)
      : null;

/** A list with one member at another place. */
export const movedTo = <T>(list: readonly T[], from: number, to: number): T[] => {
  const one = list[from];
  return one === undefined || to < 0 || to >= list.length
    ? [...list]
    : list.toSpliced(from, 1).toSpliced(to, 0, one);
};
