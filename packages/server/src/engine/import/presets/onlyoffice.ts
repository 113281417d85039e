import { address, column, type Entry, type Preset } from './preset.ts';

const contactKinds = ['home', 'work', 'other'];

/** `Phone (work)`, `Address (billing) city`: ONLYOFFICE's categories become labels. */
function categories(): Entry[] {
  const phones = ['work', 'mobile', 'home', 'direct', 'main', 'other', 'fax', 'pager', 'skype'];
  return [
    ...phones.flatMap((label) => column(`Phone (${label})`, 'phones', { label })),
    ...['work', 'home', 'other'].flatMap((label) =>
      column(`Email (${label})`, 'emails', { label, split: ',' }),
    ),
    ...contactKinds.flatMap((label) => column(`Website (${label})`, 'urls', { label })),
    ...['work', 'office', 'postal', 'billing', 'home', 'other'].flatMap((label) =>
      address(label, {
        street: `Address (${label}) street address`,
        city: `Address (${label}) city`,
        region: `Address (${label}) state`,
        postalCode: `Address (${label}) zip code`,
        country: `Address (${label}) country`,
      }),
    ),
  ];
}

export const onlyoffice: Preset = {
  id: 'onlyoffice',
  object: 'person',
  needs: ['Company/Person', 'First name', 'Company name'],
  entries: [
    ...column('Company name', 'name', { object: 'company' }),
    ...column('Company name', 'company.name', { object: 'person' }),
    ...column('First name', 'firstName', { object: 'person' }),
    ...column('Last name', 'lastName', { object: 'person' }),
    ...column('Position', 'jobTitle', { object: 'person' }),
    ...column('About', 'description'),
    ...column('Temperature level', 'temperature', {
      values: { Cold: 'cold', Warm: 'warm', Hot: 'hot' },
    }),
    ...column('Contact type', 'relationship', {
      values: {
        Client: 'client',
        Supplier: 'supplier',
        Partner: 'partner',
        Competitor: 'competitor',
      },
    }),
    ...column('Tags', 'tags', { split: ',' }),
    ...categories(),
  ],
  objectBy: { column: ['Company/Person'], values: { Company: 'company', Person: 'person' } },
  options: { match: ['emails', 'name'] },
};
