import type { Feature } from '#engine/engine.ts';
import { endDays } from './all-day.ts';
import { countBack, followDates } from './count-back.ts';
import { keepNextActivity } from './next-activity.ts';
import { stampDone } from './stamp-done.ts';
import { tellDirection } from './tell-direction.ts';

export const activities: Feature = {
  name: 'activities',
  rules: {
    activity: async (work, drafts) => {
      await countBack(work, drafts);
      tellDirection(work, drafts);
      await endDays(work, drafts);
      stampDone(work, drafts);
    },
  },
  consequences: { activity: keepNextActivity, '*': followDates },
};
