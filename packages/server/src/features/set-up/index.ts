export { firstWorkspace } from './first-workspace.ts';
export { makeWorkspace, type WorkspaceFacts } from './make-workspace.ts';
export { addSetUpRoutes } from './routes.ts';
