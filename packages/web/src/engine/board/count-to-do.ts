import type { AnyRecord } from '@relata/client';
import { idOf } from '../../fields/contract.ts';
import { isLate } from '../../fields/dateTime/instant.ts';

/** How many activities about a card are still to be done; each is counted once. */
export interface ToDo {
  late: number;
  /** Came in and waits for an answer, and is not late yet. */
  incoming: number;
  later: number;
  /** Somebody's own, who looks: shown in colour. */
  isMine: boolean;
}

/** Whose activities are somebody's own: all about records of theirs, or those that they are to do themselves. */
export const countedBy = ['record', 'activity'] as const;
export type CountedBy = (typeof countedBy)[number];

interface Looking {
  now: string;
  timeZone: string;
  user: string;
  by: CountedBy;
}

/**
 * By the ids of the cards. Counted by activity, one's own are all that is counted where there are any; the others
 * stand there in grey (plug-bitrix24-pipedrive §3.1, decision 48).
 */
export function countToDo(
  cards: readonly AnyRecord[],
  activities: readonly AnyRecord[],
  looking: Looking,
): Map<string, ToDo> {
  const about = Map.groupBy(
    activities
      .filter(({ due }) => typeof due === 'string')
      .flatMap((one) =>
        Array.isArray(one['about'])
          ? one['about'].map(({ id }: { id: string }) => ({ id, one }))
          : [],
      ),
    ({ id }) => id,
  );
  return new Map(
    cards.flatMap((card): [string, ToDo][] => {
      const all = (about.get(card.id) ?? []).map(({ one }) => one);
      if (!all.length) return [];
      if (looking.by === 'record') return [[card.id, counted(all, isOf(card, looking), looking)]];
      const own = all.filter((one) => isOf(one, looking));
      return [[card.id, counted(own.length ? own : all, own.length > 0, looking)]];
    }),
  );
}

const isOf = (record: AnyRecord, { user }: Looking): boolean => idOf(record['owner']) === user;

function counted(activities: AnyRecord[], isMine: boolean, { now, timeZone }: Looking): ToDo {
  const toDo: ToDo = { late: 0, incoming: 0, later: 0, isMine };
  for (const { due, allDay, direction } of activities)
    if (isLate(String(due), allDay === true, now, timeZone)) toDo.late += 1;
    else if (direction === 'incoming') toDo.incoming += 1;
    else toDo.later += 1;
  return toDo;
}
