import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { AnyRecord } from '@relata/client';
import { IconAlertTriangle, IconHourglassHigh } from '@tabler/icons-react';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { prefetchRecord } from '../../data/records.ts';
import { Due } from '../../fields/dateTime/due.tsx';
import { FieldCell, isEmpty, referenceOf } from '../../fields/index.tsx';
import { useReading } from '../../fields/reading.tsx';
import { Person } from '../../fields/user/person.tsx';
import styles from './board.module.css';
import { CardMenu } from './card-menu.tsx';
import { useBoardFrame } from './context.ts';

interface Props {
  card: AnyRecord;
  columnKey: string | null;
  /** Picked up with the keyboard. */
  isPicked: boolean;
  /** The one card of the board that Tab reaches. */
  isTabStop: boolean;
  /** Days after which a card of this column should have moved on; null: never. */
  rotAfterDays: number | null;
}

const day = 86_400_000;

export const Card = memo(function Card({
  card,
  columnKey,
  isPicked,
  isTabStop,
  rotAfterDays,
}: Props) {
  const { object, fields, isMovable, colourOf, doings } = useBoardFrame();
  const rule = colourOf(card);
  const { t } = useTranslation('board');
  const labels = useLabels();
  const { now } = useReading();
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
    typeof since === 'string' ? Math.floor((Date.parse(now) - Date.parse(since)) / day) : null;
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
    <div
      ref={element}
      role="presentation"
      className={styles['card']}
      data-card={card.id}
      data-dragging={isDragging || undefined}
      data-picked={isPicked || undefined}
      data-rotting={isRotting || undefined}
      data-colour={rule?.colour}
      title={rule?.name}
      onClick={() => doings.current.open(card)}
      onMouseEnter={() => prefetchRecord(object, card.id)}
    >
      <div className={styles['top']}>
        <button
          type="button"
          className={styles['title']}
          tabIndex={isTabStop ? 0 : -1}
          aria-describedby={isMovable ? 'board-help' : undefined}
          aria-pressed={isPicked || undefined}
          onKeyDown={(event) => doings.current.keyDown(event, card)}
          onFocus={() => doings.current.focused(card.id)}
        >
          {card.title || t('untitled')}
        </button>
        {rule && <span className="visually-hidden">{rule.name}</span>}
        <CardMenu card={card} columnKey={columnKey} isTabStop={isTabStop} />
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
