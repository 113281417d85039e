import type { Feature } from '#engine/engine.ts';
import { checkSources } from './check-source.ts';

export { addLeadSourceRoutes } from './routes.ts';
export { given, naming, type Received, takeIn, twiceIfMeant } from './take-in.ts';

export const leadSources: Feature = { name: 'lead-sources', rules: { leadSource: checkSources } };
