import type { ImportRun, Undone, WorkItem } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../../../data/client.ts';
import { onWork } from '../../../data/live.ts';
import { queryClient } from '../../../data/query-client.ts';
import { refreshTables } from '../../../data/records.ts';
import { noteWork, workQuery } from '../../../data/work.ts';
import { importQuery } from '../draft.ts';

/** Takes an import back: at once where it is small, in the background with its progress where it is large. */
export function useUndo(run: ImportRun) {
  const [isAsking, setAsking] = useState(false);
  const [item, setItem] = useState<WorkItem | null>(null);
  const [done, setDone] = useState<Undone | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const { data: work = [] } = useQuery(workQuery);
  // After a reload the undo is found among the person's work.
  const going =
    item ??
    work.find(
      (one) => one.status === 'running' && run.batch !== null && one.undoes === run.batch,
    ) ??
    null;

  useEffect(
    () =>
      onWork((told) => {
        if (told.id !== going?.id) return;
        setItem(told);
        if (told.status !== 'running') void refresh(run);
      }),
    [going?.id, run],
  );
  const isGoing = going?.status === 'running';
  useQuery({
    queryKey: ['work', going?.id ?? ''],
    enabled: isGoing,
    refetchInterval: 2000,
    queryFn: async () => {
      const told = await client.workItem(going?.id ?? '');
      setItem(told);
      if (told.status !== 'running') await refresh(run);
      return told;
    },
  });

  const undo = async () => {
    if (!run.batch) return;
    setAsking(true);
    setProblem(null);
    try {
      const answer = await client.undo(run.batch);
      if ('status' in answer) {
        setItem(answer);
        noteWork(answer);
      } else {
        setDone(answer);
        await refresh(run);
      }
    } catch (error) {
      setProblem(error);
    } finally {
      setAsking(false);
    }
  };
  return { undo: () => void undo(), isAsking, going, done, problem };
}

async function refresh(run: ImportRun): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: importQuery(run.id).queryKey });
  refreshTables(run.object);
  await queryClient.invalidateQueries({
    predicate: ({ queryKey: [kind] }) =>
      kind === 'list' || kind === 'board' || kind === 'aggregate' || kind === 'work',
  });
}
