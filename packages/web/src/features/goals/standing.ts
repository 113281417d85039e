import { addMoney, type Money } from '@relata/model';

/** How somebody, or a team, does in a period. Amounts in the workspace's currency. */
export interface Standing {
  goal: Money;
  won: Money;
  /** Open deals that are to close in the period, each as far as it is probable. */
  open: Money;
  /** What is still to be won; zero where the goal is reached. */
  missing: Money;
  /** Won of the goal; null where there is no goal to reach. */
  percent: number | null;
  /** `onTrack`: what is won and what is probable come to the goal together. */
  state: 'reached' | 'onTrack' | 'behind' | 'none';
}

const isNegative = (amount: string) => amount.startsWith('-');

/** `goal` null: nobody has set one. */
export function standingOf(
  { goal, won, open }: { goal: string | null; won: string; open: string },
  currency: string,
): Standing {
  const money = (amount: string): Money => ({ amount, currency });
  const left = addMoney([goal ?? '0', `-${won}`], currency);
  const unlikely = addMoney([left, `-${open}`], currency);
  const isReached = isNegative(left) || Number(left) === 0;
  return {
    goal: money(addMoney([goal ?? '0'], currency)),
    won: money(addMoney([won], currency)),
    open: money(addMoney([open], currency)),
    missing: money(isReached ? addMoney([], currency) : left),
    percent: Number(goal) ? Math.floor((Number(won) / Number(goal)) * 1000) / 10 : null,
    state:
      goal === null
        ? 'none'
        : isReached
          ? 'reached'
          : isNegative(unlikely) || Number(unlikely) === 0
            ? 'onTrack'
            : 'behind',
  };
}
