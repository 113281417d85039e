import type { ImportRun } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../../data/client.ts';

/** What the import made and changed, as lists: by when it ran and by whom. */
export function useLists(run: ImportRun) {
  const { data: item } = useQuery({
    queryKey: ['work', run.work ?? ''],
    queryFn: () => client.workItem(run.work ?? ''),
    enabled: run.work !== null,
    staleTime: Infinity,
    retry: false,
  });
  if (!item?.finishedAt) return null;
  const { createdAt: from, finishedAt: to } = item;
  return {
    made: { createdAt: { between: [from, to] }, createdBy: { eq: '@me' } },
    changed: {
      updatedAt: { between: [from, to] },
      updatedBy: { eq: '@me' },
      createdAt: { lt: from },
    },
  };
}
