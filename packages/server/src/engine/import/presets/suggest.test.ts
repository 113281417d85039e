import { join } from 'node:path';
import { expect, test } from 'vitest';

import { openFile } from '../read/open-file.ts';
import type { OpenedFile, ReadOptions } from '../read/rows.ts';
import { allRows } from '../read/fixtures.ts';
import { parseBirthday, parseDate, isZeroDate } from '../values/dates.ts';
import { parseMoney } from '../values/money.ts';
import { readLabel } from './labels.ts';
import type { ColumnMapping, MappingSuggestion } from './mapping.ts';
import { suggestMapping } from './suggest.ts';

function open(name: string, options?: ReadOptions): Promise<OpenedFile> {
  return openFile(join(import.meta.dirname, 'fixtures', name), name, options);
}

async function suggested(name: string, object?: string): Promise<MappingSuggestion> {
  const file = await open(name);
  return suggestMapping(
    file.header,
    file.sample.map(({ cells }) => cells),
    object,
  );
}

function entry(suggestion: MappingSuggestion, column: string): ColumnMapping | undefined {
  return suggestion.mapping.find((one) => one.column === column);
}

test.for([
  ['google-contacts.csv', 'google', 'person', 14],
  ['outlook-contacts.csv', 'outlook', 'person', 18],
  ['hubspot-contacts.csv', 'hubspot-contacts', 'person', 12],
  ['hubspot-companies.csv', 'hubspot-companies', 'company', 12],
  ['pipedrive-people.csv', 'pipedrive-people', 'person', 12],
  ['pipedrive-organizations.csv', 'pipedrive-organizations', 'company', 12],
  ['pipedrive-deals.csv', 'pipedrive-deals', 'deal', 16],
  ['bitrix24-contacts.csv', 'bitrix24-contacts', 'person', 16],
  ['bitrix24-deals.csv', 'bitrix24-deals', 'deal', 16],
  ['onlyoffice-contacts.csv', 'onlyoffice', 'person', 18],
  ['salesforce-leads.csv', 'salesforce-leads', 'lead', 21],
  ['rd-station-negociacoes.csv', 'rd-station-deals', 'deal', 40],
  ['easy-project-accounts.csv', 'easy-project-accounts', 'person', 20],
  ['contacts.vcf', 'vcard', 'person', 18],
  ['contatti-italiani.csv', undefined, 'person', 20],
  ['utf16-export.csv', undefined, 'person', 18],
] as const)('%s is recognised', async ([name, preset, object, rows]) => {
  const suggestion = await suggested(name);
  expect(suggestion.preset).toBe(preset);
  expect(suggestion.object).toBe(object);
  expect(await allRows(await open(name))).toHaveLength(rows);
});

test('every column that a mapping names is in the file', async () => {
  for (const name of [
    'google-contacts.csv',
    'outlook-contacts.csv',
    'onlyoffice-contacts.csv',
    'contacts.vcf',
    'pipedrive-people.csv',
  ]) {
    const { header } = await open(name);
    const { mapping } = await suggested(name);
    const named = mapping.flatMap(({ column, labelColumn }) => [
      column,
      ...(labelColumn ? [labelColumn] : []),
    ]);
    expect(named.filter((column) => !header.includes(column))).toEqual([]);
    const targets = mapping.map(({ column, field, object, part }) =>
      [column, field, object, part].join(),
    );
    expect(new Set(targets).size).toBe(targets.length);
  }
});

test('encodings and delimiters of the real exports are found', async () => {
  const form = async (name: string): Promise<unknown> => {
    const { encoding, delimiter } = (await open(name)).options;
    return [encoding, delimiter];
  };
  expect(await form('outlook-contacts.csv')).toEqual(['windows-1252', ',']);
  expect(await form('easy-project-accounts.csv')).toEqual(['windows-1250', ';']);
  expect(await form('contatti-italiani.csv')).toEqual(['windows-1252', ';']);
  expect(await form('utf16-export.csv')).toEqual(['utf-16le', '\t']);
});

test('companies and people in one file are told apart row by row', async () => {
  const onlyoffice = await suggested('onlyoffice-contacts.csv');
  expect(onlyoffice.objectBy).toEqual({
    column: 'Company/Person',
    values: { Company: 'company', Person: 'person' },
  });
  expect(onlyoffice.mapping.filter(({ column }) => column === 'Company name')).toMatchObject([
    { field: 'name', object: 'company' },
    { field: 'company.name', object: 'person' },
  ]);
  const easy = await suggested('easy-project-accounts.csv');
  expect(easy.objectBy?.column).toBe('Typ');
  expect(easy.mapping.filter(({ column }) => column === 'Nadrzędny (zewn. id.)')).toMatchObject([
    { field: 'parent.externalId', object: 'company' },
    { field: 'company.externalId', object: 'person' },
  ]);
});

test('addresses and numbers keep the label of their row or their column', async () => {
  const google = await suggested('google-contacts.csv');
  expect(entry(google, 'E-mail 1 - Value')).toMatchObject({
    field: 'emails',
    labelColumn: 'E-mail 1 - Label',
    split: ' ::: ',
  });
  expect(entry(google, 'Address 1 - City')).toMatchObject({
    part: 'city',
    label: 'address 1',
    labelColumn: 'Address 1 - Label',
  });
  expect(entry(await suggested('outlook-contacts.csv'), 'Home Fax')).toMatchObject({
    field: 'phones',
    label: 'fax',
  });
  expect(readLabel('* Work')).toEqual({ label: 'work', primary: true });
  expect(readLabel('Celular')).toEqual({ label: 'mobile', primary: false });
  expect(readLabel('* ')).toEqual({ primary: true });
  expect(readLabel('Sítio')).toEqual({ label: 'Sítio', primary: false });
});

test('of two columns with the same content the better one is taken', async () => {
  const people = await suggested('pipedrive-people.csv');
  expect(entry(people, 'Person - Name')).toBeUndefined();
  expect(entry(people, 'Person - First name')?.field).toBe('firstName');
  const contacts = await suggested('hubspot-contacts.csv');
  expect(
    contacts.mapping.filter(({ field }) => field === 'company.name').map(({ column }) => column),
  ).toEqual(['Associated Company (Primary)']);
});

test("Google's export of before 2024 is recognised as well", () => {
  const header = [
    'Name',
    'Given Name',
    'Family Name',
    'Group Membership',
    'E-mail 1 - Type',
    'E-mail 1 - Value',
    'Organization 1 - Name',
  ];
  const suggestion = suggestMapping(header, []);
  expect(suggestion.preset).toBe('google');
  expect(suggestion.mapping.filter(({ field }) => field === 'emails')).toMatchObject([
    { labelColumn: 'E-mail 1 - Type' },
  ]);
});

test('of the deals of RD Station exactly the twelve bad rows are refused', async () => {
  const file = await open('rd-station-negociacoes.csv');
  const { mapping } = await suggested('rd-station-negociacoes.csv');
  const refused = (cells: string[]): boolean =>
    mapping.some(({ column, field, dates, decimal, currency, zeroDates }) => {
      const text = cells[file.header.indexOf(column)] ?? '';
      if (field === 'name') return text === '';
      if (dates)
        return (
          parseDate(text, dates).problem !== undefined ||
          (zeroDates === 'refuse' && isZeroDate(text))
        );
      return (
        currency !== undefined &&
        decimal !== undefined &&
        parseMoney(text, decimal, currency).problem !== undefined
      );
    });
  const rows = await allRows(file);
  expect(rows.filter(({ cells }) => refused(cells)).map(({ row }) => row)).toEqual(
    Array.from({ length: 12 }, (_, at) => 21 + at),
  );
});

test('a status is the meaning of what the program calls it', async () => {
  expect(entry(await suggested('rd-station-negociacoes.csv'), 'Estado')?.values).toMatchObject({
    Vendida: 'won',
    Perdida: 'lost',
  });
  const bitrix = (await suggested('bitrix24-deals.csv')).mapping.filter(
    ({ column }) => column === 'Stage',
  );
  expect(bitrix.map(({ field, otherwise }) => [field, otherwise])).toEqual([
    ['stage', undefined],
    ['status', 'open'],
  ]);
});

test('the remarks under a Salesforce report are left out, its leads may become people', async () => {
  const rows = await allRows(await open('salesforce-leads.csv'));
  expect(
    rows.filter(({ problems }) => problems?.some(({ severity }) => severity === 'skip')),
  ).toHaveLength(5);
  const leads = await suggested('salesforce-leads.csv', 'lead');
  // Nobody is a customer yet: the company is named, not made.
  expect(entry(leads, 'Company / Account')).toMatchObject({ field: 'companyName' });
  expect(entry(leads, 'Title')).toMatchObject({ field: 'jobTitle' });
  expect(entry(leads, 'Lead Status')).toMatchObject({
    field: 'state',
    values: { 'Closed - Not Converted': 'disqualified' },
  });
  const people = await suggested('salesforce-leads.csv', 'person');
  expect(people).toMatchObject({ preset: 'salesforce-leads', object: 'person' });
  expect(entry(people, 'Company / Account')).toMatchObject({
    field: 'company.name',
    empty: ['[not provided]'],
  });
});

test('birthdays of contact cards are read, with and without year', async () => {
  const file = await open('contacts.vcf');
  const at = file.header.indexOf('vcard.birthday');
  const read = (await allRows(file)).map(({ cells }) => parseBirthday(cells[at] ?? '', 'YMD'));
  expect(read.filter(({ problem }) => problem)).toEqual([]);
  expect(read.some(({ value }) => value?.startsWith('--'))).toBe(true);
});
