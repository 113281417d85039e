import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { AnyRecord, DescribedObject } from '@relata/client';
import type { ColourRule } from '@relata/model';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { prefetchRecord } from '../../data/records.ts';
import styles from './calendar.module.css';

interface Props {
  record: AnyRecord;
  object: DescribedObject;
  /** Field in which it begins. */
  from: string;
  /** The day on which this card of it stands. */
  day: string;
  /** It begins on this day. */
  isFirst: boolean;
  isTabStop: boolean;
  isMovable: boolean;
  rule: ColourRule | undefined;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A record on a day: its time, where it has one, and its title. */
export function DatedCard(props: Props) {
  const { record, object, from, day, isFirst, isTabStop, isMovable, rule } = props;
  const { t } = useTranslation('views');
  const format = useFormat();
  const element = useRef<HTMLButtonElement>(null);
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    if (!element.current || !isMovable) return undefined;
    return draggable({
      element: element.current,
      getInitialData: () => ({ type: 'dated', id: record.id, day }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [record.id, day, isMovable]);
  const begins = record[from];
  const isTimed = object.fields[from]?.kind === 'dateTime' && record['allDay'] !== true;
  return (
    <button
      ref={element}
      type="button"
      className={styles['card']}
      data-card={record.id}
      data-dragging={isDragging || undefined}
      data-colour={rule?.colour}
      title={rule ? `${record.title} – ${rule.name}` : record.title}
      tabIndex={isTabStop ? 0 : -1}
      onClick={props.onOpen}
      onKeyDown={props.onKeyDown}
      onMouseEnter={() => prefetchRecord(object, record.id)}
    >
      {isTimed && isFirst && typeof begins === 'string' && (
        <span className={styles['time']}>{format.time(begins)}</span>
      )}
      <span className={styles['title']}>{record.title || t('calendar.untitled')}</span>
      {rule && <span className="visually-hidden">{rule.name}</span>}
    </button>
  );
}
