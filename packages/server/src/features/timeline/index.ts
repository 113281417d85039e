import type { Feature } from '#engine/engine.ts';
import { limitPins } from './limit-pins.ts';

export const timelines: Feature = {
  name: 'timeline',
  rules: { note: limitPins, activity: limitPins, file: limitPins },
};
