import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { instantAt, plusDays } from '@relata/model';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/problem-text.ts';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { sayProblem } from '../../data/undo.ts';
import { change } from '../../data/writes.ts';
import { useReading } from '../../fields/reading.tsx';
import { Empty } from '../../ui/empty.tsx';
import { useColours } from '../collection/colours/use-colours.ts';
import type { Collection } from '../collection/state/use-collection.ts';
import { valuesHere } from '../collection/state/values-here.ts';
import { askCreate } from '../forms/ask-create.ts';
import { Bar } from './bar.tsx';
import styles from './calendar.module.css';
import { DayCell } from './day.tsx';
import {
  dayOf,
  daysOf,
  firstDates,
  isMovableBy,
  movedTo,
  type Scale,
  scales,
  step,
} from './days.ts';
import { useCalendar } from './use-calendar.ts';
import { watchDrops } from './watch-drops.ts';

const limits: Record<Scale, number> = { month: 4, week: 20, day: 200 };

/** Records by day: a month, a week or a day of them; on narrow screens the days that have any, one below the other. */
export function Calendar({ collection, isNarrow }: { collection: Collection; isNarrow: boolean }) {
  const { object, filter, q, set } = collection;
  const { t } = useTranslation('views');
  const labels = useLabels();
  const format = useFormat();
  const problem = useProblemText();
  const { language, timeZone, today } = useReading();
  const first = language === 'en' || language === 'pt-BR' ? 0 : 1;

  const scale = scales.find((one) => one === collection.scale) ?? 'month';
  const day = collection.day ?? today;
  const datesText = collection.dates.join();
  const dates = useMemo(
    () => (datesText ? datesText.split(',') : firstDates(object)),
    [datesText, object],
  );
  const [from = ''] = dates;
  const days = useMemo(() => daysOf(scale, day, first), [scale, day, first]);
  const colours = useColours(collection);
  const { data, error, refetch, isPlaceholderData } = useCalendar({
    object,
    filter,
    q,
    dates,
    days,
    fields: colours.fields,
    limit: limits[scale],
    timeZone,
  });

  const isMovable = object.can.update && isMovableBy(object, dates);
  const mayCreate = object.can.create && isMovableBy(object, [from]);
  const [stop, setStop] = useState(day);
  const [said, setSaid] = useState('');
  const root = useRef<HTMLDivElement>(null);

  const focusDay = (goal: string) => {
    setStop(goal);
    if (!days.includes(goal)) set({ day: goal }, true);
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(`[data-day="${goal}"]`)?.focus(),
    );
  };
  const move = useCallback(
    (record: AnyRecord, origin: string, goal: string) => {
      const changes = movedTo(record, dates, origin, goal, timeZone);
      if (origin === goal || !Object.keys(changes).length) return;
      setSaid(t('calendar.moved', { title: record.title, day: format.date(goal) }));
      change(object, record, changes).catch(sayProblem);
    },
    [dates, timeZone, t, format, object],
  );
  const isDays = object.fields[from]?.kind === 'date';
  const create = (on: string) =>
    void askCreate({
      object: object.name,
      values: {
        ...valuesHere(object, collection.pipeline),
        [from]: isDays ? on : instantAt(on, '09:00', timeZone),
      },
    });

  const latest = useRef({ data, move });
  useEffect(() => {
    latest.current = { data, move };
  });
  useEffect(
    () =>
      watchDrops((id, origin, goal) => {
        const record = latest.current.data
          ?.flatMap((one) => one.records)
          .find((one) => one.id === id);
        if (record) latest.current.move(record, origin, goal);
      }),
    [],
  );

  const onDayKey = (event: KeyboardEvent, on: string) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (event.target === event.currentTarget && event.key === 'Enter') {
      event.preventDefault();
      set({ scale: 'day', day: on });
    } else if (by !== undefined && !event.altKey) {
      event.preventDefault();
      focusDay(plusDays(on, by));
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      focusDay(step(scale, on, event.key === 'PageUp' ? -1 : 1));
    }
  };
  const onCardKey = (event: KeyboardEvent, record: AnyRecord, on: string) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!event.altKey || by === undefined || !isMovable) return;
    event.preventDefault();
    event.stopPropagation();
    const goal = plusDays(on, by);
    move(record, on, goal);
    focusDay(goal);
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        root.current?.querySelector<HTMLElement>(`[data-card="${record.id}"]`)?.focus(),
      ),
    );
  };

  if (error && !data)
    return (
      <Empty title={problem(error)} role="alert">
        <Button onClick={() => void refetch()}>{t('calendar.again')}</Button>
      </Empty>
    );
  const byDay = new Map(data?.map((one) => [one.day, one]));
  const focused = days.includes(stop) ? stop : days.includes(today) ? today : (days[0] ?? today);
  const isAgenda = isNarrow && scale !== 'day';
  const shown = isAgenda
    ? days.filter(
        (one) =>
          (scale === 'week' || one.slice(0, 7) === day.slice(0, 7)) &&
          (one === today || (byDay.get(one)?.total ?? 0) > 0),
      )
    : days;
  const weeks = isAgenda
    ? shown.map((one) => [one])
    : Array.from({ length: Math.ceil(shown.length / 7) }, (_, i) => shown.slice(i * 7, i * 7 + 7));
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' });
  const hasHead = !isAgenda && scale !== 'day';

  return (
    <div className={styles['calendar']}>
      <Bar
        object={object}
        scale={scale}
        day={day}
        days={days}
        dates={dates}
        onScale={(next) => set({ scale: next })}
        onDay={(next) => set({ day: next === today ? undefined : next }, true)}
        onDates={(next) => set({ dates: next.join() })}
      />
      {data ? (
        <div
          ref={root}
          role="grid"
          aria-label={t('calendar.label', { objects: labels.object(object, 'many') })}
          aria-busy={isPlaceholderData}
          className={styles['grid']}
          data-scale={isAgenda ? 'agenda' : scale}
        >
          {hasHead && (
            <div role="row" className={styles['head']}>
              {days.slice(0, 7).map((one) => (
                <span key={one} role="columnheader">
                  {weekday.format(new Date(`${one}T00:00:00Z`))}
                </span>
              ))}
            </div>
          )}
          {weeks.map((week) => (
            <div key={week[0]} role="row" className={styles['week']}>
              {week.map((one) => (
                <DayCell
                  key={one}
                  day={one}
                  content={byDay.get(one)}
                  object={object}
                  from={from}
                  isNow={one === today}
                  isOutside={scale === 'month' && one.slice(0, 7) !== day.slice(0, 7)}
                  isTabStop={one === focused}
                  isLong={isAgenda || scale === 'day'}
                  isMovable={isMovable}
                  colourOf={colours.of}
                  onOpen={(record) => set({ open: record.id })}
                  onMore={() => set({ scale: 'day', day: one })}
                  onCreate={mayCreate ? () => create(one) : undefined}
                  onFocus={() => setStop(one)}
                  onDayKey={onDayKey}
                  onCardKey={onCardKey}
                  startsHere={(record) => dayOf(record[from], timeZone) === one}
                />
              ))}
            </div>
          ))}
          {isAgenda && weeks.length === 0 && (
            <p className={styles['nothing']}>{t('calendar.nothing')}</p>
          )}
        </div>
      ) : (
        <Skeleton m="md" h={360} radius="sm" />
      )}
      <VisuallyHidden id="calendar-help">{t('calendar.help')}</VisuallyHidden>
      <VisuallyHidden role="status" aria-live="assertive">
        {said}
      </VisuallyHidden>
    </div>
  );
}
