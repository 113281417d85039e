import { ActionIcon } from '@mantine/core';
import type { Counted } from '@relata/client';
import type { Money } from '@relata/model';
import { IconLock, IconPlus, IconTrophy, IconX } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useMe } from '../../data/session.ts';
import { Dot } from '../../fields/dot.tsx';
import styles from './board.module.css';
import { columnMenus } from './column-menus.ts';
import { useBoardFrame } from './context.ts';
import { dueColours } from './due-colours.ts';
import type { Column } from './move.ts';

interface Props {
  column: Column;
  name: string;
  /** What is in the hand may not be dropped here. */
  isClosed: boolean;
  /** Missing: nothing may be made here. */
  onAdd: (() => void) | undefined;
}

/** What a column is called, how much is in it and what that adds up to. */
export function ColumnHead({ column, name, isClosed, onAdd }: Props) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const { done, total } = column;
  const { object, grouping } = useBoardFrame();
  const { can } = useMe();
  const target = object.fields[grouping.field]?.to ?? '';
  const Menu = can.administer ? columnMenus[target] : undefined;
  const { count, countIsLowerBound } = total ?? column;
  return (
    <header className={styles['head']}>
      <h3 className={styles['name']}>
        {total ? null : <Dot colour={column.colour ?? dueColours[column.key ?? ''] ?? null} />}
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
        <span className={styles['count']} title={t('count', { count })}>
          {format.number(count)}
          {countIsLowerBound ? '+' : ''}
        </span>
      </h3>
      <span className={styles['headEnd']}>
        {onAdd ? (
          <ActionIcon size={24} aria-label={t('addTo', { column: name })} onClick={onAdd}>
            <IconPlus size={16} />
          </ActionIcon>
        ) : null}
        {Menu && column.key !== null ? (
          <Suspense fallback={null}>
            <Menu ids={column.values ?? [column.key]} name={name} />
          </Suspense>
        ) : null}
      </span>
      {total && done ? (
        <dl className={styles['forecast']}>
          <Line label={t('forecast.open')} counted={column} />
          <Line label={t('means.won')} counted={done} isDone />
          <Line label={t('forecast.total')} counted={total} />
        </dl>
      ) : column.sum ? (
        <div className={styles['sums']}>
          <Sums counted={column} />
        </div>
      ) : null}
    </header>
  );
}

/** One line of a forecast: how many, what they add up to, and that weighted. */
function Line({
  label,
  counted,
  isDone = false,
}: {
  label: string;
  counted: Counted;
  isDone?: boolean;
}) {
  const format = useFormat();
  return (
    <div data-done={isDone || undefined}>
      <dt>{label}</dt>
      <dd>
        <span>{format.number(counted.count)}</span>
        <Sums counted={isDone ? { count: counted.count, sum: counted.sum ?? null } : counted} />
      </dd>
    </div>
  );
}

function Sums({ counted: { sum, weighted } }: { counted: Counted }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  if (!sum) return null;
  if (typeof sum === 'string') return <b>{format.number(sum)}</b>;
  return (
    <>
      <b title={format.money(sum)}>{format.moneyShort(sum)}</b>
      {weighted && typeof weighted !== 'string' && weighted.amount !== sum.amount ? (
        <span title={`${t('weighted')}: ${format.money(weighted)}`}>
          {t('weightedShort', { amount: format.moneyShort(weighted) })}
        </span>
      ) : null}
      {sum.unconverted.length ? <Unconverted amounts={sum.unconverted} /> : null}
    </>
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
