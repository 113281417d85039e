import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shipped } from './build-catalog.ts';
import { objectOf } from './catalog.ts';
import { fieldKinds } from './field.ts';
import { kinds } from './fields/index.ts';
import { asksOfOthers, mentions } from './field-rules.ts';
import { type Filter, operators, parseFilter, readyCondition } from './filter.ts';
import { Refusal } from './refusal.ts';

const id = '0199a000-0000-7000-8000-00000000000a';
const parse = (filter: unknown, object = 'deal') => parseFilter(filter, object, shipped);

/** What is said about a filter that does not work, and about which part. */
function refused(filter: unknown, object = 'deal'): { field: string; message: string } {
  const { code, reason, status, errors, message } = refusalOf(() => parse(filter, object));
  expect([code, reason, status]).toEqual(['malformed', 'filter', 400]);
  return { field: errors[0]?.field ?? '', message };
}

function refusalOf(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('taken');
}

test('a filter that works is taken as it is', () => {
  const filter = {
    stage: { in: [id] },
    value: { gte: 1000, lt: { amount: '5000', currency: 'EUR' } },
    expectedClose: { within: 'thisQuarter', ne: null },
    owner: { eq: '@me' },
    'company.country': { eq: 'PL' },
    'value.currency': { in: ['EUR', 'USD'], ne: 'USD' },
    'company.annualRevenue.currency': { empty: false },
    or: [{ tags: { has: 'vip' } }, { not: { name: { contains: 'test' } } }],
    activities: { none: { category: { eq: 'call' }, due: { within: 'thisMonth' } } },
    company: { some: { people: { some: { jobTitle: { contains: 'buyer' } } } } },
    and: [],
  };
  expect(parse(filter)).toEqual(filter);
  expect(parse({})).toEqual({});
});

describe('a filter is refused, with the part that is wrong', () => {
  test.each([
    ['no field of that name', { colour: { eq: 'red' } }, 'colour'],
    ['no operator of that name', { name: { like: '%a%' } }, 'name'],
    ['an operator that does not go with the field', { name: { gt: 'a' } }, 'name'],
    ['an order among links', { company: { lt: id } }, 'company'],
    ['a value without operator', { name: 'Acme' }, 'name'],
    ['a list instead of a condition', { name: ['Acme'] }, 'name'],
    ['a list where one value is asked', { name: { eq: ['a'] } }, 'name'],
    ['one value where a list is asked', { status: { in: 'open' } }, 'status'],
    ['a number as text', { value: { gt: 'a lot' } }, 'value'],
    ['a number that is none', { probability: { gt: '1e5' } }, 'probability'],
    ['a number beyond what is kept', { probability: { gt: 1e300 } }, 'probability'],
    ['a day that does not exist', { expectedClose: { eq: '2026-02-30' } }, 'expectedClose'],
    ['a time on a day that does not exist', { createdAt: { gt: '2026-02-30' } }, 'createdAt'],
    ['a time without a zone', { createdAt: { gt: '2026-11-22T10:00' } }, 'createdAt'],
    ['a range that nobody knows', { expectedClose: { within: 'someday' } }, 'expectedClose'],
    ['one end of between', { value: { between: [1] } }, 'value'],
    ['three ends of between', { value: { between: [1, 2, 3] } }, 'value'],
    ['no end of between', { value: { between: [1, null] } }, 'value'],
    ['empty with another word than true or false', { name: { empty: 'yes' } }, 'name'],
    ['a name instead of an id', { company: { eq: 'Acme' } }, 'company'],
    ['“me” where no user is', { company: { eq: '@me' } }, 'company'],
    ['a text with NUL', { name: { eq: 'a\u0000' } }, 'name'],
    ['a part of a text with NUL', { name: { contains: 'a\u0000' } }, 'name'],
    ['or without a list', { or: { name: { eq: 'a' } } }, 'or'],
    ['an or of texts', { or: ['name'] }, ''],
    ['not of a list', { not: [{}] }, ''],
    [
      'a path over two references',
      { 'company.parent.name': { empty: true } },
      'company.parent.name',
    ],
    ['a path over a field that is no reference', { 'name.length': { eq: 1 } }, 'name.length'],
    ['a path to a field that is not there', { 'company.colour': { eq: 'red' } }, 'company.colour'],
    ['a path through a link to anything', { 'about.name': { eq: 'a' } }, 'about.name'],
    ['records behind what is no reference', { name: { some: {} } }, 'name'],
    ['what these do not have', { activities: { some: { colour: { eq: 'red' } } } }, 'colour'],
    ['no filter on them', { activities: { some: 'call' } }, ''],
    ['a currency that there is not', { 'value.currency': { eq: 'Euro' } }, 'value.currency'],
    ['one in small letters', { 'value.currency': { nin: ['EUR', 'usd'] } }, 'value.currency'],
    ['an order among currencies', { 'value.currency': { gt: 'EUR' } }, 'value.currency'],
    ['the currency of a text', { 'name.currency': { eq: 'EUR' } }, 'name.currency'],
    ['another part of an amount', { 'value.amount': { gt: 1 } }, 'value.amount'],
    ['a part of a part', { 'value.currency.name': { eq: 'a' } }, 'value.currency.name'],
    [
      'the currency of an amount two references away',
      { 'company.parent.annualRevenue.currency': { eq: 'EUR' } },
      'company.parent.annualRevenue.currency',
    ],
    ['records behind a currency', { 'value.currency': { some: {} } }, 'value.currency'],
    ['a path without an end', { 'company.': { empty: true } }, 'company.'],
    ['a path without a beginning', { '.name': { empty: true } }, '.name'],
    ['what a machine stores', { versions: { eq: '1' } }, 'versions'],
  ])('%s', (_, filter, field) => {
    const object = field === 'about.name' ? 'note' : field === 'versions' ? 'file' : 'deal';
    expect(refused(filter, object).field).toBe(field);
  });

  test.each([['a text'], [null], [[]], [5], [undefined]])('%j instead of a filter', (filter) =>
    expect(refused(filter).message).toBe('a filter is an object'),
  );

  test('an object that is not there', () => {
    expect(() => parse({ name: { eq: 'a' } }, 'spaceship')).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
    expect(() => parse({ name: { eq: 'a' } }, 'constructor')).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'])(
    'a field, operator or reference called %s',
    (name) => {
      const one = (key: string, value: unknown): unknown =>
        JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`);
      expect(refused(one(name, { eq: 'a' })).field).toBe(name);
      expect(refused(one('name', one(name, 'a'))).field).toBe('name');
      expect(refused(one(`${name}.name`, { eq: 'a' })).field).toBe(`${name}.name`);
      expect(refused(one(`company.${name}`, { eq: 'a' })).field).toBe(`company.${name}`);
      expect(({} as Record<string, unknown>)['eq']).toBeUndefined();
    },
  );
});

describe('a filter has its limits', () => {
  const nested = (depth: number): unknown =>
    depth === 1 ? { name: { eq: 'a' } } : { and: [nested(depth - 1)] };

  test('of six levels', () => {
    expect(parse(nested(6))).toBeTruthy();
    expect(refused(nested(7)).message).toContain('nested 6 deep');
    expect(refused({ not: { not: { not: { not: { not: { not: {} } } } } } }).message).toContain(
      'nested 6 deep',
    );
  });

  test('of two hundred conditions', () => {
    const or = (count: number) => ({
      or: Array.from({ length: count }, () => ({ name: { eq: 'a' } })),
    });
    expect(parse(or(200))).toBeTruthy();
    expect(refused(or(201)).message).toContain('200 conditions');
  });

  test('of ten thousand values, and texts of a thousand letters to look for', () => {
    expect(parse({ externalId: { in: Array.from({ length: 10_000 }, String) } })).toBeTruthy();
    expect(
      refused({ externalId: { in: Array.from({ length: 10_001 }, String) } }).message,
    ).toContain('10000');
    expect(refused({ name: { contains: 'a'.repeat(1001) } }).field).toBe('name');
  });
});

test('a path of two steps leads over a reference of the object, or back over one that leads to it', () => {
  expect(readyCondition('company.country', 'eq', 'PL', 'deal', shipped)).toMatchObject({
    via: 'company',
    name: 'country',
    object: { name: 'company' },
  });
  expect(readyCondition('deals.status', 'eq', 'won', 'company', shipped)).toMatchObject({
    via: 'deals',
    name: 'status',
    object: { name: 'deal' },
  });
  expect(readyCondition('activities.done', 'eq', false, 'person', shipped)).toMatchObject({
    via: 'activities',
    object: { name: 'activity' },
  });
  expect(readyCondition('name', 'eq', 'a', 'deal', shipped)).toMatchObject({
    via: null,
    object: { name: 'deal' },
  });
});

test('a path ends at a field or at a part of one', () => {
  expect(readyCondition('value.currency', 'eq', 'PLN', 'deal', shipped)).toMatchObject({
    ...{ via: null, name: 'value', part: 'currency' },
    ...{ whole: { kind: 'money' }, field: { kind: 'select' } },
  });
  expect(
    readyCondition('company.annualRevenue.currency', 'eq', 'PLN', 'deal', shipped),
  ).toMatchObject({ via: 'company', name: 'annualRevenue', part: 'currency', alone: true });
  expect(readyCondition('value', 'gt', 1, 'deal', shipped)).toMatchObject({ part: null });
});

test('a rule that looks at the currency of an amount looks at the record itself', () => {
  const deal = objectOf(shipped, 'deal');
  const asks = (filter: Filter) => asksOfOthers(filter, deal, shipped);
  expect(asks({ not: { or: [{ 'value.currency': { eq: 'EUR' } }] } })).toBe(false);
  expect(asks({ 'company.annualRevenue.currency': { eq: 'EUR' } })).toBe(true);
  expect(asks({ 'company.country': { eq: 'PL' } })).toBe(true);
  expect(asks({ and: [{ activities: { some: {} } }] })).toBe(true);
  expect(mentions({ 'value.currency': { eq: 'EUR' } })).toEqual(['value']);
});

test('every kind of field can be asked whether it is empty, and asks only what exists', () => {
  for (const kind of fieldKinds) {
    expect(kinds[kind].operators).toContain('empty');
    for (const operator of kinds[kind].operators) expect(operators).toContain(operator);
  }
});

test('whatever comes from outside is either taken or refused, and nothing else happens', () => {
  const key = fc.oneof(
    fc.constantFrom(
      'name',
      'value',
      'and',
      'or',
      'not',
      'company.name',
      'value.currency',
      'due',
      '__proto__',
      ...operators,
    ),
    fc.string(),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 8 },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('@me', 'today', id),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(
      value.map((one): unknown => JSON.parse(JSON.stringify(one))),
      (filter) => {
        const taken = (): boolean => {
          try {
            return isDeepStrictEqual(parse(filter), filter);
          } catch (error) {
            return error instanceof Refusal;
          }
        };
        expect(taken()).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
