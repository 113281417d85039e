import { type ComponentType } from 'react';
import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';

/** What stands above the views of an object that has more to show than its records. */
export const ownBars: Record<string, ComponentType> = {
  lead: lazy(() =>
    withTextsOf(['leads'], import('../../features/leads/top-menu.tsx')).then((module) => ({
      default: module.LeadMenu,
    })),
  ),
  goal: lazy(() =>
    withTextsOf(['goals'], import('../../features/goals/menu.tsx')).then((module) => ({
      default: module.GoalMenu,
    })),
  ),
};
