import { type Filter, periodAfter, periodOf, plusDays } from '@relata/model';

/** Days, both included. */
export interface Period {
  from: string;
  to: string;
}

export const scales = ['quarter', 'year'] as const;
export type Scale = (typeof scales)[number];

export const quarterFrom = (from: string): Period => ({
  from,
  to: plusDays(periodAfter(from, 'quarter'), -1),
});

export const yearOf = (day: string): Period => ({
  from: `${day.slice(0, 4)}-01-01`,
  to: `${day.slice(0, 4)}-12-31`,
});

export const quartersOf = (year: Period): Period[] =>
  [0, 1, 2, 3].map((count) => quarterFrom(periodAfter(year.from, 'quarter', count)));

/** The period of the scale in which the day is. */
export const periodAround = (day: string, scale: Scale): Period =>
  scale === 'year' ? yearOf(day) : quarterFrom(periodOf(day, 'quarter'));

/** A day in the period so many later. */
export const movedBy = (from: string, scale: Scale, count: number): string =>
  periodAfter(from, 'quarter', scale === 'year' ? 4 * count : count);

/** Deals that count towards goals of the period: the same conditions behind a number and behind the list that it opens. */
export const dealsBehind = {
  won: ({ from, to }: Period): Filter => ({
    status: { eq: 'won' },
    closedOn: { between: [from, to] },
  }),
  open: ({ from, to }: Period): Filter => ({
    status: { eq: 'open' },
    expectedClose: { between: [from, to] },
  }),
};

/** Goals that lie in the period as a whole: those of its months as well as its own. */
export const goalsWithin = ({ from, to }: Period): Filter => ({
  startsOn: { gte: from },
  endsOn: { lte: to },
});
