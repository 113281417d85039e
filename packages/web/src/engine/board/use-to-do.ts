import type { AnyRecord, DescribedObject, RecordPage } from '@relata/client';
import { showsActivities } from '@relata/model';
import type { Filter } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { byHundreds } from '../../data/by-hundreds.ts';
import { client } from '../../data/client.ts';
import { useReading } from '../../fields/reading.tsx';
import { useMe, usePreference } from '../../data/session.ts';
import { type CountedBy, countedBy, countToDo, type ToDo } from './count-to-do.ts';
import type { Column } from './move.ts';

/** Without these nothing can be counted; the others say more of it, to whom they are shown. */
const needed = ['about', 'due', 'done'];
const counting = ['about', 'due', 'allDay', 'direction', 'owner'];

/** What is still to be done about each card of a board, by its id, as far as the person may see it. */
export function useToDo(
  object: DescribedObject,
  activity: DescribedObject | undefined,
  columns: readonly Column[],
): ReadonlyMap<string, ToDo> {
  const { now, timeZone } = useReading();
  const { user } = useMe();
  const [by] = useCountedBy();
  const planned = columns
    .flatMap(({ records }) => records)
    .filter((card) => typeof card['nextActivityAt'] === 'string')
    .map((card) => card.id)
    .toSorted();
  const isAsked =
    showsActivities(object) &&
    activity?.can.read === true &&
    needed.every((name) => activity.fields[name]) &&
    planned.length > 0;
  const { data } = useQuery({
    queryKey: ['list', 'activity', 'about', object.name, planned],
    queryFn: ({ signal }) => (activity ? allAbout(activity, planned, signal) : []),
    enabled: isAsked,
    placeholderData: (before) => before,
  });
  return useMemo(
    () =>
      countToDo(
        columns.flatMap(({ records }) => records),
        isAsked ? (data ?? []) : [],
        { now, timeZone, user: user.id, by },
      ),
    [columns, isAsked, data, now, timeZone, user.id, by],
  );
}

const isCountedBy = (value: unknown): value is CountedBy => countedBy.some((one) => one === value);

/** Which activities the person wants counted on cards. */
export const useCountedBy = () => usePreference<CountedBy>('countedBy', 'record', isCountedBy);

async function allAbout(
  activity: DescribedObject,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<AnyRecord[]> {
  const found: AnyRecord[] = [];
  const fields = counting.filter((name) => activity.fields[name]);
  for (const some of byHundreds(ids)) {
    const filter: Filter = {
      ...{ about: { hasAny: some }, done: { ne: true }, due: { empty: false } },
    };
    let after: string | null = null;
    do {
      const query = { filter, fields, sort: 'due', limit: 200, total: 'none' as const, after };
      const page: RecordPage<AnyRecord> = await client.list(activity, query, signal);
      found.push(...page.data);
      after = page.page.next;
    } while (after !== null);
  }
  return found;
}
