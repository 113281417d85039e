import { address, column, type Preset } from './preset.ts';

/** Pipedrive writes the object before every column: `Person - Email - Work`. */
export const pipedrivePeople: Preset = {
  id: 'pipedrive-people',
  object: 'person',
  needs: ['Person - Name'],
  entries: [
    ...column('Person - ID', 'externalId'),
    ...column('Person - First name', 'firstName'),
    ...column('Person - Last name', 'lastName'),
    ...column('Person - Name', 'name', { unless: 'Person - First name' }),
    ...column('Person - Job title', 'jobTitle'),
    ...column('Person - Organization', 'company.name'),
    ...column('Person - Organization ID', 'company.externalId'),
    ...column('Person - Email - Work', 'emails', { label: 'work' }),
    ...column('Person - Email - Home', 'emails', { label: 'home' }),
    ...column('Person - Email - Other', 'emails', { label: 'other' }),
    ...column('Person - Phone - Work', 'phones', { label: 'work' }),
    ...column('Person - Phone - Mobile', 'phones', { label: 'mobile' }),
    ...column('Person - Phone - Home', 'phones', { label: 'home' }),
    ...column('Person - Phone - Other', 'phones', { label: 'other' }),
    ...pipedriveAddress('Person', 'Postal address'),
    ...column('Person - Birthday', 'birthday', { dates: 'YMD' }),
    ...column('Person - Notes', 'description'),
    ...column(['Person - Labels', 'Person - Label'], 'tags', { split: ',' }),
    ...column('Person - Owner', 'owner'),
  ],
  options: { match: ['externalId', 'emails'] },
};

export const pipedriveOrganizations: Preset = {
  id: 'pipedrive-organizations',
  object: 'company',
  needs: ['Organization - Name'],
  entries: [
    ...column('Organization - ID', 'externalId'),
    ...column('Organization - Name', 'name'),
    ...column('Organization - Website', 'domain'),
    ...column('Organization - Website', 'urls', { label: 'work' }),
    ...column('Organization - Industry', 'industry'),
    ...pipedriveAddress('Organization', 'Address'),
    ...column('Organization - Number of employees', 'employees', { decimal: '.' }),
    ...column('Organization - Annual revenue', 'annualRevenue', { decimal: '.' }),
    ...column('Organization - Currency of Annual revenue', 'annualRevenue', { part: 'currency' }),
    ...column(['Organization - Labels', 'Organization - Label'], 'tags', { split: ',' }),
    ...column('Organization - Owner', 'owner'),
  ],
  options: { match: ['externalId', 'domain', 'name'] },
};

export const pipedriveDeals: Preset = {
  id: 'pipedrive-deals',
  object: 'deal',
  needs: ['Deal - Title'],
  entries: [
    ...column('Deal - ID', 'externalId'),
    ...column('Deal - Title', 'name'),
    ...column('Deal - Value', 'value', { decimal: '.' }),
    ...column('Deal - Currency of Value', 'value', { part: 'currency' }),
    ...column('Deal - Pipeline', 'pipeline'),
    ...column('Deal - Stage', 'stage'),
    ...column('Deal - Status', 'status', { values: { Open: 'open', Won: 'won', Lost: 'lost' } }),
    ...column('Deal - Probability', 'probability', { decimal: '.' }),
    ...column('Deal - Deal created', 'startDate', { dates: 'YMD' }),
    ...column('Deal - Expected close date', 'expectedClose', { dates: 'YMD' }),
    ...column('Deal - Deal closed on', 'closedOn', { dates: 'YMD' }),
    ...column('Deal - Lost reason', 'lostReason'),
    ...column('Deal - Organization', 'company.name'),
    ...column('Deal - Organization ID', 'company.externalId'),
    ...column('Deal - Contact person', 'people.name'),
    ...column('Deal - Contact person ID', 'people.externalId'),
    ...column('Deal - Source channel', 'source'),
    ...column(['Deal - Label', 'Deal - Labels'], 'tags', { split: ',' }),
    ...column('Deal - Owner', 'owner'),
  ],
  options: { match: ['externalId'] },
};

/** The whole address stands in one column, its parts in others if they were chosen for the export. */
function pipedriveAddress(object: string, field: string): ReturnType<typeof address> {
  const of = (part: string): string => `${object} - ${part} of ${field}`;
  const street = of('Street/road name');
  return [
    ...address('work', {
      street: [street, of('House number'), of('Apartment/suite no')],
      city: of('City/town/village/locality'),
      region: of('State/county'),
      postalCode: of('ZIP/Postal code'),
      country: of('Country'),
    }),
    ...address(
      'work',
      { street: [`${object} - ${field}`, of('Full/combined address')] },
      { unless: street },
    ),
  ];
}
