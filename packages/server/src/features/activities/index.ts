import type { Feature } from '#engine/engine.ts';
import { keepNextActivity } from './next-activity.ts';
import { stampDone } from './stamp-done.ts';

export const activities: Feature = {
  name: 'activities',
  rules: { activity: stampDone },
  consequences: { activity: keepNextActivity },
};
