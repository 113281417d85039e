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
