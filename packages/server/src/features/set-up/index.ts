export { makeWorkspace, type WorkspaceFacts } from './make-workspace.ts';
