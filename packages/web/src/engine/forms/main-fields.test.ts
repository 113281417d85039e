import { objectOf, shipped } from '@relata/model';
import { expect, test } from 'vitest';
import { furtherSections, mainFields, titleFrom } from './main-fields.ts';

const deal = objectOf(shipped, 'deal');
const person = objectOf(shipped, 'person');

test('a new deal is asked for its name first, and for its pipeline before its stage', () => {
  const fields = mainFields(deal);
  expect(fields[0]).toBe('name');
  expect(fields.indexOf('pipeline')).toBeGreaterThan(-1);
  expect(fields.indexOf('pipeline')).toBeLessThan(fields.indexOf('stage'));
});

test('EP-ACC-02 the type of a new company, which decides how it is named, is chosen before its name', () => {
  expect(mainFields(objectOf(shipped, 'company')).slice(0, 4)).toEqual([
    ...['type', 'firstName', 'lastName', 'name'],
  ]);
});

test('a new lead is asked at once how to reach whoever it is', () => {
  const fields = mainFields(objectOf(shipped, 'lead'));
  expect(fields.slice(0, 4)).toEqual(['firstName', 'lastName', 'emails', 'phones']);
  expect(mainFields(person)).not.toContain('nickname');
});

test('what only actions and the engine write is not asked for', () => {
  const asked = [
    ...mainFields(deal),
    ...furtherSections(deal).flatMap((section) => section.fields),
  ];
  for (const name of ['status', 'number', 'createdAt', 'nextActivityAt'])
    expect(asked).not.toContain(name);
});

test('every field is asked for once', () => {
  for (const object of Object.values(shipped.objects)) {
    const asked = [
      ...mainFields(object),
      ...furtherSections(object).flatMap((section) => section.fields),
    ];
    expect(new Set(asked).size).toBe(asked.length);
  }
});

test('a typed name becomes first names and family name', () => {
  expect(titleFrom(person, ' Ana Maria  Silva ')).toEqual({
    firstName: 'Ana Maria',
    lastName: 'Silva',
  });
  expect(titleFrom(person, 'Cher')).toEqual({ firstName: 'Cher' });
  expect(titleFrom(deal, 'Roof for the town hall')).toEqual({ name: 'Roof for the town hall' });
});
