export { addObjectRoutes } from './routes.ts';
