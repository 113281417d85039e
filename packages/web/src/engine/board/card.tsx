import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import type { AnyRecord } from '@relata/client';
import { showsActivities } from '@relata/model';
import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { prefetchRecord } from '../../data/records.ts';
import { Due } from '../../fields/dateTime/due.tsx';
import { FieldCell, isEmpty, referenceOf } from '../../fields/index.tsx';
import { RotMark } from '../../fields/rot.tsx';
import { Person } from '../../fields/user/person.tsx';
import styles from './board.module.css';
import { CardMenu } from './card-menu.tsx';
import { useBoardFrame } from './context.ts';
import { nextActivity } from './grouping.ts';
import { ToDoMark } from './to-do-mark.tsx';

interface Props {
  card: AnyRecord;
  columnKey: string | null;
  /** Picked up with the keyboard. */
  isPicked: boolean;
  /** For what is done with many. */
  isChosen: boolean;
  /** The one card of the board that Tab reaches. */
  isTabStop: boolean;
  /** Its column holds several values: the card says which is its own. */
  isJoined?: boolean;
  /** It has come true: it stands where it did, and goes nowhere. */
  isDone?: boolean;
}

export const Card = memo(function Card({
  card,
  columnKey,
  isPicked,
  isChosen,
  isTabStop,
  isJoined = false,
  isDone = false,
}: Props) {
  const { object, grouping, fields, mayChoose, rotOf, toDoOf, colourOf, doings, ...frame } =
    useBoardFrame();
  const isMovable = frame.isMovable && !isDone;
  const rule = colourOf(card);
  const { t } = useTranslation(['board', 'collection']);
  const labels = useLabels();
  const format = useFormat();
  const element = useRef<HTMLDivElement>(null);
  const [isDragging, setDragging] = useState(false);
  /** What the hand holds where it holds several. */
  const told = useRef<(count: number) => string>(() => '');
  told.current = (count) => t('collection:bulk.selected', { count, number: format.number(count) });

  useEffect(() => {
    if (!element.current || !isMovable) return undefined;
    return draggable({
      element: element.current,
      getInitialData: () => ({ type: 'card', id: card.id, from: columnKey }),
      onGenerateDragPreview: ({ nativeSetDragImage }) => {
        const { length: count } = doings.current.together(card.id);
        if (count > 1)
          setCustomNativeDragPreview({
            nativeSetDragImage,
            render: ({ container }) => {
              container.className = styles['many'] ?? '';
              container.textContent = told.current(count);
            },
          });
      },
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [card.id, columnKey, isMovable, doings]);

  const rot = rotOf(card);
  const toDo = isDone ? undefined : toDoOf(card);
  const next = card['nextActivityAt'];
  const isPlanned = grouping.unit === 'due' && grouping.field === nextActivity && isMovable;
  // In a period of many days the card says which of them is its own.
  const dated = isDone ? (object.board?.done?.on ?? '') : grouping.field;
  const date = grouping.unit === null || isPlanned ? null : card[dated];
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
      data-chosen={isChosen || undefined}
      data-rotting={rot === null || rot.level === 'fine' ? undefined : rot.level}
      data-colour={rule?.colour}
      data-done={isDone || undefined}
      title={rule?.name}
      onClick={(event) => {
        // Beside its box is still the box.
        if (event.target instanceof Element && event.target.closest('label')) return;
        const isChoice = event.shiftKey || event.ctrlKey || event.metaKey;
        if (mayChoose && isChoice) doings.current.choose(card, event.shiftKey);
        else doings.current.open(card);
      }}
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
        {mayChoose ? (
          <label className={styles['choice']}>
            <input
              type="checkbox"
              tabIndex={isTabStop ? 0 : -1}
              aria-label={t('collection:table.select', { title: card.title || t('untitled') })}
              checked={isChosen}
              readOnly
              onClick={(event) => doings.current.choose(card, event.shiftKey)}
            />
          </label>
        ) : null}
        <CardMenu card={card} columnKey={columnKey} isTabStop={isTabStop} />
      </div>
      <dl className={styles['facts']}>
        {(isJoined ? [...new Set([grouping.field, ...fields])] : fields).map((name) => {
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
          {typeof date === 'string' ? (
            <span title={labels.field(object, dated)}>{format.date(date)}</span>
          ) : null}
          {showsActivities(object) && isOpen ? (
            typeof next === 'string' ? (
              <Due at={next} short />
            ) : (
              <span className={styles['none']}>
                <IconAlertTriangle size={14} aria-hidden />
                {t('noActivity')}
              </span>
            )
          ) : null}
          {toDo ? <ToDoMark toDo={toDo} /> : null}
          {rot && rot.days > 0 ? <RotMark object={object} rot={rot} /> : null}
        </span>
        {isPlanned && typeof next === 'string' ? (
          <ActionIcon
            size={24}
            className={styles['finish']}
            tabIndex={isTabStop ? 0 : -1}
            aria-label={t('finish', { title: card.title })}
            title={t('finishShort')}
            onClick={(event) => {
              event.stopPropagation();
              doings.current.finish?.(card);
            }}
          >
            <IconCheck size={16} />
          </ActionIcon>
        ) : null}
        {isReference(owner) ? <Person value={referenceOf(owner)} nameless /> : null}
      </div>
    </div>
  );
});

const isReference = (value: unknown): value is string | { id: string } =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && 'id' in value);
