import { Tooltip, UnstyledButton } from '@mantine/core';
import type { AggregateRow, MoneySum } from '@relata/client';
import type { Money, TotalKind } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { client } from '../../../data/client.ts';
import type { RowSource, WindowState } from '../../../data/record-window.ts';
import { type Column, isNumeric } from '../state/columns.ts';
import { firstTotal } from '../state/total-kinds.ts';
import type { Collection } from '../state/use-collection.ts';
import classes from './table.module.css';

interface Props {
  collection: Collection;
  columns: readonly Column[];
  offsets: ReadonlyMap<string, number>;
  window: RowSource;
  state: WindowState;
}

export const totalOf = ({ object, totals }: Collection, field: string): TotalKind =>
  totals[field] ?? firstTotal(object, field);

/** What columns add up to: `sum(value)`. */
export const measuresOf = (collection: Collection, columns: readonly Column[]): string[] =>
  columns.flatMap(({ field }) => {
    const kind = totalOf(collection, field);
    return kind === 'none' ? [] : [`${kind}(${field})`];
  });

/** How many there are, and what amounts and numbers add up to: asked for by themselves, after the rows. */
export function Totals({ collection, columns, offsets, window, state }: Props) {
  const { object, filter, q } = collection;
  const measures = measuresOf(collection, columns);
  const { data } = useQuery({
    queryKey: ['aggregate', object.name, 'totals', filter, q, measures],
    queryFn: ({ signal }) => client.aggregate(object, { filter, q, measures }, signal),
    enabled: measures.length > 0 && state.isReady && state.rows > 0,
    retry: false,
  });
  const [row] = data ?? [];

  return (
    <div role="row" aria-rowindex={state.rows + 2} className={classes['totals']}>
      <div role="gridcell" className={classes['headCheck']} />
      {columns.map((column) => (
        <div
          key={column.field}
          role="gridcell"
          className={classes['total']}
          style={
            column.pinned
              ? { width: column.width, left: offsets.get(column.field) }
              : { width: column.width }
          }
          data-pinned={column.pinned || undefined}
          data-end={isNumeric(object, column.field) || undefined}
        >
          {column.field === 'title' && (
            <Count collection={collection} window={window} state={state} />
          )}
          {row && <Total row={row} field={column.field} kind={totalOf(collection, column.field)} />}
        </div>
      ))}
      <div role="presentation" className={classes['filler']} />
    </div>
  );
}

/** Exact up to 10,000; beyond that a click counts. */
function Count({ collection, window, state }: Pick<Props, 'collection' | 'window' | 'state'>) {
  const { object, filter, q } = collection;
  const { t } = useTranslation('collection');
  const format = useFormat();
  const [isCounting, setCounting] = useState(false);
  if (state.total === null) return null;
  const number = format.number(state.total);
  if (!state.totalIsLowerBound)
    return <span>{t('totals.count', { count: state.total, number })}</span>;
  const count = () => {
    setCounting(true);
    client
      .list(object, { filter, q, fields: ['id'], limit: 1, total: 'exact' })
      .then(({ page }) => page.total !== undefined && window.setTotal(page.total))
      .catch(() => undefined)
      .finally(() => setCounting(false));
  };
  return (
    <Tooltip label={t('totals.countAll')}>
      <UnstyledButton fz="inherit" td="underline dotted" onClick={count} disabled={isCounting}>
        {isCounting ? t('totals.counting') : t('totals.more', { number })}
      </UnstyledButton>
    </Tooltip>
  );
}

export function Total({ row, field, kind }: { row: AggregateRow; field: string; kind: TotalKind }) {
  const { t } = useTranslation('collection');
  const format = useFormat();
  const value = kind === 'none' ? undefined : row[`${kind}(${field})`];
  if (kind === 'none' || value === null || value === undefined) return null;
  const name = t(`totals.${kind}`);
  const shown = (hint: string, text: string) => (
    <Tooltip label={hint} multiline maw={320}>
      <span className={classes['sum']}>
        {kind !== 'sum' && <span className={classes['totalKind']}>{name} </span>}
        {text}
      </span>
    </Tooltip>
  );
  if (isMoneySum(value)) {
    const parts = value.parts.map((part) => format.money(part));
    const missing = value.unconverted.map((part) => part.currency);
    const hint = missing.length
      ? t('totals.withoutRate', { parts: format.list(parts), currencies: format.list(missing) })
      : parts.length > 1
        ? t('totals.parts', { parts: format.list(parts) })
        : name;
    const sum = format.money(value, { maximumFractionDigits: 0 });
    return shown(hint, missing.length ? `${sum} *` : sum);
  }
  if (isMoney(value)) return shown(name, format.money(value));
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value))
    return shown(name, format.date(value.length === 10 ? value : new Date(value).toISOString()));
  return shown(name, format.number(value, { maximumFractionDigits: 2 }));
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
const isMoneySum = (value: unknown): value is MoneySum =>
  typeof value === 'object' &&
  value !== null &&
  'amount' in value &&
  'currency' in value &&
  'parts' in value;
