import type { Feature } from '#engine/engine.ts';
import { keepApart } from './keep-apart.ts';
import { nameGoals } from './name-goals.ts';

/** What people are to sell. What they have sold is asked of the deals, with the rights of whoever asks. */
export const goals: Feature = {
  name: 'goals',
  rules: { goal: nameGoals },
  consequences: { goal: keepApart },
};
