import { roundMoney } from '@relata/model';
import { Big } from 'big.js';

/** A sum of money: in the workspace's currency, and what it is made of. */
export interface MoneySum {
  amount: string;
  currency: string;
  parts: { currency: string; amount: string }[];
  /** Amounts in currencies without a rate; they are not in `amount`. */
  unconverted: { currency: string; amount: string }[];
}

export const noMoney = (currency: string): MoneySum => ({
  amount: roundMoney('0', currency),
  currency,
  parts: [],
  unconverted: [],
});

export const addMoney = (a: MoneySum, b: MoneySum): MoneySum => ({
  amount: roundMoney(new Big(a.amount).plus(b.amount), a.currency),
  currency: a.currency,
  parts: together(a.parts, b.parts),
  unconverted: together(a.unconverted, b.unconverted),
});

/** Each currency once, the largest amount first. */
function together(a: MoneySum['parts'], b: MoneySum['parts']): MoneySum['parts'] {
  const found = new Map<string, Big>();
  for (const { currency, amount } of [...a, ...b])
    found.set(currency, (found.get(currency) ?? new Big(0)).plus(amount));
  return [...found]
    .toSorted(([, one], [, other]) => other.cmp(one))
    .map(([currency, amount]) => ({ currency, amount: amount.toFixed(2) }));
}
