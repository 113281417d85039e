import { queryOptions } from '@tanstack/react-query';
import { client } from '../../../data/client.ts';

export const factorsQuery = queryOptions({
  queryKey: ['factors'],
  queryFn: () => client.factors(),
});
