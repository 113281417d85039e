import type { Feature } from '#engine/engine.ts';
import { guardPipelines } from './guard-pipelines.ts';
import { guardStages } from './guard-stages.ts';
import { keepOneDefault } from './keep-one-default.ts';
import { keepStages } from './keep-stages.ts';

export { moveStages } from './move-stages.ts';
export { addPipelineRoutes } from './routes.ts';
export { type SeedTexts, seedTextsIn } from './seed-texts.ts';
export { stagesOfTemplate } from './templates.ts';

export const pipelines: Feature = {
  name: 'pipelines',
  rules: { pipeline: keepOneDefault, stage: keepStages },
  consequences: { pipeline: guardPipelines, stage: guardStages },
};
