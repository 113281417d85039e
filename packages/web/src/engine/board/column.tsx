import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { ActionIcon } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import type { Money } from '@relata/model';
import { IconLock, IconPlus, IconTrophy, IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { Dot } from '../../fields/dot.tsx';
import styles from './board.module.css';
import { Card } from './card.tsx';
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
  /** Id of the card that is held with the keyboard. */
  held: string | null;
  /** Id of the card that Tab reaches. */
  tabStop: string | null;
  rotAfterDays: number | null;
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
  held,
  tabStop,
  rotAfterDays,
}: Props) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const { doings } = useBoardFrame();
  const root = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [isOver, setOver] = useState(false);
  const { records, next } = column;
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

  const cardOf = (card: AnyRecord) => (
    <Card
      card={card}
      columnKey={column.key}
      isPicked={card.id === held}
      isTabStop={card.id === tabStop}
      rotAfterDays={rotAfterDays}
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
      data-column={column.key ?? ''}
      data-over={isOver || isAimedAt || undefined}
      data-closed={isClosed || undefined}
    >
      <header className={styles['head']}>
        <h3 className={styles['name']}>
          <Dot colour={column.colour} />
          <span title={name}>{name}</span>
          {isClosed ? (
            <IconLock size={14} role="img" aria-label={t('closed')} title={t('closed')} />
          ) : null}
          {column.means === 'won' ? (
            <IconTrophy size={14} role="img" aria-label={t('means.won')} />
          ) : null}
          {column.means === 'lost' ? (
            <IconX size={14} role="img" aria-label={t('means.lost')} />
          ) : null}
          <span className={styles['count']} title={t('count', { count: column.count })}>
            {format.number(column.count)}
          </span>
        </h3>
        {mayCreate ? (
          <ActionIcon size={24} aria-label={t('addTo', { column: name })} onClick={onQuickAdd}>
            <IconPlus size={16} />
          </ActionIcon>
        ) : (
          <span />
        )}
        {column.sum ? (
          <div className={styles['sums']}>
            {column.sum ? (
              <b title={format.money(column.sum)}>{format.moneyShort(column.sum)}</b>
            ) : null}
            {column.weighted && column.weighted.amount !== column.sum.amount ? (
              <span title={`${t('weighted')}: ${format.money(column.weighted)}`}>
                {t('weightedShort', { amount: format.moneyShort(column.weighted) })}
              </span>
            ) : null}
            {column.sum.unconverted.length ? (
              <Unconverted amounts={column.sum.unconverted} />
            ) : null}
          </div>
        ) : null}
      </header>
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
        {records.length ? null : <li className={styles['empty']}>{t('emptyColumn')}</li>}
      </ul>
    </section>
  );
}

/** Amounts in currencies without a rate: two in sight, all of them on hovering. */
function Unconverted({ amounts }: { amounts: readonly Money[] }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const more = amounts.length - 2;
  const shown = amounts.slice(0, 2).map((one) => format.moneyShort(one));
  return (
    <span title={`${t('unconverted')}: ${format.list(amounts.map((one) => format.money(one)))}`}>
      + {shown.join(' + ')}
      {more > 0 ? ` +${more}` : null}
    </span>
  );
}
