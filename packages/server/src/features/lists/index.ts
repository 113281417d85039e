import type { Feature } from '#engine/engine.ts';
import { replacing } from './replacing.ts';

export { addListRoutes } from './routes.ts';

export const lists: Feature = { name: 'lists', longWork: { replace: replacing } };
