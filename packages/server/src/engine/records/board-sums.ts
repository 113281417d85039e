import { type CatalogObject, type Field, fieldOf, Refusal, summedBy } from '@relata/model';
import { Big } from 'big.js';
import { storageOf } from '../fields/storage.ts';
import type { AggregateRow } from './aggregate.ts';
import { addMoney, type MoneySum, noMoney } from './money-sum.ts';

/** A sum of money, or of another number as decimal text. */
export type Sum = MoneySum | string;

/** How many there are and what they add up to; without sums where the actor may not see them. */
export interface Counted {
  count: number;
  countIsLowerBound?: true;
  sum?: Sum;
  weighted?: Sum;
}

/** What the header of each column adds up. */
export interface Measured {
  /** Name of the field; undefined: records are counted, and that is all. */
  sum: string | undefined;
  isWeighted: boolean;
  /** What nothing adds up to. */
  none: Sum;
}

/** The field of that name, where it can be added up. */
export function summedField(object: CatalogObject, name: string): Field {
  const field = fieldOf(object, name);
  if (!['numeric', 'bigint'].includes(storageOf(field).type))
    throw new Refusal('malformed', `'${name}' cannot be added up`);
  return field;
}

/** Adds up what is asked for, else what the object says, or nothing; money is weighted where the object has a weight. */
export function measuredBy(
  object: CatalogObject,
  wanted: string | undefined,
  maySum: boolean,
  currency: string,
): Measured {
  const sum = summedBy(object, wanted);
  const isMoney = sum !== undefined && summedField(object, sum).kind === 'money';
  return {
    sum: maySum ? sum : undefined,
    isWeighted: maySum && isMoney && object.board?.weight !== undefined,
    none: isMoney ? noMoney(currency) : '0',
  };
}

export const measuresOf = ({ sum, isWeighted }: Measured): string =>
  ['count', ...(sum ? [`sum(${sum})`] : []), ...(isWeighted ? [`weighted(${sum})`] : [])].join();

/** What the row of a group says; without one there is nothing in it. `isSummed`: its sums may be told. */
export function countedBy(
  row: AggregateRow | undefined,
  { sum, isWeighted, none }: Measured,
  isSummed: boolean,
): Counted {
  const value = (measure: string) => (row ? (row[measure] as Sum | null) : none);
  const whole = isSummed && sum !== undefined ? value(`sum(${sum})`) : null;
  const weighted = whole !== null && isWeighted ? value(`weighted(${sum})`) : null;
  return {
    count: Number(row?.['count'] ?? 0),
    ...(whole === null ? {} : { sum: whole }),
    ...(weighted === null ? {} : { weighted }),
  };
}

/** Both together; a sum only where both may be told. */
export const plus = (a: Counted, b: Counted): Counted => ({
  count: a.count + b.count,
  ...(a.sum !== undefined && b.sum !== undefined ? { sum: add(a.sum, b.sum) } : {}),
  ...(a.weighted !== undefined && b.weighted !== undefined
    ? { weighted: add(a.weighted, b.weighted) }
    : {}),
});

/** What is open and what has come true, which weighs in full, whatever it weighed before. */
export const together = (open: Counted, { weighted: _, ...done }: Counted): Counted =>
  plus(open, done.sum === undefined ? done : { ...done, weighted: done.sum });

const add = (a: Sum, b: Sum): Sum =>
  typeof a === 'string' || typeof b === 'string'
    ? new Big(String(a)).plus(String(b)).toFixed()
    : addMoney(a, b);
