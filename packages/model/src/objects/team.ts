import { boolean, defineSetting, json, link, links, text } from '../define.ts';

/** People who work together. Teams form a tree: whoever leads one may be given what lies below it. */
export const team = defineSetting('team', {
  plural: 'teams',
  icon: 'users-group',
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
export const role = defineSetting('role', {
  plural: 'roles',
  icon: 'shield-lock',
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
