import type { Feature } from '#engine/engine.ts';
import { reachToUndo } from './reach-to-undo.ts';

export { addSetUpFileRoutes } from './routes.ts';

export const setUpFiles: Feature = { name: 'set-up-file', undoes: reachToUndo };
