import { expect, test } from 'vitest';

import { allRows, open } from '../read/fixtures.ts';
import { matchCountry } from './countries.ts';
import { countryCodes } from './country-codes.ts';
import { emailKey, parseEmails } from './emails.ts';
import { splitName } from './names.ts';
import { parsePhones } from './phones.ts';

test('addresses are repaired where that is safe and dropped with a remark where it is not', async () => {
  const rows = await allRows(await open('emails-invalid.csv'));
  const read = rows.map(({ cells }) => parseEmails(cells[1] ?? ''));
  expect(read.map(({ values }) => values.length)).toEqual(
    rows.map(({ cells }) => Number(cells[2])),
  );
  expect(read.filter(({ warnings }) => warnings.length > 0)).toHaveLength(19);
  expect(parseEmails('Ana Luz <ana.luz@nasty.example>').values).toEqual(['ana.luz@nasty.example']);
  expect(parseEmails('a@x.example ::: A@X.example')).toEqual({
    values: ['a@x.example'],
    warnings: [],
  });
});

test('case and the spelling of the domain make no other address; dots and tags do', async () => {
  const rows = await allRows(await open('duplicated-rows.csv'));
  const keys = rows.flatMap(({ cells }) => parseEmails(cells[1] ?? '').values.map(emailKey));
  expect(new Set(keys).size).toBe(6);
  expect(emailKey('ana@münchen.example')).toBe(emailKey('Ana@xn--mnchen-3ya.example'));
});

test('a phone number is the same in all its notations', async () => {
  const rows = await allRows(await open('phones-ten-notations.csv'));
  const read = rows.map(({ cells }) => parsePhones(cells[1] ?? '', 'BR'));
  const same = read.filter(({ values }) => values[0]?.e164 === '+5511901234567');
  expect(read.slice(0, 10).every(({ values }) => values[0]?.e164 === '+5511901234567')).toBe(true);
  expect(same.length).toBeGreaterThanOrEqual(11);
  expect(read.filter(({ warnings }) => warnings.length > 0)).toHaveLength(3);
  expect(read.every(({ values }) => values.length > 0)).toBe(true);
});

test('extensions, several numbers and letters in a cell are understood', () => {
  const numbers = (text: string, country = 'BR'): unknown[] =>
    parsePhones(text, country).values.map(({ e164, extension }) => [e164, extension]);
  expect(numbers('+55 11 2345-6789 ramal 12')).toEqual([['+551123456789', '12']]);
  expect(numbers('(11) 2345-6789 / (11) 2345-6790')).toHaveLength(2);
  expect(numbers('786 555 199, 48786555199', 'PL')).toEqual([['+48786555199', undefined]]);
  expect(numbers('501-234-567', 'PL')).toEqual([['+48501234567', undefined]]);
  expect(numbers('00393951234567')).toEqual([['+393951234567', undefined]]);
  expect(numbers('+44 (0)20 7946 0958')).toEqual([['+442079460958', undefined]]);
  expect(numbers('+39 (0)6 1234 5678')).toEqual([['+390612345678', undefined]]);
  expect(numbers('+1-555-CRM-TEST')).toEqual([['+15552768378', undefined]]);
  expect(numbers('971501618356')).toEqual([['+971501618356', undefined]]);
});

test('a number that cannot be understood is kept as typed', () => {
  const { values, warnings } = parsePhones('5.51191E+12', 'BR');
  expect(values).toEqual([{ value: '5.51191E+12' }]);
  expect(warnings.map(({ code }) => code)).toEqual(['phone_unreadable']);
});

test('countries are recognised by any usual name; unknown ones stay unknown', async () => {
  const rows = await allRows(await open('countries-unknown.csv'));
  for (const { cells } of rows)
    expect.soft(matchCountry(cells[2] ?? '') ?? '', cells[2]).toBe(cells[3]);
  expect(matchCountry('Stany Zjednoczone')).toBe('US');
  expect(matchCountry('الإمارات')).toBe('AE');
  expect(matchCountry('')).toBeUndefined();
});

test('every country has a name by which it is found, and a code of its own', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  expect(countryCodes.size).toBe(250);
  expect(new Set(countryCodes.values()).size).toBe(250);
  for (const [code, long] of countryCodes) {
    expect.soft(matchCountry(names.of(code) ?? ''), code).toBe(code);
    expect.soft(matchCountry(long), long).toBe(code);
  }
});

test('a full name is taken apart at the last name', () => {
  expect(splitName('Luz, Ana')).toEqual({ firstName: 'Ana', lastName: 'Luz' });
  expect(splitName('Dr. Ana Maria da Silva')).toEqual({
    salutation: 'Dr.',
    firstName: 'Ana Maria',
    lastName: 'da Silva',
  });
  expect(splitName('Madonna')).toEqual({ firstName: 'Madonna', lastName: '' });
  expect(splitName('Maria de Lurdes')).toEqual({ firstName: 'Maria', lastName: 'de Lurdes' });
});
