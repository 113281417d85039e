import type { ImportRun } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';

/**
 * What the import made and changed, as lists: by when it ran and by whom. None where it is kept from the person who makes
 * or changes such records: they could not ask for it.
 */
export function useLists(run: ImportRun, name: string) {
  const fields = useCatalog().objects[name]?.fields ?? {};
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
    made: fields['createdBy'] && {
      createdAt: { between: [from, to] },
      createdBy: { eq: '@me' },
    },
    changed: fields['updatedBy'] && {
      updatedAt: { between: [from, to] },
      updatedBy: { eq: '@me' },
      createdAt: { lt: from },
    },
  };
}
