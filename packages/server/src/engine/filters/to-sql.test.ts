import { type Actor, type Circle, type Filter, matches } from '@relata/model';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createMany } from '#engine/records/create.ts';
import { list } from '#engine/records/list.ts';
import { filterContext } from '#engine/work.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

/** Few values, so that random conditions hit; with accents, blanks, wildcards and different case. */
const words = [
  'Łódź',
  'lodz',
  'São Paulo',
  'STRASSE',
  'Straße',
  '100%',
  'a_b',
  'Ana',
  'ana',
  'O’Neill',
  "d'Este",
];
const addresses = ['ana@firm.example', 'bruno@firm.example', 'c_d@outra.example'];
const numbers = [
  '+48 786 555 199',
  '786555199',
  '(11) 90123-4567',
  '(+55) 11 90123-4567',
  '+39 011 592 9603',
];
const days = ['2026-11-22', '2026-11-30', '2026-12-01', '2025-02-28', '--11-22'];

const point = (values: string[]) =>
  fc.option(
    fc
      .uniqueArray(fc.constantFrom(...values), { maxLength: 2 })
      .map((chosen) => chosen.map((value) => ({ value }))),
  );
const optional = (values: readonly string[]) => fc.option(fc.constantFrom(...values));

/** None but the first has a rate. */
const currencies = fc.constantFrom('EUR', 'PLN', 'BRL');

const someone = fc.record({
  firstName: fc.constantFrom(...words),
  jobTitle: optional(words),
  temperature: optional(['cold', 'warm', 'hot', 'boiling']),
  emails: point(addresses),
  phones: point(numbers),
  birthday: optional(days),
  tags: fc.uniqueArray(fc.constantFrom('vip', 'fair', 'Łódź'), { maxLength: 2 }),
  addresses: fc.option(fc.constantFrom(...words).map((city) => [{ city, country: 'PL' }])),
  budget: fc.option(fc.record({ amount: fc.constant('7.00'), currency: currencies })),
});

const part = fc.constantFrom('o', 'lod', 'ana', '%', '_', 'ss', 'SÃO', '555', '', 'firm', ' ');
const textOperators = (name: string, values: readonly string[]) =>
  fc.oneof(
    fc.record({ [name]: fc.record({ eq: fc.constantFrom(...values, '') }) }),
    fc.record({ [name]: fc.record({ ne: fc.constantFrom(...values, '') }) }),
    fc.record({ [name]: fc.record({ in: fc.subarray([...values]) }) }),
    fc.record({ [name]: fc.record({ nin: fc.subarray([...values]) }) }),
    fc.record({ [name]: fc.record({ empty: fc.boolean() }) }),
  );
const partOperators = (name: string) =>
  fc.oneof(
    fc.record({ [name]: fc.record({ contains: part }) }),
    fc.record({ [name]: fc.record({ startsWith: part }) }),
    fc.record({ [name]: fc.record({ endsWith: part }) }),
  );
const listOperators = (name: string, values: string[]) =>
  fc.oneof(
    fc.record({ [name]: fc.record({ has: fc.constantFrom(...values) }) }),
    fc.record({ [name]: fc.record({ hasAny: fc.subarray(values) }) }),
    fc.record({ [name]: fc.record({ hasAll: fc.subarray(values) }) }),
    fc.record({ [name]: fc.record({ nin: fc.subarray(values) }) }),
    fc.record({ [name]: fc.record({ ne: fc.constantFrom(...values) }) }),
    fc.record({ [name]: fc.record({ empty: fc.boolean() }) }),
  );
const moments = fc.constantFrom('2026-11-22', '2026-11-30', '2025-03-01');
const dayOperators = (name: string) =>
  fc.oneof(
    fc.record({ [name]: fc.record({ gte: moments }) }),
    fc.record({ [name]: fc.record({ lt: moments }) }),
    fc.record({ [name]: fc.record({ between: fc.tuple(moments, moments) }) }),
    fc.record({
      [name]: fc.record({
        within: fc.constantFrom(
          'today',
          'thisWeek',
          'thisMonth',
          'nextMonth',
          'last30Days',
          'next30Days',
          'past',
          'future',
          'thisQuarter',
        ),
      }),
    }),
  );

const currencyOperators = (path: string) => textOperators(path, ['EUR', 'PLN', 'USD']);

const whose = fc.constantFrom('@me', '@myTeam');

/** Several conditions on one company, and on one colleague there. */
const somebody = fc.oneof(
  fc.constant({}),
  textOperators('jobTitle', words),
  currencyOperators('budget.currency'),
  fc.tuple(textOperators('jobTitle', words), dayOperators('birthday')).map(([a, b]) => ({
    ...a,
    ...b,
  })),
);
const quantified = (filter: fc.Arbitrary<Filter>) =>
  fc.oneof(fc.record({ some: filter }), fc.record({ none: filter }));
const ofRelated: fc.Arbitrary<Filter> = fc.record({
  company: quantified(
    fc.oneof(
      fc.constant({}),
      textOperators('name', ['Łódź', 'Ana']),
      currencyOperators('annualRevenue.currency'),
      currencyOperators('people.budget.currency'),
      fc.record({ people: quantified(somebody) }),
      fc
        .tuple(partOperators('name'), fc.record({ people: quantified(somebody) }))
        .map(([a, b]) => ({
          ...a,
          ...b,
        })),
    ),
  ),
});

const condition: fc.Arbitrary<Filter> = fc.oneof(
  textOperators('firstName', words),
  textOperators('jobTitle', words),
  textOperators('temperature', ['cold', 'warm', 'hot']),
  textOperators('city', words),
  partOperators('jobTitle'),
  partOperators('emails'),
  partOperators('phones'),
  partOperators('addresses'),
  listOperators('emails', [...addresses, 'ANA@firm.example']),
  listOperators('phones', [...numbers, '+48786555199']),
  listOperators('tags', ['vip', 'fair', 'nobody']),
  dayOperators('birthday'),
  dayOperators('createdAt'),
  fc.record({ createdAt: fc.record({ eq: moments }) }),
  fc.record({ createdAt: fc.record({ ne: moments }) }),
  fc.record({ createdAt: fc.record({ lte: moments }) }),
  currencyOperators('budget.currency'),
  currencyOperators('company.annualRevenue.currency'),
  textOperators('company.name', ['Łódź', 'Ana']),
  partOperators('company.name'),
  ofRelated,
  fc.record({ owner: fc.record({ eq: whose }) }),
  fc.record({ owner: fc.record({ ne: whose }) }),
  fc.record({ owner: fc.record({ in: fc.uniqueArray(whose) }) }),
  fc.record({ owner: fc.record({ nin: fc.uniqueArray(whose) }) }),
  listOperators('followers', ['@me', '@myTeam']),
);

const filters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    condition,
    fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
})).filter;

const nobody: Circle = { teams: [], team: [], teamAndBelow: [], subordinates: [], guarded: [] };

let firm: TestWorkspace;
let asker: Actor;
let people: Record<string, unknown>[];
let companies: Map<string, Record<string, unknown>>;

beforeAll(async () => {
  firm = await workspace();
  const as = firm.as(firm.admin);
  const boss = await (await openOutside(firm)).as(firm.admin);
  const budget = { object: 'person', name: 'budget', kind: 'money', label: { en: 'Budget' } };
  await boss.post('/fields', budget);
  const names = [
    { name: 'Łódź', annualRevenue: { amount: '1000.00', currency: 'PLN' } },
    { name: 'Ana', annualRevenue: { amount: '9.00', currency: 'EUR' } },
    { name: '100%', annualRevenue: null },
  ];
  const ids = await as.work((work) => createMany(work, 'company', names));
  const [mate, stranger] = [await firm.makeUser(), await firm.makeUser()];
  asker = { ...firm.admin.actor, circle: { ...nobody, team: [mate.id] } };
  const owners = [firm.admin.id, mate.id, stranger.id];
  const inputs = fc
    .sample(
      fc.tuple(
        someone,
        fc.option(fc.constantFrom(...ids)),
        fc.option(fc.constantFrom(...owners)),
        fc.subarray(owners),
      ),
      { numRuns: 120, seed: 7 },
    )
    .map(([person, company, owner, followers]) => ({ ...person, company, owner, followers }));
  await as.work((work) => createMany(work, 'person', inputs));
  people = await as.read(everybody);
  companies = new Map(ids.map((id, i) => [id, { id, ...names[i] }]));
});

async function everybody(
  work: Parameters<typeof list>[0],
  filter: Filter = {},
): Promise<Record<string, unknown>[]> {
  const page = await list(work, 'person', { filter, sort: 'id', limit: 200 });
  return page.rows.map((row) => JSON.parse(row) as Record<string, unknown>);
}

test('whatever somebody filters by, the database finds exactly what the definition of the filter says', async () => {
  expect(people).toHaveLength(120);
  await firm.as(asker).read(async (work) => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const found = (await everybody(work, filter)).map((one) => one['id']);
        const company = (record: Record<string, unknown>) =>
          companies.get(String(record['company']));
        const expected = people.filter((one) =>
          matches(filter, one, 'person', work.catalog, filterContext(work), (relation, of) => {
            if (relation === 'people') return people.filter(({ company: at }) => at === of['id']);
            const other = company(of);
            return other ? [other] : [];
          }),
        );
        expect(found).toEqual(expected.map((one) => one['id']));
      }),
      { numRuns: 600 },
    );
  });
});

test('a filter and its opposite share nobody and leave nobody out', async () => {
  await firm.as(asker).read(async (work) => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const yes = await everybody(work, filter);
        const no = await everybody(work, { not: filter });
        expect(yes.length + no.length).toBe(people.length);
      }),
      { numRuns: 150 },
    );
  });
});
