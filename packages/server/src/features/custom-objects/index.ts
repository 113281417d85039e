export { addObject, changeObject, removeObject, restoreObject } from './change-objects.ts';
export { addObjectRoutes } from './routes.ts';
export { newObject, objectChanges } from './shapes.ts';
