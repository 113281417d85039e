import { queryOptions } from '@tanstack/react-query';
import { client } from '../../data/client.ts';

export const waysQuery = queryOptions({
  queryKey: ['ways'],
  queryFn: () => client.ways(),
  staleTime: Infinity,
});
