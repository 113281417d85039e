export { addFavouriteRoutes } from './routes.ts';
