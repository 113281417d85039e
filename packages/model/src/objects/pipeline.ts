import {
  boolean,
  defineSetting,
  firstNamed,
  integer,
  link,
  longText,
  percent,
  select,
  text,
} from '../define.ts';

/** The way of a deal. Exactly one is the default (pain 16). */
export const pipeline = defineSetting('pipeline', {
  plural: 'pipelines',
  icon: 'route',
  sort: 'position',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    initialName: firstNamed(),
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
export const stage = defineSetting('stage', {
  plural: 'stages',
  icon: 'stairs',
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
    initialName: firstNamed(),
    /** Stands for the name where there is little room. */
    nickname: text({ max: 3 }),
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
export const lostReason = defineSetting('lostReason', {
  plural: 'lost-reasons',
  icon: 'mood-sad',
  sort: 'position',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    initialName: firstNamed(),
    position: integer({ default: { value: 0 }, index: true }),
  },
  columns: ['title', 'position'],
});
