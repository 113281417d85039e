import {
  boolean,
  defineObject,
  integer,
  link,
  longText,
  percent,
  select,
  text,
} from '../define.ts';

/** The way of a deal. Exactly one is the default (pain 16). */
export const pipeline = defineObject('pipeline', {
  plural: 'pipelines',
  icon: 'route',
  title: ['name'],
  timeline: false,
  place: 'settings',
  writtenBy: 'settings',
  sort: 'position',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    position: integer({ default: { value: 0 }, index: true }),
    isDefault: boolean({ default: { value: false } }),
    /** Days without anything happening after which its records are marked, unless their stage says otherwise. */
    warnAfterDays: integer({ min: 1, max: 3650 }),
    rotAfterDays: integer({ min: 1, max: 3650 }),
    /** Nothing is idle for which something is still planned. */
    planPausesRot: boolean({ default: { value: false } }),
  },
  columns: ['title', 'position', 'isDefault'],
});

/** A step of a pipeline. What it means is fixed; what it is called is the customer's business. */
export const stage = defineObject('stage', {
  plural: 'stages',
  icon: 'stairs',
  title: ['name'],
  timeline: false,
  place: 'settings',
  writtenBy: 'settings',
  setUp: { by: ['pipeline', 'name'] },
  sort: 'position',
  fields: {
    pipeline: link('pipeline', {
      required: true,
      default: 'first',
      inverse: 'stages',
      index: true,
      onDelete: 'refuse',
    }),
    name: text({ required: true, max: 100 }),
    means: select(['open', 'won', 'lost'], { required: true, default: { value: 'open' } }),
    probability: percent({ default: { value: 0 } }),
    colour: text({ max: 20, default: { value: '#4c6ef5' } }),
    position: integer({ default: { value: 0 } }),
    warnAfterDays: integer({ min: 1, max: 3650 }),
    rotAfterDays: integer({ min: 1, max: 3650 }),
    help: longText({ max: 2000 }),
  },
  columns: ['title', 'pipeline', 'means', 'probability', 'position'],
});

/** Why deals are lost. */
export const lostReason = defineObject('lostReason', {
  plural: 'lost-reasons',
  icon: 'mood-sad',
  title: ['name'],
  timeline: false,
  place: 'settings',
  writtenBy: 'settings',
  sort: 'position',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    position: integer({ default: { value: 0 }, index: true }),
  },
  columns: ['title', 'position'],
});
