import type { Feature } from '#engine/engine.ts';
import { followStages } from './follow-stages.ts';

export { addFieldRoutes } from './routes.ts';

export const customFields: Feature = {
  name: 'custom-fields',
  consequences: { stage: followStages },
};
export { lockDefinitions } from './fields.ts';
