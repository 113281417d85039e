import { boolean, defineSetting, integer, json, link, select, text } from '../define.ts';
import { sources } from './lists.ts';

/**
 * Where leads come in from outside: a marketing tool that posts to it (EP-LPROC-01). Its key is kept apart, as a hash.
 * What it says of tags, source, campaign and priority is given to every lead that says nothing itself.
 */
export const leadSource = defineSetting('leadSource', {
  plural: 'lead-sources',
  icon: 'plug',
  sort: 'title',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    active: boolean({ default: { value: true } }),
    /** `{<name in what is sent>: <field of a lead>}`; other names are recognised by what they say. */
    mapping: json(),
    /** Under which external ids of it are known: its first name, which stays when it is renamed. */
    origin: text({ max: 100, writtenBy: 'system' }),
    source: select(sources, { open: true, list: 'source' }),
    campaign: link('campaign'),
    priority: select(['low', 'normal', 'high', 'urgent'], {
      colours: ['gray', 'blue', 'orange', 'red'],
    }),
    /** Leads a minute that it takes. */
    perMinute: integer({ min: 1, max: 6000, default: { value: 120 } }),
  },
  columns: ['title', 'active', 'source', 'campaign', 'perMinute'],
});

/** Which leads go to whom (EP-LPROC-03…12): of all that are active the first that matches, lowest `priority` first. */
export const leadRule = defineSetting('leadRule', {
  plural: 'lead-rules',
  icon: 'git-fork',
  sort: 'priority',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    active: boolean({ default: { value: true } }),
    /** Its place in the order, the lowest first. */
    priority: integer({ default: { value: 0 }, index: true }),
    /** Of leads, as in views; empty: all. */
    filter: json(),
    /** `[{user | team | partner: id, percent}]`, together 100; none: the lead stays in the free pool. */
    targets: json(),
    /** `{priority?, campaign?, tags?}`: what the lead is given. */
    set: json(),
  },
  columns: ['title', 'active', 'priority'],
});
