import { TextInput } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { sayProblem } from '../../data/undo.ts';
import { change, create, remove } from '../../data/writes.ts';
import { readNumber } from '../../fields/number/read-number.ts';
import classes from './goals.module.css';
import type { Period } from './period.ts';
import type { PlanCell } from './plan-data.ts';

interface Props {
  goal: DescribedObject;
  owner: string;
  label: string;
  quarter: Period;
  cell: PlanCell;
  /** Of goals that are new. */
  currency: string;
  place: { row: number; column: number };
  /** Changes of the plan come one after the other, each made of what the one before has left. */
  inTurn: (task: () => Promise<void>) => Promise<void>;
}

/** An amount in the plan. Typing another sets, changes or takes away the goal; Enter, Tab and the arrows go on from cell to cell. */
export function GoalCell({ goal, owner, label, quarter, cell, currency, place, inTurn }: Props) {
  const { t } = useTranslation('goals');
  const format = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const { own, others } = cell;
  if (others.length)
    return (
      <span className={classes['other']} title={t('otherPeriod')}>
        {others.map(({ target, record }) => `${format.money(target)} (${record.title})`).join(', ')}
      </span>
    );
  const shown = own ? own.target : null;
  const write = async (amount: string | null) => {
    if (!own && amount !== null)
      await create(goal, {
        owner,
        startsOn: quarter.from,
        endsOn: quarter.to,
        target: { amount, currency },
      });
    else if (own && amount === null) await remove(goal, [own.record]);
    else if (own)
      await change(goal, own.record, { target: { ...own.target, amount: amount ?? '' } });
  };
  const leave = async () => {
    if (typed === null) return;
    const amount = typed.trim() === '' ? null : readNumber(typed, format.locale);
    const isUnread = amount === null && typed.trim() !== '';
    if (isUnread || amount?.startsWith('-')) {
      setWrong(true);
      return;
    }
    setWrong(false);
    try {
      if (amount === null ? own : !own || Number(amount) !== Number(own.target.amount))
        await inTurn(() => write(amount));
      setTyped(null);
    } catch (error) {
      sayProblem(error);
    }
  };
  const isForeign = shown !== null && shown.currency !== currency;
  return (
    <TextInput
      size="xs"
      autoComplete="off"
      inputMode="decimal"
      aria-label={label}
      error={isWrong ? t('notAnAmount') : undefined}
      classNames={{ input: classes['amount'] ?? '' }}
      data-row={place.row}
      data-column={place.column}
      value={typed ?? (shown ? format.number(shown.amount) : '')}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void leave()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return goOn(event, place, typed !== null);
        setTyped(null);
        setWrong(false);
      }}
      {...(isForeign && { rightSection: shown.currency, rightSectionWidth: 40 })}
    />
  );
}

/** Which cell a key leads to; null where the page decides. Tab passes what stands between the cells only after typing. */
function stepOf({ key, shiftKey }: KeyboardEvent, isTyped: boolean): [number, number] | null {
  if (key === 'ArrowUp' || (key === 'Enter' && shiftKey)) return [-1, 0];
  if (key === 'ArrowDown' || key === 'Enter') return [1, 0];
  if (key === 'Tab' && isTyped) return [0, shiftKey ? -1 : 1];
  return null;
}

function goOn(
  event: KeyboardEvent<HTMLInputElement>,
  { row, column }: Props['place'],
  isTyped: boolean,
): void {
  const step = stepOf(event, isTyped);
  if (!step) return;
  const next = event.currentTarget
    .closest('table')
    ?.querySelector(`input[data-row="${row + step[0]}"][data-column="${column + step[1]}"]`);
  // From the last quarter Tab goes on to whatever follows.
  if (!(next instanceof HTMLInputElement) && event.key === 'Tab') return;
  event.preventDefault();
  if (next instanceof HTMLInputElement) next.focus();
  else event.currentTarget.blur();
}
