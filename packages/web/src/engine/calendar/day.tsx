import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { ActionIcon, UnstyledButton } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import type { ColourRule } from '@relata/model';
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import styles from './calendar.module.css';
import { DatedCard } from './dated-card.tsx';
import type { Day } from './use-calendar.ts';

interface Props {
  day: string;
  content: Day | undefined;
  object: DescribedObject;
  from: string;
  isNow: boolean;
  /** Of the month before or after. */
  isOutside: boolean;
  isTabStop: boolean;
  /** The date is written out. */
  isLong: boolean;
  isMovable: boolean;
  colourOf: (record: AnyRecord) => ColourRule | undefined;
  startsHere: (record: AnyRecord) => boolean;
  onOpen: (record: AnyRecord) => void;
  onMore: () => void;
  onCreate: (() => void) | undefined;
  onFocus: () => void;
  onDayKey: (event: KeyboardEvent, day: string) => void;
  onCardKey: (event: KeyboardEvent, record: AnyRecord, day: string) => void;
}

export function DayCell(props: Props) {
  const { day, content, isNow, isTabStop, isLong, isMovable } = props;
  const { t } = useTranslation('views');
  const format = useFormat();
  const element = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!element.current || !isMovable) return undefined;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => source.data['type'] === 'dated',
      getData: () => ({ day }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [day, isMovable]);

  const date = new Date(`${day}T00:00:00Z`);
  const whole = new Intl.DateTimeFormat(format.locale, { dateStyle: 'full', timeZone: 'UTC' });
  const records = content?.records ?? [];
  const more = (content?.total ?? 0) - records.length;
  return (
    <div
      ref={element}
      role="gridcell"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={t('calendar.day', { day: whole.format(date), count: content?.total ?? 0 })}
      aria-describedby="calendar-help"
      aria-current={isNow ? 'date' : undefined}
      className={styles['day']}
      data-day={day}
      data-over={isOver || undefined}
      data-outside={props.isOutside || undefined}
      onKeyDown={(event) => props.onDayKey(event, day)}
      onFocus={props.onFocus}
    >
      <div className={styles['dayHead']}>
        <span className={styles['number']} data-now={isNow || undefined}>
          {isLong ? whole.format(date) : date.getUTCDate()}
        </span>
        {props.onCreate && (
          <ActionIcon
            size={24}
            className={styles['add'] ?? ''}
            tabIndex={isTabStop ? 0 : -1}
            aria-label={t('calendar.create', { day: format.date(day) })}
            onClick={props.onCreate}
          >
            <IconPlus size={14} />
          </ActionIcon>
        )}
      </div>
      <ul className={styles['cards']}>
        {records.map((record) => (
          <li key={record.id}>
            <DatedCard
              record={record}
              object={props.object}
              from={props.from}
              day={day}
              isFirst={props.startsHere(record)}
              isTabStop={isTabStop}
              isMovable={isMovable}
              rule={props.colourOf(record)}
              onOpen={() => props.onOpen(record)}
              onKeyDown={(event) => props.onCardKey(event, record, day)}
            />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <UnstyledButton
          className={styles['more']}
          tabIndex={isTabStop ? 0 : -1}
          onClick={props.onMore}
        >
          {t(content?.totalIsLowerBound ? 'calendar.moreThan' : 'calendar.more', {
            count: more,
            number: format.number(more),
          })}
        </UnstyledButton>
      )}
    </div>
  );
}
