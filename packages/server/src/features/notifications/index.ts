import type { Feature } from '#engine/engine.ts';
import { accessGranted } from './access-granted.ts';
import { follow, unfollow } from './follow.ts';
import { followed } from './followed.ts';
import { followMerged } from './follow-merged.ts';
import { forgetOld } from './forget-old.ts';
import { ownerChanged } from './owner-changed.ts';
import { workFinished } from './work-finished.ts';

export { notify } from './notify.ts';
export { peopleNamed } from './people-named.ts';
export { addNotificationRoutes } from './routes.ts';

export const notifications: Feature = {
  name: 'notifications',
  merging: followMerged,
  actions: { '*.follow': follow, '*.unfollow': unfollow },
  reactions: [ownerChanged, accessGranted, followed, workFinished],
  async jobs(engine, jobs) {
    await jobs.define('notifications.old', {}, () => forgetOld(engine));
    await jobs.schedule('notifications.old', '40 3 * * *');
  },
};
