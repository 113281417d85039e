import type { AnyRecord, CalendarDay, DescribedObject } from '@relata/client';
import type { Filter } from '@relata/model';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { hold, titlesOf } from '../../data/records.ts';
import { liesOn } from './days.ts';

export type Day = CalendarDay<AnyRecord>;

interface Wanted {
  object: DescribedObject;
  filter: Filter;
  q: string;
  /** Fields: from, to. */
  dates: readonly string[];
  days: readonly string[];
  /** Other fields that are needed of each record. */
  fields: readonly string[];
  /** So many of each day. */
  limit: number;
  timeZone: string;
}

/** Days with their first records; what is changed anywhere moves here at once. */
export function useCalendar(wanted: Wanted) {
  const { object, filter, q, dates, days, fields, limit, timeZone } = wanted;
  const [from = '', to] = dates;
  const asked = useMemo(
    () =>
      [...new Set(['id', 'version', 'title', ...dates, ...fields])].filter(
        (name) => object.fields[name],
      ),
    [object, dates, fields],
  );
  const key = useMemo(
    () => ['calendar', object.name, { filter, q, dates, days, asked, limit }],
    [object.name, filter, q, dates, days, asked, limit],
  );
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      client.calendar(
        object,
        {
          filter,
          q,
          from,
          to,
          day: days[0] ?? '',
          days: days.length,
          fields: asked,
          include: titlesOf(object, asked),
          limit,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  useEffect(() => {
    const edit = (next: (shown: Day[]) => Day[]) =>
      queryClient.setQueryData<Day[]>(key, (shown) => shown && next(shown));
    return hold({
      object: object.name,
      patch: (id, values) => edit((shown) => patched(shown, id, values, dates, timeZone)),
      remove: (ids) => edit((shown) => shown.map((day) => without(day, ids))),
      refresh: () => void queryClient.invalidateQueries({ queryKey: key }),
    });
  }, [object.name, key, dates, timeZone]);
  return query;
}

function without(day: Day, ids: ReadonlySet<string>): Day {
  const records = day.records.filter((one) => !ids.has(one.id));
  return { ...day, records, total: day.total - (day.records.length - records.length) };
}

/** The days after a record has changed: it stands where its dates say. */
export function patched(
  days: readonly Day[],
  id: string,
  values: Partial<AnyRecord>,
  dates: readonly string[],
  timeZone: string,
): Day[] {
  const known = days.flatMap((day) => day.records).find((one) => one.id === id);
  if (!known) return [...days];
  const next: AnyRecord = { ...known, ...values };
  return days.map((day) => {
    const was = day.records.some((one) => one.id === id);
    const isHere = liesOn(next, dates, day.day, timeZone);
    if (was && isHere)
      return { ...day, records: day.records.map((one) => (one.id === id ? next : one)) };
    if (was) return without(day, new Set([id]));
    return isHere ? { ...day, records: [...day.records, next], total: day.total + 1 } : day;
  });
}
