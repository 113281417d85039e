import { address, column, type Preset } from './preset.ts';

const hubspotAddress = {
  street: ['Street Address', 'Street Address 2'],
  city: 'City',
  region: 'State/Region',
  postalCode: 'Postal Code',
  country: 'Country/Region',
};

export const hubspotContacts: Preset = {
  id: 'hubspot-contacts',
  object: 'person',
  needs: ['Record ID', 'First Name', 'Last Name', ['Contact owner', 'Lifecycle Stage']],
  entries: [
    ...column('Record ID', 'externalId'),
    ...column('Salutation', 'salutation'),
    ...column('First Name', 'firstName'),
    ...column('Last Name', 'lastName'),
    ...column('Job Title', 'jobTitle'),
    ...column('Email', 'emails', { label: 'work' }),
    ...column('Work email', 'emails', { label: 'work' }),
    ...column('Additional email addresses', 'emails', { label: 'other', split: ';' }),
    ...column('Phone Number', 'phones', { label: 'work' }),
    ...column('Mobile Phone Number', 'phones', { label: 'mobile' }),
    ...column('Fax Number', 'phones', { label: 'fax' }),
    ...column('Website URL', 'urls', { label: 'work' }),
    ...address('work', hubspotAddress),
    ...column('Date of birth', 'birthday', { dates: 'YMD' }),
    ...column('Original Source', 'source'),
    ...column('Associated Company IDs (Primary)', 'company.externalId'),
    ...column('Associated Company (Primary)', 'company.name'),
    ...column('Associated Company', 'company.name', {
      split: ';',
      unless: 'Associated Company (Primary)',
    }),
    ...column('Company Name', 'company.name', { unless: 'Associated Company (Primary)' }),
    ...column('Contact owner', 'owner'),
  ],
  options: { match: ['externalId', 'emails'] },
};

export const hubspotCompanies: Preset = {
  id: 'hubspot-companies',
  object: 'company',
  needs: ['Record ID', 'Company name', 'Company Domain Name'],
  entries: [
    ...column('Record ID', 'externalId'),
    ...column('Company name', 'name'),
    ...column('Company Domain Name', 'domain'),
    ...column('Phone Number', 'phones', { label: 'work' }),
    ...column('Website URL', 'urls', { label: 'work' }),
    ...column('Industry', 'industry'),
    ...address('work', hubspotAddress),
    ...column('Number of Employees', 'employees', { decimal: '.' }),
    ...column('Annual Revenue', 'annualRevenue', { decimal: '.' }),
    ...column('Parent Company', 'parent.name'),
    ...column('Description', 'description'),
    ...column('Company owner', 'owner'),
  ],
  options: { match: ['externalId', 'domain', 'name'] },
};
