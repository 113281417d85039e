import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;
const ids: Record<string, string> = {};

/** First letters of the people or deals that a filter lets through: `AC`. */
async function found(plural: string, filter: unknown, headers = {}): Promise<string> {
  const { status, body } = await ada.get(
    `/${plural}?limit=200&sort=title&fields=title&filter=${encodeURIComponent(JSON.stringify(filter))}`,
    headers,
  );
  if (status !== 200) return `${status} ${body.errors?.[0]?.field}`;
  return body.data.map((row: { title: string }) => row.title[0]).join('');
}

beforeAll(async () => {
  firm = await workspace({ timeZone: 'Europe/Rome' });
  ada = await (await openOutside(firm)).as(firm.admin);
  firm.clock.set('2026-03-11T12:00:00Z');
  const make = async (plural: string, body: Record<string, unknown>) => {
    const answer = await ada.post(`/${plural}`, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    ids[String(body['name'] ?? body['lastName'])] = answer.body.data.id;
  };
  await make('companies', {
    name: 'Acme',
    addresses: [{ country: 'PL', city: 'Łódź' }],
    employees: 10,
  });
  await make('companies', { name: 'Beta', addresses: [{ country: 'IT' }], employees: 250 });
  const bruno = await firm.makeUser({ name: 'Bruno' });
  ids['bruno'] = bruno.id;
  await make('people', {
    lastName: 'Ana',
    jobTitle: 'Buyer',
    company: ids['Acme'],
    tags: ['vip', 'fair'],
    birthday: '1980-02-01',
    temperature: 'hot',
    emails: [{ value: 'ana@acme.example' }, { value: 'ana@home.example' }],
    phones: ['+48 601 100 200'],
    description: 'likes Łódź, and 100% of it',
  });
  await make('people', {
    lastName: 'Bob',
    jobTitle: 'buyer',
    company: ids['Beta'],
    tags: ['fair'],
    birthday: '1990-12-31',
    temperature: 'cold',
    emails: ['bob@beta.example'],
    owner: bruno.id,
  });
  await make('people', {
    lastName: 'Cid',
    jobTitle: 'Ächtung_Chef',
    owner: null,
    birthday: '2026-03-11',
  });
  await make('people', { lastName: 'Dan', jobTitle: '', emails: [] });
  await make('deals', {
    name: 'A',
    value: { amount: '1000', currency: 'EUR' },
    expectedClose: '2026-03-11',
    people: [ids['Ana'], ids['Bob']],
    company: ids['Acme'],
    probability: 33.5,
  });
  await make('deals', {
    name: 'B',
    value: { amount: '999.99', currency: 'EUR' },
    expectedClose: '2026-03-31',
  });
  await make('deals', {
    name: 'C',
    value: { amount: '500000', currency: 'JPY' },
    people: [ids['Bob']],
  });
});

const people = (filter: unknown) => found('people', filter);
const deals = (filter: unknown) => found('deals', filter);

describe('a filter', () => {
  test('compares texts exactly where it says so, and without case and accents where it looks inside', async () => {
    expect(await people({ jobTitle: { eq: 'Buyer' } })).toBe('A');
    expect(await people({ jobTitle: { eq: 'BUYER' } })).toBe('');
    expect(await people({ jobTitle: { in: ['Buyer', 'buyer'] } })).toBe('AB');
    expect(await people({ jobTitle: { contains: 'UYE' } })).toBe('AB');
    expect(await people({ jobTitle: { contains: 'acht' } })).toBe('C');
    expect(await people({ jobTitle: { startsWith: 'BUY' } })).toBe('AB');
    expect(await people({ jobTitle: { endsWith: 'chef' } })).toBe('C');
    expect(await people({ jobTitle: { contains: '_' } })).toBe('C');
    expect(await people({ jobTitle: { contains: '%' } })).toBe('');
    expect(await people({ description: { contains: '100%' } })).toBe('A');
    expect(await people({ description: { contains: 'lodz' } })).toBe('A');
    expect(await people({ description: { contains: "'; drop table person; --" } })).toBe('');
  });

  test('counts an empty text as empty, and takes empty fields in where something is not', async () => {
    expect(await people({ jobTitle: { empty: true } })).toBe('D');
    expect(await people({ jobTitle: { empty: false } })).toBe('ABC');
    expect(await people({ jobTitle: { eq: '' } })).toBe('D');
    expect(await people({ jobTitle: { eq: null } })).toBe('D');
    expect(await people({ jobTitle: { ne: '' } })).toBe('ABC');
    expect(await people({ jobTitle: { ne: 'Buyer' } })).toBe('BCD');
    expect(await people({ jobTitle: { nin: ['Buyer', 'buyer'] } })).toBe('CD');
    expect(await people({ jobTitle: { in: [] } })).toBe('');
    expect(await people({ jobTitle: { nin: [] } })).toBe('ABCD');
    expect(await people({ temperature: { ne: 'hot' } })).toBe('BCD');
    expect(await people({ tags: { ne: 'vip' } })).toBe('BCD');
    expect(await people({ tags: { nin: ['vip'] } })).toBe('BCD');
    expect(await people({ company: { ne: ids['Acme'] } })).toBe('BCD');
    expect(await people({ birthday: { ne: '1980-02-01' } })).toBe('BCD');
    expect(await people({ emails: { ne: 'ana@acme.example' } })).toBe('BCD');
    expect(await people({ 'company.country': { ne: 'PL' } })).toBe('BCD');
    expect(await people({ 'company.country': { nin: ['PL'] } })).toBe('BCD');
  });

  test('asks lists for what they have', async () => {
    expect(await people({ tags: { has: 'vip' } })).toBe('A');
    expect(await people({ tags: { hasAny: ['vip', 'fair'] } })).toBe('AB');
    expect(await people({ tags: { hasAll: ['vip', 'fair'] } })).toBe('A');
    expect(await people({ tags: { hasAny: [] } })).toBe('');
    expect(await people({ tags: { empty: true } })).toBe('CD');
    expect(await people({ emails: { has: 'ana@home.example' } })).toBe('A');
    expect(await people({ emails: { has: 'ANA@ACME.example' } })).toBe('A');
    expect(await people({ emails: { contains: '@beta' } })).toBe('B');
    expect(await people({ emails: { endsWith: '.example' } })).toBe('AB');
    expect(await people({ emails: { empty: true } })).toBe('CD');
    expect(await people({ phones: { has: '0048 601-100-200' } })).toBe('A');
    expect(await people({ phones: { contains: '601 100' } })).toBe('A');
    expect(await deals({ people: { has: ids['Bob'] } })).toBe('AC');
    expect(await deals({ people: { hasAll: [ids['Ana'], ids['Bob']] } })).toBe('A');
    expect(await deals({ people: { empty: true } })).toBe('B');
  });

  test('compares numbers, money and percentages', async () => {
    expect(await deals({ value: { gte: 1000 } })).toBe('A');
    expect(await deals({ value: { lt: '1000' } })).toBe('B');
    expect(await deals({ value: { between: [999.99, 1000] } })).toBe('AB');
    expect(await deals({ value: { gt: { amount: '999.99', currency: 'EUR' } } })).toBe('A');
    expect(await deals({ value: { empty: false }, probability: { gt: 33 } })).toBe('A');
    expect(await deals({ probability: { eq: 33.5 } })).toBe('A');
    expect(await found('companies', { employees: { gt: 10, lte: 250 } })).toBe('B');
    expect(await found('companies', { employees: { in: [10, '250'] } })).toBe('AB');
  });

  test('knows days and ranges of days where the asker is', async () => {
    expect(await deals({ expectedClose: { eq: '2026-03-11' } })).toBe('A');
    expect(await deals({ expectedClose: { within: 'today' } })).toBe('A');
    expect(await deals({ expectedClose: { within: 'thisWeek' } })).toBe('A');
    expect(await deals({ expectedClose: { within: 'thisMonth' } })).toBe('AB');
    expect(await deals({ expectedClose: { within: 'thisQuarter' } })).toBe('AB');
    expect(await deals({ expectedClose: { within: 'next7Days' } })).toMatch(/^A?$/);
    expect(await deals({ expectedClose: { gt: '2026-03-11' } })).toBe('B');
    expect(await deals({ expectedClose: { between: ['2026-03-11', '2026-03-31'] } })).toBe('AB');
    expect(await people({ createdAt: { within: 'today' } })).toBe('ABCD');
    expect(await people({ createdAt: { within: 'last30Days' } })).toBe('ABCD');
    expect(await people({ createdAt: { eq: '2026-03-11' } })).toBe('ABCD');
    expect(await people({ createdAt: { lte: '2026-03-10' } })).toBe('');
    expect(await people({ createdAt: { gte: '2026-03-11T00:00:00+01:00' } })).toBe('ABCD');
    expect(await people({ createdAt: { lt: '2026-03-11T00:00:00Z' } })).toBe('');
    expect(await people({ createdAt: { gt: '2026-03-10T23:00:00.000Z' } })).toBe('ABCD');
    // 23:30 of the tenth in London is the eleventh in Rome.
    firm.clock.set('2026-03-10T23:30:00Z');
    expect(await deals({ expectedClose: { within: 'today' } })).toBe('A');
    firm.clock.set('2026-03-11T12:00:00Z');
  });

  test('knows who asks', async () => {
    expect(await people({ owner: { eq: '@me' } })).toBe('AD');
    expect(await people({ owner: { ne: '@me' } })).toBe('BC');
    expect(await people({ owner: { in: ['@me', ids['bruno']] } })).toBe('ABD');
    expect(await people({ owner: { empty: true } })).toBe('C');
    expect(await people({ createdBy: { eq: '@me' } })).toBe('ABCD');
  });

  test('follows one reference, forwards and backwards', async () => {
    expect(await people({ 'company.country': { eq: 'PL' } })).toBe('A');
    expect(await people({ 'company.name': { startsWith: 'b' } })).toBe('B');
    expect(await people({ 'company.employees': { gte: 10 } })).toBe('AB');
    expect(await people({ 'company.city': { empty: true } })).toBe('BCD');
    expect(await people({ 'owner.name': { eq: 'Bruno' } })).toBe('B');
    expect(await found('companies', { 'people.jobTitle': { eq: 'buyer' } })).toBe('B');
    expect(await found('companies', { 'deals.value': { gte: 1000 } })).toBe('A');
    expect(await people({ 'deals.value': { gte: 1000 } })).toBe('AB');
    expect(await deals({ 'stage.means': { eq: 'open' } })).toBe('ABC');
    expect(await people({ 'company.parent.name': { eq: 'x' } })).toBe('400 company.parent.name');
  });

  test('joins conditions by and, or, not', async () => {
    expect(await people({ tags: { has: 'fair' }, temperature: { eq: 'cold' } })).toBe('B');
    expect(await people({ or: [{ temperature: { eq: 'hot' } }, { owner: { empty: true } }] })).toBe(
      'AC',
    );
    expect(
      await people({ and: [{ tags: { has: 'fair' } }, { not: { tags: { has: 'vip' } } }] }),
    ).toBe('B');
    expect(await people({ not: { jobTitle: { eq: 'Buyer' } } })).toBe('BCD');
    expect(await people({ or: [] })).toBe('');
    expect(await people({ and: [] })).toBe('ABCD');
    expect(await people({})).toBe('ABCD');
  });

  test('is refused, with the place, where it names what is not there or does not fit', async () => {
    const wrong: [unknown, string][] = [
      [{ nonsense: { eq: 1 } }, 'nonsense'],
      [{ nonsense: {} }, 'nonsense'],
      [{ 'company.nonsense': {} }, 'company.nonsense'],
      [{ constructor: { eq: 'x' } }, 'constructor'],
      [{ jobTitle: { like: 'x' } }, 'jobTitle'],
      [{ jobTitle: { constructor: 'x' } }, 'jobTitle'],
      [{ jobTitle: { gt: 'x' } }, 'jobTitle'],
      [{ jobTitle: { eq: 7 } }, 'jobTitle'],
      [{ jobTitle: 'Buyer' }, 'jobTitle'],
      [{ jobTitle: { in: 'Buyer' } }, 'jobTitle'],
      [{ jobTitle: { empty: 'yes' } }, 'jobTitle'],
      [{ birthday: { eq: '2026-02-30' } }, 'birthday'],
      [{ birthday: { within: 'whenever' } }, 'birthday'],
      [{ birthday: { within: 'toString' } }, 'birthday'],
      [{ company: { eq: 'Acme' } }, 'company'],
      [{ 'tags.name': { eq: 'x' } }, 'tags.name'],
      [{ or: { jobTitle: { eq: 'x' } } }, 'or'],
    ];
    for (const [filter, field] of wrong)
      expect(await people(filter), JSON.stringify(filter)).toBe(`400 ${field}`);
    for (const filter of [
      '{',
      'null',
      '[]',
      '"text"',
      '7',
      '{"__proto__":{"eq":1}}',
      '{"__proto__":{}}',
      'undefined',
    ])
      expect((await ada.get(`/people?filter=${encodeURIComponent(filter)}`)).status, filter).toBe(
        400,
      );
    const deep = (levels: number): unknown => (levels ? { not: deep(levels - 1) } : {});
    expect(await people(deep(100))).toMatch(/^400/);
  });
});

test('a filter may name ten thousand values, and is refused beyond', async () => {
  const many = (count: number, make: (i: number) => unknown) =>
    Array.from({ length: count }, (_, i) => make(i));
  const mails = [...many(9_999, (i) => `p${i}@nowhere.example`), 'ana@acme.example'];
  const numbers = [...many(9_999, (i) => `+39 011 ${100_000 + i}`), '+48601100200'];
  const some = [
    ...many(9_999, (i) => `0197a000-0000-7000-8000-${String(i).padStart(12, '0')}`),
    ids['Ana'],
  ];
  let marks = 0;
  const counted = async (plural: string, where: object) => {
    const answer = await ada.post(`/${plural}/batch`, { where, addTags: [`mark ${marks++}`] });
    return `${answer.status === 200 ? answer.body.data.counts.updated : answer.status}`;
  };
  for (const where of [
    { emails: { in: mails } },
    { emails: { hasAny: mails } },
    { phones: { hasAny: numbers } },
    { id: { in: some } },
  ])
    expect(await counted('people', where), Object.keys(where)[0]).toBe('1');
  expect(await counted('deals', { people: { hasAny: some } })).toBe('1');
  expect(await counted('deals', { people: { hasAll: some } })).toBe('0');
  expect(await counted('people', { emails: { hasAll: mails } })).toBe('0');
  const again = (value: unknown) => ({ hasAll: Array.from({ length: 30 }, () => value) });
  expect(await counted('people', { emails: again('ana@acme.example') })).toBe('1');
  expect(await counted('people', { phones: again('+48601100200') })).toBe('1');
  expect(await counted('deals', { people: again(ids['Ana']) })).toBe('1');
  expect(await counted('people', { emails: { nin: mails } })).toBe('3');
  expect(
    await counted('people', {
      jobTitle: { in: mails },
      or: [{ emails: { nin: mails } }, { emails: { in: mails } }],
    }),
  ).toBe('0');
  expect(await counted('people', { emails: { in: [...mails, 'one@more.example'] } })).toBe('400');
}, 60_000);
