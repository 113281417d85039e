import type { AnyRecord } from '@relata/client';
import type { Money } from '@relata/model';
import { type Period, quartersOf, yearOf } from './period.ts';

export interface Goal {
  record: AnyRecord;
  owner: string;
  from: string;
  to: string;
  target: Money;
}

/** What stands in a cell: the goal of the quarter; goals that lie in it or reach beyond it; nothing. */
export interface PlanCell {
  own: Goal | null;
  others: Goal[];
}

export const yearBefore = ({ from }: Period): Period =>
  yearOf(`${String(Number(from.slice(0, 4)) - 1).padStart(4, '0')}-01-01`);

export const cellOf = (goals: readonly Goal[], owner: string, { from, to }: Period): PlanCell => {
  const here = goals.filter((one) => one.owner === owner && one.from <= to && one.to >= from);
  const own = here.find((one) => one.from === from && one.to === to) ?? null;
  return { own, others: own ? [] : here };
};

/** A goal to be made: `target` of somebody for a quarter. */
export type NewGoal = { owner: string; startsOn: string; endsOn: string; target: Money };

/** The goals of `source` for those who have nothing in `into` yet. */
export const copied = (goals: readonly Goal[], source: Period, into: Period): NewGoal[] =>
  goals.flatMap(({ owner, from, to, target }) => {
    const { own, others } = cellOf(goals, owner, into);
    if (from !== source.from || to !== source.to || own || others.length) return [];
    return [{ owner, startsOn: into.from, endsOn: into.to, target }];
  });

/** Quarter by quarter from the year before. */
export const copiedYear = (goals: readonly Goal[], year: Period): NewGoal[] => {
  const before = quartersOf(yearBefore(year));
  return quartersOf(year).flatMap((quarter, i) => {
    const source = before[i];
    return source ? copied(goals, source, quarter) : [];
  });
};
