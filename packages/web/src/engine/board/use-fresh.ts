import type { DescribedObject } from '@relata/client';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { onChange } from '../../data/live.ts';
import { ownChangesKnown } from '../../data/own-changes.ts';
import { isOwnBatch } from '../../data/records.ts';
import { sayProblem, tell } from '../../data/undo.ts';

interface Watched {
  object: DescribedObject;
  /** Ids of the cards on the board. */
  shown: () => ReadonlySet<string>;
  /** Which of them do not belong on it any more: the filter, the search, the pipeline, a right says so. */
  left: (ids: string[]) => Promise<string[]>;
  /** Takes them off, and gives their titles. */
  leave: (ids: string[]) => string[];
}

/** Changes come in bursts: the cards of one are asked for together. In milliseconds. */
const burst = 60;
/** So many are asked for at once. */
const most = 100;

/**
 * A card that a change, whoever made it, takes out of what the board shows leaves at once. It is said of what others
 * did: one's own win or move has said so itself, whichever of the two answers comes first.
 */
export function useFresh(watched: Watched): void {
  const { t } = useTranslation('board');
  const now = useRef(watched);
  useEffect(() => {
    now.current = watched;
  });
  const { name } = watched.object;
  useEffect(() => {
    /** By id, the change that was last. */
    const changed = new Map<string, string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      timer = undefined;
      const here = now.current.shown();
      const batches = new Map([...changed].filter(([id]) => here.has(id)).slice(0, most));
      changed.clear();
      if (!batches.size) return;
      const gone = await now.current.left([...batches.keys()]);
      if (!gone.length) return;
      await ownChangesKnown();
      const isOwn = (id: string) => isOwnBatch(batches.get(id) ?? '');
      now.current.leave(gone.filter(isOwn));
      const titles = now.current.leave(gone.filter((id) => !isOwn(id)));
      if (titles.length)
        tell(t('left', { count: titles.length, title: titles[0], number: titles.length }));
    };
    const stop = onChange((change) => {
      if (change.object !== name || !change.ids) return;
      for (const id of change.ids) changed.set(id, change.follows ? '' : change.batch);
      timer ??= setTimeout(() => void look().catch(sayProblem), burst);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [name, t]);
}
