import {
  addresses,
  boolean,
  dateTime,
  defineObject,
  defineSetting,
  firstNamed,
  emails,
  integer,
  json,
  link,
  longText,
  money,
  phones,
  rating,
  select,
  text,
  urls,
  user,
} from '../define.ts';
import { partners, sources, temperatures } from './lists.ts';

/** What a status means, whatever a workspace calls it; a lead's `state` is that of its status. */
const states = ['new', 'working', 'qualified', 'disqualified'] as const;
const stateColours = ['blue', 'yellow', 'green', 'gray'] as const;

const open = { state: { in: ['new', 'working'] }, archivedAt: { empty: true } };

/** Somebody who might buy, not yet qualified (EP-LEAD, plug-bitrix24-pipedrive.md §17.1). */
export const lead = defineObject('lead', {
  plural: 'leads',
  icon: 'inbox',
  archives: true,
  title: ['firstName', 'lastName'],
  titleElse: ['companyName', 'topic', 'emails', 'phones'],
  alike: {
    names: ['firstName', 'lastName'],
    also: [
      { object: 'person', names: ['firstName', 'lastName'] },
      { object: 'company', names: ['companyName'] },
    ],
  },
  fields: {
    firstName: text({ max: 120, search: 'A', personal: true }),
    lastName: text({ max: 120, search: 'A', personal: true }),
    companyName: text({ search: 'A' }),
    jobTitle: text({ max: 200, search: 'C', personal: true }),
    /** What they ask for: the name of the deal that comes of it. */
    topic: text({ search: 'B', personal: true }),
    emails: emails({ search: 'B', matches: true, personal: true }),
    phones: phones({ search: 'B', matches: true, personal: true }),
    urls: urls({ personal: true }),
    addresses: addresses({ personal: true }),
    city: text({ partOf: { field: 'addresses', part: 'city' }, writtenBy: 'system' }),
    region: text({ partOf: { field: 'addresses', part: 'region' }, writtenBy: 'system' }),
    country: text({ partOf: { field: 'addresses', part: 'country' }, writtenBy: 'system' }),
    status: link('leadStatus', {
      required: true,
      default: 'first',
      index: true,
      onDelete: 'refuse',
    }),
    state: select(states, {
      required: true,
      default: { value: 'new' },
      writtenBy: 'actions',
      ranked: true,
      colours: stateColours,
    }),
    disqualificationReason: link('disqualificationReason', {
      showWhen: { state: { eq: 'disqualified' } },
      onDelete: 'refuse',
    }),
    priority: select(['low', 'normal', 'high', 'urgent'], {
      required: true,
      default: { value: 'normal' },
      ranked: true,
      colours: ['gray', 'blue', 'orange', 'red'],
    }),
    temperature: select(temperatures.values, {
      open: true,
      list: 'temperature',
      colours: temperatures.colours,
    }),
    rating: rating(),
    /** As the marketing tool reckons it. */
    score: integer({ min: 0 }),
    value: money({ min: 0 }),
    description: longText({ search: 'D', personal: true }),
    source: select(sources, { open: true, list: 'source' }),
    sourceDetails: text({ max: 500, personal: true }),
    campaign: link('campaign', { inverse: 'leads', index: true }),
    utmSource: text({ personal: true }),
    utmMedium: text({ personal: true }),
    utmCampaign: text({ personal: true }),
    utmContent: text({ personal: true }),
    utmTerm: text({ personal: true }),
    /** Page on which they were, and the one from which they had come. */
    landingPage: text({ max: 2000, personal: true }),
    referrer: text({ max: 2000, personal: true }),
    /** By whose link they came. */
    affiliate: text({ personal: true }),
    /** Where it came from, and its name there: the same twice is one lead (EP-LPROC-01). */
    externalOrigin: text({ max: 100 }),
    externalId: text({ uniqueWithin: 'externalOrigin', search: 'B', matches: true }),
    /** By which way it came in from outside. */
    receivedFrom: link('leadSource', { index: true, writtenBy: 'system' }),
    /** The form that was filled in. */
    form: link('form', { index: true, writtenBy: 'system' }),
    /** What the rules did with it, where they were asked; leads made by hand are not theirs unless somebody says so. */
    processing: select(['waiting', 'assigned', 'duplicate', 'unprocessed'], {
      writtenBy: 'system',
      colours: ['gray', 'green', 'orange', 'yellow'],
    }),
    /** The lead that was there before it from the same person (EP-LPROC-06); of people and companies, those. */
    duplicateOf: link('lead', { inverse: 'duplicates', index: true, writtenBy: 'system' }),
    /** `asked`: a link has gone to them, and counts once they open it. */
    consent: select(['given', 'asked', 'withdrawn'], { colours: ['green', 'yellow', 'red'] }),
    consentAt: dateTime(),
    /** What they agreed to, in the words that they read. */
    consentText: longText({ max: 5000 }),
    /** Nobody's leads are the free pool. */
    owner: user({ default: 'me', index: true }),
    /** Whose it was first (EP-LPROC-14). */
    originalOwner: user({ writtenBy: 'system' }),
    partner: link('company', { inverse: 'partnerLeads', offers: partners, index: true }),
    /** What it became, or was added to. */
    company: link('company', { inverse: 'leads', index: true }),
    person: link('person', { inverse: 'leads', index: true }),
    deal: link('deal', { inverse: 'leads', index: true, writtenBy: 'actions' }),
    /** When somebody first did something about it. */
    firstTouchedAt: dateTime({ writtenBy: 'system' }),
    qualifiedAt: dateTime({ writtenBy: 'actions' }),
    /** Whoever works on it has opened it. */
    seen: boolean({ default: { value: false }, writtenBy: 'system' }),
  },
  actions: {
    /** Company, person and deal: those that are named, else those that are there, else new ones (EP-LEAD-11). */
    qualify: {
      needs: 'update',
      primary: true,
      availableWhen: open,
      input: {
        company: link('company'),
        newCompany: json(),
        person: link('person'),
        newPerson: json(),
        deal: link('deal'),
        newDeal: json(),
      },
    },
    disqualify: {
      needs: 'update',
      primary: true,
      availableWhen: open,
      input: {
        status: link('leadStatus', { required: true, among: { means: { eq: 'disqualified' } } }),
        reason: link('disqualificationReason'),
      },
    },
    reopen: {
      needs: 'update',
      primary: true,
      availableWhen: {
        or: [
          { state: { eq: 'disqualified' } },
          { state: { eq: 'qualified' }, deal: { empty: true } },
        ],
      },
      input: {},
    },
    take: {
      needs: 'update',
      ofSeen: true,
      primary: true,
      availableWhen: { ...open, owner: { empty: true } },
      input: {},
    },
    addToCompany: {
      needs: 'update',
      input: { company: link('company', { required: true }) },
      names: 'company',
    },
    addToPartner: {
      needs: 'update',
      input: { partner: link('company', { offers: partners, required: true }) },
    },
  },
  sections: [
    {
      name: 'lead',
      fields: ['topic', 'status', 'disqualificationReason', 'priority', 'temperature', 'value'],
    },
    {
      name: 'contact',
      fields: [
        'firstName',
        'lastName',
        'companyName',
        'jobTitle',
        'emails',
        'phones',
        'urls',
        'addresses',
      ],
    },
    {
      name: 'details',
      fields: [
        'owner',
        'originalOwner',
        'partner',
        'company',
        'person',
        'deal',
        'rating',
        'score',
        'description',
      ],
    },
    {
      name: 'origin',
      fields: [
        'source',
        'sourceDetails',
        'campaign',
        'form',
        'receivedFrom',
        'utmSource',
        'utmMedium',
        'utmCampaign',
        'utmContent',
        'utmTerm',
        'landingPage',
        'referrer',
        'affiliate',
        'processing',
        'duplicateOf',
        'consent',
        'consentAt',
        'consentText',
        'externalOrigin',
        'externalId',
      ],
    },
  ],
  /** The inbox: what is due first, then what matters, then what nobody has touched yet (§17.1). */
  sort: 'nextActivityAt,-priority,state,-createdAt',
  columns: [
    'title',
    'companyName',
    'status',
    'priority',
    'nextActivityAt',
    'source',
    'owner',
    'createdAt',
  ],
  board: { by: 'status', sum: 'value', open },
});

/** A step in the handling of a lead. What it means is fixed; what it is called is the customer's business (EP-LEAD-21). */
export const leadStatus = defineSetting('leadStatus', {
  plural: 'lead-statuses',
  icon: 'progress',
  sort: 'position',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    initialName: firstNamed(),
    means: select(states, { required: true, default: { value: 'working' }, colours: stateColours }),
    /** Where a new lead goes when somebody first does something about it (EP-SET-37). */
    onTouch: boolean({ default: { value: false } }),
    colour: text({ max: 20, default: { value: 'gray' } }),
    position: integer({ default: { value: 0 }, index: true }),
  },
  columns: ['title', 'means', 'onTouch', 'position'],
});

/** Why leads are disqualified. */
export const disqualificationReason = defineSetting('disqualificationReason', {
  plural: 'disqualification-reasons',
  icon: 'mood-sad',
  sort: 'position',
  fields: {
    name: text({ required: true, unique: true, max: 100 }),
    initialName: firstNamed(),
    position: integer({ default: { value: 0 }, index: true }),
  },
  columns: ['title', 'position'],
});
