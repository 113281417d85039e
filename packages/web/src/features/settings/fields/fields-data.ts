import type { ShapedField } from '@relata/client';
import { queryOptions } from '@tanstack/react-query';
import { catalogQuery } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';

/** What the workspace has added or shaped, of all objects. */
export const shapedFieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: (): Promise<ShapedField[]> => client.fields(),
});

/** Forms, tables and filters are drawn from the catalog: it is read anew before anybody goes on. */
export async function forgetFields(): Promise<void> {
  await Promise.all(
    [shapedFieldsQuery, catalogQuery].map(({ queryKey }) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
}
