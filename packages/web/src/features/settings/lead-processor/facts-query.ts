import { queryOptions } from '@tanstack/react-query';
import { client } from '../../../data/client.ts';

/** What came by each source. */
export const factsQuery = queryOptions({
  queryKey: ['leadSourceFacts'],
  queryFn: ({ signal }) => client.leadSourceFacts(signal),
});
