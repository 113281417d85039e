import type { AnyRecord, BoardColumn, Counted } from '@relata/client';
import type { Money } from '@relata/model';

export type Column = BoardColumn<AnyRecord>;

/** What the headers add up. */
export interface Measures {
  sum?: string | undefined;
  weight?: string | undefined;
  /** Units of the workspace's currency for one of each; the workspace's own is 1. */
  rates: Record<string, string>;
}

/** The columns after a card has gone from one to another; both headers follow at once. The server's figures replace these. */
export function moveCard(
  columns: readonly Column[],
  id: string,
  to: string | null,
  changes: Partial<AnyRecord>,
  measures: Measures,
): Column[] {
  const from = columns.find((column) => column.records.some((record) => record.id === id));
  const card = from?.records.find((record) => record.id === id);
  if (!from || !card || from.key === to) return [...columns];
  const moved: AnyRecord = { ...card, ...changes };
  return columns.map((column) => {
    if (column.key === from.key)
      return {
        ...added(column, card, -1, measures),
        records: column.records.filter((record) => record.id !== id),
      };
    if (column.key === to)
      return { ...added(column, moved, 1, measures), records: [moved, ...column.records] };
    return column;
  });
}

/** The columns without a card that is gone. */
export function takeCard(columns: readonly Column[], id: string, measures: Measures): Column[] {
  return columns.map((column) => {
    const card = column.records.find((record) => record.id === id);
    if (!card) return column;
    return {
      ...added(column, card, -1, measures),
      records: column.records.filter((record) => record !== card),
    };
  });
}

/** Other values of a card, wherever it stands. */
export const patchCard = (
  columns: readonly Column[],
  id: string,
  values: Partial<AnyRecord>,
): Column[] =>
  columns.map((column) => ({
    ...column,
    records: column.records.map((record) => (record.id === id ? { ...record, ...values } : record)),
  }));

/** The columns with a card on top of the one that it belongs to; counts and sums know it already. */
export const showCard = (columns: readonly Column[], card: AnyRecord, group: string): Column[] =>
  columns.map((column) =>
    holds(column, keyOf(card[group])) ? { ...column, records: [card, ...column.records] } : column,
  );

const holds = ({ key, values }: Column, value: string | null): boolean =>
  values && value !== null ? values.includes(value) : key === value;

/** More of what has come true in a period. */
export const appendDone = (
  columns: readonly Column[],
  key: string | null,
  records: readonly AnyRecord[],
  next: string | null,
): Column[] =>
  columns.map((column) =>
    column.key === key && column.done
      ? { ...column, done: { ...column.done, next, records: [...column.done.records, ...records] } }
      : column,
  );

/** The column in which a value stands: the id of a stage, an option, null where it is empty. */
export function keyOf(value: unknown): string | null {
  if (typeof value === 'object' && value !== null && 'id' in value) return String(value.id);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** More cards at the end of a column; those that moved up meanwhile are not shown twice. */
export const appendCards = (
  columns: readonly Column[],
  key: string | null,
  records: readonly AnyRecord[],
  next: string | null,
): Column[] =>
  columns.map((column) => {
    if (column.key !== key) return column;
    const known = new Set(column.records.map((record) => record.id));
    return {
      ...column,
      next,
      records: [...column.records, ...records.filter((record) => !known.has(record.id))],
    };
  });

function added(
  column: Column,
  card: AnyRecord,
  sign: 1 | -1,
  { sum, weight, rates }: Measures,
): Column {
  const value = sum ? card[sum] : undefined;
  const amount = isMoney(value)
    ? Number(value.amount) * Number(rates[value.currency] ?? 0)
    : Number(value ?? 0);
  const chance = weight ? card[weight] : undefined;
  const share = typeof chance === 'number' ? chance / 100 : 0;
  const count = <C extends Counted>(counted: C): C => ({
    ...counted,
    count: Math.max(0, counted.count + sign),
    sum: plus(counted.sum, sign * amount),
    weighted: plus(counted.weighted, sign * amount * share),
  });
  return { ...count(column), ...(column.total ? { total: count(column.total) } : {}) };
}

const plus = (sum: Counted['sum'], amount: number): Counted['sum'] =>
  typeof sum === 'string'
    ? String(Number(sum) + amount)
    : sum && { ...sum, amount: (Number(sum.amount) + amount).toFixed(2) };

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;

/** Does dropping cards change anything? Of several, some may come from elsewhere than the one that is held. */
export const isElsewhere = (
  cards: readonly AnyRecord[],
  from: unknown,
  { key }: Pick<Column, 'key'>,
): boolean => cards.length > 1 || key !== from;
