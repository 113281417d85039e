import type { Feature } from '#engine/engine.ts';
import { followStages } from './follow-stages.ts';

export { addFieldRoutes } from './routes.ts';

export const customFields: Feature = {
  name: 'custom-fields',
  consequences: { stage: followStages },
};
export { addField, changeField, removeField, restoreField } from './change-fields.ts';
export { lockDefinitions, shapeIn, type Stored, storedField } from './fields.ts';
export { fieldChanges, newField } from './shapes.ts';
