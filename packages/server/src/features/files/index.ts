import type { Feature } from '#engine/engine.ts';
import { checkFile, checkFilesField } from './check-file.ts';
import { keepVersions, removeOrphans } from './remove-orphans.ts';

export { isImage } from './content-type.ts';
export { addFileRoutes } from './routes.ts';
export { type Version, versionsOf } from './versions.ts';

export const files: Feature = {
  name: 'files',
  rules: { file: checkFile },
  fieldRules: { files: checkFilesField },
  keepsFiles: keepVersions,
  async jobs(engine, jobs) {
    await jobs.define('files.orphans', {}, async () => {
      const removed = await removeOrphans(engine);
      if (removed) engine.log.info({ removed }, 'stored files that nothing needs were removed');
    });
    await jobs.schedule('files.orphans', '20 3 * * *');
  },
};
