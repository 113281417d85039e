import type { Feature } from '#engine/engine.ts';
import { followMerged } from './follow-merged.ts';

export { addFavouriteRoutes } from './routes.ts';

export const favourites: Feature = { name: 'favourites', merging: followMerged };
