import type { Feature } from '#engine/engine.ts';
import { undoSettings } from './follow-in-settings.ts';
import { replacing } from './replacing.ts';

export { addListRoutes } from './routes.ts';

export const lists: Feature = {
  name: 'lists',
  undoes: undoSettings,
  longWork: { replace: replacing },
};
