import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Button } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { IconTrophy } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';
import { Card } from './card.tsx';
import { ColumnHead } from './column-head.tsx';
import { useBoardFrame } from './context.ts';
import type { Column as BoardColumn } from './move.ts';

interface Props {
  column: BoardColumn;
  name: string;
  mayCreate: boolean;
  /** What is dragged may not be dropped here. */
  isClosed: boolean;
  /** The keyboard is about to drop here. */
  isAimedAt: boolean;
  quickAdd: ReactNode;
  onQuickAdd: () => void;
  /** Ids of the cards that are chosen. */
  chosen: ReadonlySet<string>;
  /** Id of the card that is held with the keyboard. */
  held: string | null;
  /** Id of the card that Tab reaches. */
  tabStop: string | null;
}

/** Longer columns draw only the cards that can be seen. */
const many = 100;

export function Column({
  column,
  name,
  mayCreate,
  isClosed,
  isAimedAt,
  quickAdd,
  onQuickAdd,
  chosen,
  held,
  tabStop,
}: Props) {
  const { t } = useTranslation('board');
  const { doings } = useBoardFrame();
  const root = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [isOver, setOver] = useState(false);
  const { records, next, done } = column;
  const isVirtual = records.length > many;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled to remember
  const rows = useVirtualizer({
    count: records.length,
    getScrollElement: () => list.current,
    estimateSize: () => 118,
    overscan: 6,
    enabled: isVirtual,
    getItemKey: (i) => records[i]?.id ?? i,
  });

  useEffect(() => {
    if (!root.current || !list.current) return undefined;
    return combine(
      dropTargetForElements({
        element: root.current,
        getData: () => ({ type: 'column', key: column.key }),
        canDrop: ({ source }) => source.data['type'] === 'card',
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      autoScrollForElements({
        element: list.current,
        canScroll: ({ source }) => source.data['type'] === 'card',
      }),
    );
  }, [column.key]);

  useEffect(() => {
    if (isAimedAt) root.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isAimedAt]);

  const cardOf = (card: AnyRecord, isDone = false) => (
    <Card
      card={card}
      columnKey={column.key}
      isPicked={card.id === held}
      isChosen={chosen.has(card.id)}
      isTabStop={card.id === tabStop}
      isJoined={column.values !== undefined}
      isDone={isDone}
    />
  );

  // The next cards are fetched before the last one comes into sight.
  const onScroll = () => {
    const box = list.current;
    if (box && next !== null && box.scrollHeight - box.scrollTop - box.clientHeight < 600)
      doings.current.more(column);
  };
  useEffect(onScroll);

  return (
    <section
      ref={root}
      className={styles['column']}
      aria-label={name}
      data-choosing={chosen.size > 0 || undefined}
      data-column={column.key ?? ''}
      data-over={isOver || isAimedAt || undefined}
      data-closed={isClosed || undefined}
    >
      <ColumnHead
        column={column}
        name={name}
        isClosed={isClosed}
        onAdd={mayCreate ? onQuickAdd : undefined}
      />
      {quickAdd}
      <ul ref={list} className={styles['cards']} onScroll={onScroll} tabIndex={-1}>
        {isVirtual ? (
          <>
            <li aria-hidden style={{ height: rows.getVirtualItems()[0]?.start ?? 0, padding: 0 }} />
            {rows.getVirtualItems().map((row) => {
              const card = records[row.index];
              return card ? (
                <li
                  key={row.key}
                  ref={rows.measureElement}
                  data-index={row.index}
                  aria-posinset={row.index + 1}
                  aria-setsize={column.count}
                >
                  {cardOf(card)}
                </li>
              ) : null;
            })}
            <li
              aria-hidden
              style={{
                height: rows.getTotalSize() - (rows.getVirtualItems().at(-1)?.end ?? 0),
                padding: 0,
              }}
            />
          </>
        ) : (
          records.map((card) => <li key={card.id}>{cardOf(card)}</li>)
        )}
        {records.length || done?.count ? null : (
          <li className={styles['empty']}>{t('emptyColumn')}</li>
        )}
        {done?.count ? (
          <>
            <li className={styles['doneHead']}>
              <IconTrophy size={14} aria-hidden />
              {t('wonHere', { count: done.count })}
            </li>
            {done.records.map((card) => (
              <li key={card.id}>{cardOf(card, true)}</li>
            ))}
            {done.next === null ? null : (
              <li>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  fullWidth
                  onClick={() => doings.current.moreDone(column)}
                >
                  {t('moreWon')}
                </Button>
              </li>
            )}
          </>
        ) : null}
      </ul>
    </section>
  );
}
