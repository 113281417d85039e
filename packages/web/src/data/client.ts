import { createClient } from '@relata/client';
import { viewed } from './viewing.ts';

/** Number of the newest change of settings that was made on this page, in the log. */
export const latestSetting: { entry: number | null } = { entry: null };

/** The one client of this page; the session is a cookie. */
export const client = createClient({
  viewAs: viewed(),
  onSetting(entry) {
    latestSetting.entry = entry;
  },
});
