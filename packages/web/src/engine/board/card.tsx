import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { IconAlertTriangle, IconHourglassHigh } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { prefetchRecord } from '../../data/records.ts';
import { Due } from '../../fields/dateTime/due.tsx';
import { FieldCell, isEmpty, referenceOf } from '../../fields/index.tsx';
import { Person } from '../../fields/user/person.tsx';
import styles from './board.module.css';

interface Props {
  object: DescribedObject;
  card: AnyRecord;
  columnKey: string | null;
  fields: readonly string[];
  isMovable: boolean;
  /** Picked up with the keyboard. */
  isPicked: boolean;
  /** Days after which a card of this column is overdue to be worked; null: never. */
  rotAfterDays: number | null;
  /** The one card of the board that Tab reaches. */
  isTabStop: boolean;
  onOpen: (card: AnyRecord) => void;
  onKeyDown: (event: KeyboardEvent, card: AnyRecord) => void;
  onFocus: (id: string) => void;
  menu: (card: AnyRecord) => React.ReactNode;
}

const day = 86_400_000;

export const Card = memo(function Card(props: Props) {
  const {
    object,
    card,
    columnKey,
    fields,
    isMovable,
    isPicked,
    rotAfterDays,
    isTabStop,
    onOpen,
    onKeyDown,
    onFocus,
    menu,
  } = props;
  const { t } = useTranslation('board');
  const labels = useLabels();
  const element = useRef<HTMLDivElement>(null);
  const [isDragging, setDragging] = useState(false);

  useEffect(() => {
    if (!element.current || !isMovable) return undefined;
    return draggable({
      element: element.current,
      getInitialData: () => ({ type: 'card', id: card.id, from: columnKey }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [card.id, columnKey, isMovable]);

  const since = card['stageSince'];
  const days =
    typeof since === 'string' ? Math.floor((Date.now() - Date.parse(since)) / day) : null;
  const isRotting =
    days !== null &&
    rotAfterDays !== null &&
    days >= rotAfterDays &&
    card['status'] !== 'won' &&
    card['status'] !== 'lost';
  const next = card['nextActivityAt'];
  const owner = card['owner'];
  const isOpen = card['status'] === undefined || card['status'] === 'open';

  return (
    // The title is the button; the rest of the card is a larger target for the mouse.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      ref={element}
      className={styles['card']}
      data-card={card.id}
      data-dragging={isDragging || undefined}
      data-picked={isPicked || undefined}
      data-rotting={isRotting || undefined}
      onClick={() => onOpen(card)}
      onMouseEnter={() => prefetchRecord(object, card.id)}
    >
      <div className={styles['top']}>
        <button
          type="button"
          className={styles['title']}
          tabIndex={isTabStop ? 0 : -1}
          aria-describedby={isMovable ? 'board-help' : undefined}
          aria-pressed={isPicked || undefined}
          onKeyDown={(event) => onKeyDown(event, card)}
          onFocus={() => onFocus(card.id)}
        >
          {card.title || t('untitled')}
        </button>
        {menu(card)}
      </div>
      <dl className={styles['facts']}>
        {fields.map((name) => {
          const value = card[name];
          if (isEmpty(value)) return null;
          return (
            <div key={name} title={labels.field(object, name)}>
              <dt className={styles['hidden']}>{labels.field(object, name)}</dt>
              <dd>
                <FieldCell object={object} name={name} value={value} record={card} />
              </dd>
            </div>
          );
        })}
      </dl>
      <div className={styles['foot']}>
        <span className={styles['marks']}>
          {object.timeline && isOpen ? (
            typeof next === 'string' ? (
              <Due at={next} short />
            ) : (
              <span className={styles['none']}>
                <IconAlertTriangle size={14} aria-hidden />
                {t('noActivity')}
              </span>
            )
          ) : null}
          {days !== null && days > 0 && isOpen ? (
            <span
              className={isRotting ? styles['rotten'] : undefined}
              title={t(isRotting ? 'rotting' : 'inStage', { count: days })}
            >
              <IconHourglassHigh size={12} aria-hidden style={{ verticalAlign: '-1px' }} />{' '}
              {t('days', { count: days })}
            </span>
          ) : null}
        </span>
        {isReference(owner) ? <Person value={referenceOf(owner)} nameless /> : null}
      </div>
    </div>
  );
});

const isReference = (value: unknown): value is string | { id: string } =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && 'id' in value);
