import type { Feature } from '#engine/engine.ts';
import { followBack, followMerged } from './apart.ts';
import { compareAgain, searchAll } from './search.ts';

export { addDuplicateRoutes } from './routes.ts';

export const duplicates: Feature = {
  name: 'duplicates',
  merging: { moves: followMerged, movesBack: followBack },
  reactions: [compareAgain],
  jobs: searchAll,
};
