export { firstWorkspace } from './first-workspace.ts';
export { settingUp } from './provide-views.ts';
export { renameViews } from './rename-views.ts';
export { makeWorkspace, type WorkspaceFacts } from './make-workspace.ts';
export { addSetUpRoutes } from './routes.ts';
