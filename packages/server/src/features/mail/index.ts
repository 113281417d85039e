import type { Feature } from '#engine/engine.ts';
import { changeMailSettings, mailChanges, mailSettingsNow } from './mail-settings.ts';

export { addMailRoutes } from './routes.ts';

export const mail: Feature = {
  name: 'mail',
  settings: {
    mail: {
      now: mailSettingsNow,
      change: (work, before) => changeMailSettings(work, mailChanges.parse(before)),
    },
  },
};
