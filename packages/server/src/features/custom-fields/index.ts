import type { Feature } from '#engine/engine.ts';
import { converting } from './converting.ts';
import { followStages } from './follow-stages.ts';
import { recomputeOne, recomputing } from './formulas.ts';
import { undoDefinitions } from './keep-definition.ts';

export { addFieldRoutes } from './routes.ts';

export const customFields: Feature = {
  name: 'custom-fields',
  consequences: { stage: followStages },
  actions: { '*.recompute': recomputeOne },
  undoes: undoDefinitions,
  longWork: { convertField: converting, recompute: recomputing },
};
export { addField, changeField, removeField, restoreField } from './change-fields.ts';
export { lockDefinitions, shapeIn, type Stored, storedField } from './fields.ts';
export { keepDefinition } from './keep-definition.ts';
export { fieldChanges, newField } from './shapes.ts';
