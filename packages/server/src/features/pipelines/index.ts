import type { Feature } from '#engine/engine.ts';
import { keepOneDefault } from './keep-one-default.ts';

export const pipelines: Feature = { name: 'pipelines', rules: { pipeline: keepOneDefault } };
