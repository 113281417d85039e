import { defineObject, link, links, longText, text, user } from '../define.ts';

/**
 * What somebody is in an undertaking: decides, advises, signs (EP-OPP-13). A person may be several things in it, and that
 * somebody decides is known before who it is.
 */
export const businessRole = defineObject('businessRole', {
  plural: 'business-roles',
  icon: 'user-star',
  title: ['name'],
  timeline: false,
  follows: 'about',
  place: 'none',
  fields: {
    person: link('person', { inverse: 'rolesHeld', index: true }),
    name: text({ required: true, max: 120 }),
    about: links('*', { inverse: 'businessRoles' }),
    description: longText({ max: 5000 }),
    owner: user({ default: 'me' }),
  },
  columns: ['person', 'title', 'description', 'about'],
});
