import {
  audience,
  boolean,
  defineObject,
  integer,
  json,
  languages,
  link,
  longText,
  select,
  text,
  user,
} from '../define.ts';
import { sources } from './lists.ts';

/**
 * A form that visitors of any site fill in: what they send becomes a lead (OO-WEB-01…08). Everything that a visitor does
 * not say (owner, tags, whom to tell, where to lead them) stays here and never passes through their browser.
 */
export const form = defineObject('form', {
  plural: 'forms',
  icon: 'forms',
  title: ['name'],
  timeline: false,
  place: 'settings',
  writtenBy: 'settings',
  sort: 'title',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    active: boolean({ default: { value: true } }),
    /** Of the form's own words, and of every answer to the visitor. */
    language: select(languages, { required: true, default: { value: 'en' } }),
    heading: text({ max: 200 }),
    intro: longText({ max: 2000 }),
    /** `[{field, label?, required?}]` in their order; `field` is one of a lead, of an address with its part: `addresses.city`. */
    fields: json(),
    button: text({ max: 60 }),
    /** With it stands a box without which nothing is sent; it is kept with the lead in these words. */
    consentText: longText({ max: 5000 }),
    /** What visitors read once it is sent; where `redirect` is filled, they are led there instead. */
    thanks: longText({ max: 2000 }),
    redirect: text({ max: 2000 }),
    /** `["https://www.firm.example"]`: the only sites that may show it; none: any. */
    sites: json(),
    /** Whose the leads are; nobody's go by the lead rules. */
    owner: user(),
    /** Who is told of each lead. */
    notify: audience(),
    source: select(sources, { open: true, list: 'source', default: { value: 'webForm' } }),
    campaign: link('campaign'),
    /** How long a browser has to reckon before it may send: a moment, under a second, some seconds. */
    protection: select(['light', 'normal', 'strong'], {
      required: true,
      ranked: true,
      default: { value: 'normal' },
    }),
    /** Leads a minute that it takes from everybody together. */
    perMinute: integer({ min: 1, max: 6000, default: { value: 60 } }),
    /** By which pages know it; another one puts an end to all of them (OO-WEB-02). */
    key: text({ max: 100, unique: true, writtenBy: 'system' }),
  },
  actions: { renewKey: { needs: 'update', input: {} } },
  columns: ['title', 'active', 'language', 'owner', 'campaign'],
});
