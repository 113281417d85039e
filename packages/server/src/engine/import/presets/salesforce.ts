import { address, column, type Preset } from './preset.ts';

const salesforceAddress = {
  street: 'Street',
  city: 'City',
  region: 'State/Province',
  postalCode: ['Zip/Postal Code', 'Postal Code'],
  country: 'Country',
};

/** A report of leads: dates as in the United States, `USD 1,234.56`, `[not provided]` where a company is missing. */
export const salesforceLeads: Preset = {
  id: 'salesforce-leads',
  object: 'lead',
  needs: [['Lead Owner', 'Lead ID'], ['Company / Account', 'Company'], 'Lead Status'],
  entries: [
    ...column('Lead ID', 'externalId'),
    ...column('First Name', 'firstName'),
    ...column('Last Name', 'lastName'),
    ...column('Title', 'title'),
    ...column(['Company / Account', 'Company'], 'company', { empty: ['[not provided]'] }),
    ...column('Email', 'emails', { label: 'work' }),
    ...column('Phone', 'phones', { label: 'work' }),
    ...column('Mobile', 'phones', { label: 'mobile' }),
    ...address('work', salesforceAddress),
    ...column('Lead Source', 'source'),
    ...column('Lead Status', 'status'),
    ...column('Rating', 'temperature', { values: { Cold: 'cold', Warm: 'warm', Hot: 'hot' } }),
    ...column('Industry', 'industry'),
    ...column('Annual Revenue', 'annualRevenue', { decimal: '.' }),
    ...column('No. of Employees', 'employees', { decimal: '.' }),
    ...column('Description', 'description'),
    ...column('Lead Owner', 'owner'),
  ],
  options: { match: ['externalId', 'emails'] },
};

/** The same report, for a team that keeps its leads as people and companies. */
export const salesforceLeadsAsPeople: Preset = {
  ...salesforceLeads,
  object: 'person',
  entries: [
    ...salesforceLeads.entries.filter(
      ({ field }) =>
        !['title', 'company', 'status', 'industry', 'annualRevenue', 'employees'].includes(field),
    ),
    ...column('Title', 'jobTitle'),
    ...column(['Company / Account', 'Company'], 'company.name', { empty: ['[not provided]'] }),
  ],
};
