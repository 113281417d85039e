import type { Feature } from '#engine/engine.ts';
import { purge } from './purge.ts';

export { removeForGood } from './purge.ts';

export { addRecycleBinRoutes } from './routes.ts';

export const recycleBin: Feature = {
  name: 'recycleBin',
  async jobs(engine, jobs) {
    await jobs.define('recycleBin.purge', { expireInSeconds: 6 * 3600 }, async ({ signal }) => {
      const purged = await purge(engine, signal);
      if (purged)
        engine.log.info({ purged }, 'what had been in the recycle bin for 30 days is gone');
    });
    await jobs.schedule('recycleBin.purge', '10 3 * * *');
  },
};
