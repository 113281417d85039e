import {
  addresses,
  defineObject,
  emails,
  files,
  integer,
  link,
  longText,
  money,
  phones,
  select,
  text,
  urls,
  user,
} from '../define.ts';
import { industries, sources, temperatures } from './lists.ts';

/** Types of company that have a first and a last name instead of one; a workspace may choose others (EP-ACC-03…06). */
const namedLikePeople = { type: { eq: 'personal' } };

/** An organisation that we deal with: Easy's account, Pipedrive's organization, ONLYOFFICE's company. */
export const company = defineObject('company', {
  plural: 'companies',
  icon: 'building',
  title: ['name'],
  alike: { names: ['name'] },
  below: 'parent',
  fields: {
    name: text({
      required: true,
      search: 'A',
      matches: true,
      personal: true,
      composedOf: ['firstName', 'lastName'],
    }),
    firstName: text({ max: 120, personal: true, showWhen: namedLikePeople }),
    lastName: text({ max: 120, personal: true, showWhen: namedLikePeople }),
    domain: text({ max: 253, search: 'B', matches: 'domain', personal: true }),
    photo: files({ max: 1, images: true, personal: true }),
    type: select(['company', 'personal', 'account'], { open: true, default: { value: 'company' } }),
    relationship: select(['client', 'supplier', 'partner', 'competitor'], {
      open: true,
      list: 'relationship',
    }),
    temperature: select(temperatures.values, {
      open: true,
      list: 'temperature',
      colours: temperatures.colours,
    }),
    industry: select(industries, { open: true }),
    source: select(sources, { open: true, list: 'source' }),
    emails: emails({ search: 'B', matches: true, personal: true }),
    phones: phones({ search: 'B', matches: true, personal: true }),
    urls: urls({ matches: 'domain', personal: true }),
    addresses: addresses({ personal: true }),
    city: text({ partOf: { field: 'addresses', part: 'city' }, writtenBy: 'system' }),
    region: text({ partOf: { field: 'addresses', part: 'region' }, writtenBy: 'system' }),
    country: text({ partOf: { field: 'addresses', part: 'country' }, writtenBy: 'system' }),
    parent: link('company', { inverse: 'subsidiaries', index: true }),
    employees: integer({ min: 0 }),
    annualRevenue: money({ min: 0 }),
    registrationNumber: text({ max: 60, matches: 'taxId', personal: true }),
    vatNumber: text({ max: 60, search: 'B', matches: 'taxId', personal: true }),
    description: longText({ search: 'D', personal: true }),
    externalId: text({ matches: true, search: 'B' }),
    owner: user({ default: 'me', index: true }),
  },
  sections: [
    { name: 'contact', fields: ['domain', 'emails', 'phones', 'urls', 'addresses'] },
    {
      name: 'company',
      fields: [
        'name',
        'firstName',
        'lastName',
        'type',
        'industry',
        'parent',
        'employees',
        'annualRevenue',
        'registrationNumber',
        'vatNumber',
      ],
    },
    {
      name: 'relationship',
      fields: ['owner', 'relationship', 'temperature', 'source', 'externalId', 'description'],
    },
  ],
  columns: ['title', 'domain', 'industry', 'city', 'country', 'owner', 'nextActivityAt', 'tags'],
  board: { by: 'relationship' },
});
