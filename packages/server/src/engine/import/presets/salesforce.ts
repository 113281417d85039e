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
    ...column('Title', 'jobTitle'),
    ...column(['Company / Account', 'Company'], 'companyName', { empty: ['[not provided]'] }),
    ...column('Email', 'emails', { label: 'work' }),
    ...column('Phone', 'phones', { label: 'work' }),
    ...column('Mobile', 'phones', { label: 'mobile' }),
    ...address('work', salesforceAddress),
    ...column('Lead Source', 'source'),
    ...column('Lead Status', 'state', {
      values: {
        'Open - Not Contacted': 'new',
        'Working - Contacted': 'working',
        'Closed - Converted': 'qualified',
        'Closed - Not Converted': 'disqualified',
      },
    }),
    ...column('Rating', 'temperature', { values: { Cold: 'cold', Warm: 'warm', Hot: 'hot' } }),
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
    ...salesforceLeads.entries.filter(({ field }) => !['companyName', 'state'].includes(field)),
    ...column(['Company / Account', 'Company'], 'company.name', { empty: ['[not provided]'] }),
  ],
};
