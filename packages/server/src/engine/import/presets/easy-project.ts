import { address, column, type Preset } from './preset.ts';

/** Easy Project accounts, in Polish or English: companies and persons in one file, who belong together by external id. */
export const easyProjectAccounts: Preset = {
  id: 'easy-project-accounts',
  object: 'person',
  needs: [
    ['Zewnętrzny identyfikator', 'External ID', 'External id'],
    ['Typ', 'Type'],
    ['Przypisany do', 'Assignee', 'Assigned to'],
    ['Imię', 'First name'],
  ],
  entries: [
    ...column(['Zewnętrzny identyfikator', 'External ID'], 'externalId'),
    ...column(['Imię', 'First name'], 'firstName', { object: 'person' }),
    ...column(['Nazwisko', 'Last name'], 'lastName', { object: 'person' }),
    ...column(['Nazwa firmy', 'Company name'], 'name', { object: 'company' }),
    ...column(['Nadrzędny (zewn. id.)', 'Parent (external id)'], 'parent.externalId', {
      object: 'company',
    }),
    ...column(['Nadrzędny (zewn. id.)', 'Parent (external id)'], 'company.externalId', {
      object: 'person',
    }),
    ...column(['E-mail', 'Email'], 'emails', { label: 'work' }),
    ...column(['Telefon', 'Phone'], 'phones', { label: 'work' }),
    ...column(['Telefon komórkowy', 'Mobile phone'], 'phones', { label: 'mobile' }),
    ...column(['Strona WWW', 'Website'], 'domain', { object: 'company' }),
    ...column(['Strona WWW', 'Website'], 'urls', { object: 'person', label: 'work' }),
    ...address('work', {
      street: ['Ulica', 'Street'],
      city: ['Miasto', 'City'],
      region: ['Województwo', 'State'],
      postalCode: ['Kod pocztowy', 'Postal code'],
      country: ['Kraj', 'Country'],
    }),
    ...column(['NIP', 'VAT number'], 'vatNumber', { object: 'company' }),
    ...column(['Branża', 'Industry'], 'industry', { object: 'company' }),
    ...column(['Roczny obrót', 'Annual turnover'], 'annualRevenue', {
      object: 'company',
      decimal: ',',
      currency: 'PLN',
    }),
    ...column(['Liczba pracowników', 'Number of employees'], 'employees', {
      object: 'company',
      decimal: ',',
    }),
    ...column(['Data urodzenia', 'Date of birth'], 'birthday', { object: 'person', dates: 'DMY' }),
    ...column(['Etykiety', 'Tags'], 'tags', { split: ',' }),
    ...column(['Komentarz', 'Comment'], 'description'),
    ...column(['Przypisany do', 'Assignee', 'Assigned to'], 'owner'),
  ],
  objectBy: {
    column: ['Typ', 'Type'],
    values: { Firma: 'company', Osoba: 'person', Company: 'company', Person: 'person' },
  },
  options: { match: ['externalId', 'emails', 'name'], country: 'PL' },
};
