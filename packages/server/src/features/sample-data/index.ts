import type { Feature } from '#engine/engine.ts';
import { makeSample } from './make-sample.ts';

export { addSampleDataRoutes } from './routes.ts';

export const sampleData: Feature = { name: 'sampleData', longWork: { sampleData: makeSample } };
