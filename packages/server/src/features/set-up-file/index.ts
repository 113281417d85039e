export { addSetUpFileRoutes } from './routes.ts';
