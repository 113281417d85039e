import {
  audience,
  boolean,
  defineSetting,
  integer,
  json,
  link,
  longText,
  select,
  text,
  user,
} from '../define.ts';
import { languages } from '../languages.ts';
import { sources } from './lists.ts';

/**
 * A form that visitors of any site fill in: what they send becomes a lead, or a deal at once (OO-WEB-01…08, pain 29).
 * Everything that a visitor does not say (owner, tags, whom to tell, where to lead them) stays here and never passes
 * through their browser.
 */
export const form = defineSetting('form', {
  plural: 'forms',
  icon: 'forms',
  sort: 'title',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    active: boolean({ default: { value: true } }),
    /** Of the form's own words, and of every answer to the visitor. */
    language: select(languages, { required: true, default: { value: 'en' } }),
    heading: text({ max: 200 }),
    intro: longText({ max: 2000 }),
    /** What becomes of what is sent; the deal has the company and person of the lead that it is first, as one that was qualified. */
    makes: select(['lead', 'deal'], {
      ofObjects: true,
      required: true,
      default: { value: 'lead' },
    }),
    /** Where its deals begin; empty: where deals begin that say nothing of it. */
    pipeline: link('pipeline', { showWhen: { makes: { eq: 'deal' } } }),
    stage: link('stage', {
      of: 'pipeline',
      among: { means: { eq: 'open' } },
      showWhen: { makes: { eq: 'deal' } },
    }),
    /**
     * `[{field, label?, required?}]` in their order; `field` is one of a lead, of an address with its part
     * (`addresses.city`), and where it makes deals one of those: `deal.expectedClose`.
     */
    fields: json(),
    button: text({ max: 60 }),
    /** With it stands a box without which nothing is sent; it is kept with the lead in these words. */
    consentText: longText({ max: 5000 }),
    /** The consent counts once the visitor has opened the link that goes to their address. */
    doubleOptIn: boolean({ default: { value: false } }),
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
  columns: ['title', 'active', 'makes', 'language', 'owner', 'campaign'],
});
