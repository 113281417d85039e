import { onTimelines, shipped } from '@relata/model';
import type { Feature } from '#engine/engine.ts';
import { limitPins } from './limit-pins.ts';

export const timelines: Feature = {
  name: 'timeline',
  rules: Object.fromEntries(onTimelines(shipped).map(({ name }) => [name, limitPins])),
};
