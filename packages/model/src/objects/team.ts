import { boolean, defineObject, json, link, links, text } from '../define.ts';

/** People who work together. Teams form a tree: whoever leads one may be given what lies below it. */
export const team = defineObject('team', {
  plural: 'teams',
  icon: 'users-group',
  title: ['name'],
  timeline: false,
  place: 'settings',
  writtenBy: 'settings',
  sort: 'title',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    parent: link('team', { inverse: 'teams' }),
    members: links('user', { inverse: 'teams' }),
    leads: links('user', { inverse: 'leads' }),
  },
  columns: ['title', 'parent', 'members', 'leads'],
});

/** A role of the workspace's own, beside the shipped ones. */
export const role = defineObject('role', {
  plural: 'roles',
  icon: 'shield-lock',
  title: ['name'],
  timeline: false,
  place: 'settings',
  writtenBy: 'settings',
  sort: 'title',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    description: text({ max: 1000 }),
    /** May change settings: pipelines, stages, lists, people. */
    administers: boolean({ default: { value: false } }),
    /** `{deal: {read: 'team', update: 'own', create: true, …}, '*': {…}}`; a right that is not named is not given. */
    objects: json({ required: true }),
    /** `{'deal.value': 'hidden', 'person.emails': 'read'}` */
    fields: json(),
    /** `{deal: {pipelines: {<id>: {read: 'none'}}, stages: {<id>: {update: 'own', to: [<id>]}}}}`; what is not named is inherited. */
    limits: json(),
  },
  columns: ['title', 'description', 'administers'],
});
