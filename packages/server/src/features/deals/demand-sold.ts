import { Refusal } from '@relata/model';
import type { Feature } from '#engine/engine.ts';

type Demand = NonNullable<NonNullable<Feature['merging']>['demands']>[string];

/** A sale does not disappear into a deal that is none: it is the won one that stays. */
export const demandSold: Demand = async (_work, main, others) => {
  if (main['status'] !== 'won' && others.some((one) => one['status'] === 'won'))
    throw new Refusal('conflict', 'a won deal is among them: it has to be the one that stays', {
      reason: 'merge_won',
    });
};
