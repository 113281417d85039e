import { address, column, type Preset } from './preset.ts';

/** Bitrix24 in English: semicolons, dates `dd.mm.yyyy HH:MM:SS`, several phones in a cell. */
export const bitrix24Contacts: Preset = {
  id: 'bitrix24-contacts',
  object: 'person',
  needs: ['First name', 'Last name', 'Work e-mail', 'Responsible person'],
  entries: [
    ...column('ID', 'externalId'),
    ...column('Salutation', 'salutation'),
    ...column('First name', 'firstName'),
    ...column('Second name', 'middleName'),
    ...column('Last name', 'lastName'),
    ...column('Date of birth', 'birthday', { dates: 'DMY' }),
    ...column('Company', 'company.name'),
    ...column('Position', 'jobTitle'),
    ...column('Work e-mail', 'emails', { label: 'work' }),
    ...column('Personal e-mail', 'emails', { label: 'home' }),
    ...column('Other e-mail', 'emails', { label: 'other' }),
    ...column('Work phone', 'phones', { label: 'work', split: ', ' }),
    ...column('Mobile', 'phones', { label: 'mobile', split: ', ' }),
    ...column('Home phone', 'phones', { label: 'home', split: ', ' }),
    ...column('Fax', 'phones', { label: 'fax', split: ', ' }),
    ...column('Corporate website', 'urls', { label: 'work' }),
    ...column('Contact type', 'relationship', {
      values: {
        Clients: 'client',
        Suppliers: 'supplier',
        Partners: 'partner',
        Competitors: 'competitor',
      },
    }),
    ...column('Source', 'source'),
    ...address('work', {
      street: ['Street, house no.', 'Apartment, office, room, floor'],
      city: 'City',
      region: 'Region/Area',
      postalCode: 'Zip code',
      country: 'Country',
    }),
    ...column('Comment', 'description'),
    ...column('Responsible person', 'owner'),
  ],
  options: { match: ['externalId', 'emails'] },
};

export const bitrix24Deals: Preset = {
  id: 'bitrix24-deals',
  object: 'deal',
  needs: ['Deal name', 'Stage', 'Responsible person'],
  entries: [
    ...column('ID', 'externalId'),
    ...column('Deal name', 'name'),
    ...column('Amount', 'value', { decimal: '.' }),
    ...column('Currency', 'value', { part: 'currency' }),
    ...column('Pipeline', 'pipeline'),
    ...column('Stage', 'stage'),
    ...column('Stage', 'status', {
      values: { 'Deal won': 'won', 'Deal lost': 'lost' },
      otherwise: 'open',
    }),
    ...column('Probability', 'probability', { decimal: '.' }),
    ...column('Start date', 'startDate', { dates: 'DMY' }),
    ...column('Expected close date', 'expectedClose', { dates: 'DMY' }),
    ...column('Company', 'company.name'),
    ...column('Contact', 'people.name'),
    ...column('Contact: Work e-mail', 'people.emails', { label: 'work' }),
    ...column('Type', 'type', {
      values: { Sale: 'sale', 'Complex sale': 'complexSale', Goods: 'goods', Services: 'services' },
    }),
    ...column('Source', 'source'),
    ...column('Comment', 'description'),
    ...column('Responsible person', 'owner'),
  ],
  options: { match: ['externalId'] },
};
