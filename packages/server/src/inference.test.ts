import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Answered, Caller } from '#test/door.ts';
import { type HalfHidden, hiddenFields, hiddenValues, openHalfHidden } from '#test/half-hidden.ts';

const attempts = 600;

let worlds: HalfHidden[];
beforeAll(async () => void (worlds = [await openHalfHidden(0), await openHalfHidden(1)]), 120_000);

/** What somebody asks; `@mine` stands for the id of what is called so in the firm that is asked. */
interface Probe {
  method: 'get' | 'post' | 'patch' | 'delete' | 'put';
  path: string;
  body?: unknown;
}

const plurals: Record<string, string> = {
  ...{ deal: 'deals', person: 'people', company: 'companies', lead: 'leads' },
  ...{ note: 'notes', activity: 'activities' },
};
const pluralOf: Record<string, string> = {
  ...{ mine: 'companies', eva: 'people', sails: 'deals', acme: 'companies', ana: 'people' },
  ...{ pumps: 'deals', heard: 'notes', bolt: 'companies', cord: 'companies', gone: 'deals' },
};
const known = Object.keys(pluralOf);
const hiddenRecords = [
  ...['secretPerson', 'secretCompany', 'secretDeal', 'secretWon', 'secretLead'],
  ...['secretNote', 'secretCall'],
];

const words = fc.constantFrom(
  ...['quartz', 'basalt', 'Basalt', 'bas', 'IT777', 'IT111', 'basalt-7', '+48 22 555 01 23'],
  ...['basalt@hidden.example', '4400', '99000', 'Sails', 'Ana'],
  // Mistyped, of what is hidden and of what is not.
  ...['bsaalt', 'quarzt', 'Quart', 'Bassalt', 'Salis', 'pupms', 'hiden', 'basalt quarts'],
);
const values: fc.Arbitrary<unknown> = fc.oneof(
  words,
  fc.constantFrom(...Object.values(hiddenValues).flat()),
  fc.constantFrom(...known.map((name) => `@${name}`), ...hiddenRecords.map((name) => `@${name}`)),
  fc.integer({ min: -10, max: 100_000 }),
);
const object = fc.constantFrom(...Object.keys(plurals));
/** Mostly what is hidden, and by way of others what is hidden there. */
const nameIn = (one: string): fc.Arbitrary<string> => {
  const far = [
    ...['deals.value', 'people.externalId', 'company.vatNumber', 'company.name', 'deals.name'],
    ...['people.lastName', 'activities.subject', 'notes.body', 'owner.name', 'people.phones'],
    ...[
      'deals.createdBy',
      'company.updatedBy',
      'notes.createdBy',
      'company.city',
      'createdBy.name',
    ],
    ...['company.parent', 'companies.name', 'updatedBy', 'city'],
  ];
  const near = ['title', 'name', 'company', 'owner', 'createdAt', 'stage', 'deals', 'people'];
  return fc.oneof(
    fc.constantFrom(...(hiddenFields[one] ?? ['title'])),
    fc.constantFrom(...far, ...near, 'activities', 'notes', 'lastActivityAt', 'nextActivityAt'),
  );
};
const conditionOn = (one: string): fc.Arbitrary<unknown> => {
  const operators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'contains', 'startsWith', 'has'];
  const single = fc.oneof(
    fc.tuple(fc.constantFrom(...operators), values).map(([how, what]) => ({ [how]: what })),
    fc.boolean().map((is) => ({ empty: is })),
    fc.array(values, { maxLength: 3 }).map((some) => ({ in: some })),
  );
  const plain = fc.tuple(nameIn(one), single).map(([name, how]) => ({ [name]: how }));
  return fc.oneof(
    { weight: 4, arbitrary: plain },
    { weight: 1, arbitrary: plain.map((not) => ({ not })) },
    { weight: 1, arbitrary: fc.array(plain, { maxLength: 2 }).map((or) => ({ or })) },
  );
};

const parameter = (name: string, value: string) => `${name}=${encodeURIComponent(value)}`;
const asked = (names: Record<string, string>) =>
  Object.entries(names)
    .map(([name, value]) => parameter(name, value))
    .join('&');

/** One question about all records of an object, in any of the ways in which the API takes one. */
const ofMany: fc.Arbitrary<Probe> = object.chain((one) => {
  const at = `/${plurals[one]}`;
  const name = nameIn(one);
  const filter = conditionOn(one).map((where) => JSON.stringify(where));
  const get = (query: fc.Arbitrary<string>): fc.Arbitrary<Probe> =>
    query.map((path) => ({ method: 'get', path }));
  return fc.oneof(
    get(filter.map((where) => `${at}?${asked({ filter: where, total: 'exact' })}`)),
    get(filter.map((where) => `${at}/aggregate?${asked({ filter: where, groupBy: 'owner' })}`)),
    get(filter.map((where) => `${at}/board?${asked({ filter: where })}`)),
    get(filter.map((where) => `${at}/export?${asked({ format: 'csv', filter: where })}`)),
    get(name.map((by) => `${at}?${asked({ sort: by, total: 'exact' })}`)),
    get(name.map((by) => `${at}?${asked({ sort: `-${by}`, limit: '1' })}`)),
    get(name.map((by) => `${at}?${asked({ fields: by })}`)),
    get(name.map((by) => `${at}?${asked({ include: by })}`)),
    get(name.map((by) => `${at}/aggregate?${asked({ groupBy: by })}`)),
    get(name.map((by) => `${at}/aggregate?${asked({ groupBy: `${by}:month` })}`)),
    get(name.map((by) => `${at}/aggregate?${asked({ measures: `sum(${by}),max(${by})` })}`)),
    get(name.map((by) => `${at}/board?${asked({ groupBy: by })}`)),
    get(name.map((by) => `${at}/calendar?${asked({ from: by, day: '2026-12-01', days: '31' })}`)),
    get(name.map((by) => `${at}/export?${asked({ format: 'csv', columns: `title,${by}` })}`)),
    get(words.map((q) => `${at}?${asked({ q, total: 'exact' })}`)),
    get(words.map((q) => `${at}/aggregate?${asked({ q })}`)),
    get(words.map((q) => `/search?${asked({ q })}`)),
    get(fc.constantFrom('?deleted=only', '?total=exact', '/duplicates').map((rest) => at + rest)),
    fc.tuple(name, values).map(([by, value]): Probe => ({
      method: 'post',
      path: `${at}/duplicates`,
      body: { [by]: value },
    })),
    fc.tuple(conditionOn(one), name, values).map(([where, by, value]): Probe => ({
      method: 'post',
      path: `${at}/batch`,
      body: { where, set: { [by]: value } },
    })),
    conditionOn(one).map((where): Probe => ({
      method: 'post',
      path: '/views',
      body: { name: 'Curious', object: one, filter: where },
    })),
  );
});

/** One question about one record: a known one, or one that is hidden or not even there. */
const ofOne: fc.Arbitrary<Probe> = fc
  .tuple(object, fc.constantFrom(...known, ...hiddenRecords), values)
  .chain(([one, name, value]) => {
    const at = `/${plurals[one]}/@${name}`;
    const write = (method: Probe['method'], path: string, body?: unknown) =>
      fc.constant<Probe>({ method, path, body });
    const isHidden = hiddenRecords.includes(name);
    return fc.oneof(
      ...['', '/history', '/timeline', '/related', '/qualification', '/seen'].map((rest) =>
        write('get', at + rest),
      ),
      write('get', `/access/why?object=${one}&id=@${name}`),
      write('put', `/favourites/${one}/@${name}`),
      nameIn(one).chain((by) => write('patch', at, { [by]: value })),
      write('post', '/notes', { body: 'Hm', about: [{ object: one, id: `@${name}` }] }),
      write('patch', '/deals/@sails', { company: `@${name}` }),
      write('post', '/people', { lastName: 'Zoe', company: `@${name}`, access: 'personal' }),
      write('post', `/${plurals[one]}/merge`, { into: '@mine', from: [`@${name}`] }),
      // What can be seen is changed for good, in both firms alike: only what is hidden may go.
      ...(isHidden
        ? [write('delete', at), write('post', `${at}/restore`), write('post', `${at}/win`)]
        : []),
    );
  });

const ofAll: fc.Arbitrary<Probe> = fc
  .constantFrom(
    ...['/catalog', '/notifications', '/recycle-bin', '/favourites', '/views', '/work', '/tags'],
    ...['/fields', '/users', '/me', '/search/recent', '/duplicates', '/objects'],
  )
  .map((path) => ({ method: 'get', path }));

const probe = fc.oneof(
  { weight: 12, arbitrary: ofMany },
  { weight: 6, arbitrary: ofOne },
  { weight: 1, arbitrary: ofAll },
);

async function put(caller: Caller, world: HalfHidden, { method, path, body }: Probe) {
  const said = body === undefined ? undefined : JSON.parse(world.say(JSON.stringify(body)));
  const address = world.say(path.replaceAll('%40', '@'));
  const send: Record<Probe['method'], () => Promise<Answered>> = {
    get: () => caller.get(address),
    put: () => caller.put(address),
    delete: () => caller.delete(address),
    post: () => caller.post(address, said),
    patch: () => caller.patch(address, said ?? {}),
  };
  return world.heard(await send[method]());
}

interface Heard {
  served: number;
  refused: number;
  /** What was asked, and where the answers of the two firms begin to differ. */
  told: string[];
}

async function listen(name: 'ada' | 'dora' | 'lena', probes: Probe[]): Promise<Heard> {
  const [zero, one] = worlds;
  if (!zero || !one) throw new Error('there are two');
  const heard: Heard = { served: 0, refused: 0, told: [] };
  for (const wanted of probes) {
    const here = await put(zero[name], zero, wanted);
    const there = await put(one[name], one, wanted);
    heard[here.startsWith('2') ? 'served' : 'refused']++;
    if (here !== there) heard.told.push(`${JSON.stringify(wanted)}\n${apart(here, there)}`);
  }
  return heard;
}

function apart(one: string, other: string): string {
  const at = [...one].findIndex((letter, i) => letter !== other[i]);
  return [one, other].map((text) => text.slice(Math.max(0, at - 60), at + 90)).join('\n');
}

/**
 * Whoever guesses the bit by an answer is right in half the cases where the two answers are the same, and in all where
 * they differ: accuracy is 50 % + half the share of those that differ, of which there is none.
 */
test.each([
  ['Dora, from whom fields are hidden', 'dora'],
  ['Lena, from whom records are hidden', 'lena'],
] as const)(
  'T11 whatever is asked by %s, the answer is the same whatever these hold',
  async (_who, name) => {
    const heard = await listen(name, fc.sample(probe, { numRuns: attempts, seed: 11 }));
    expect(heard.told.join('\n\n')).toBe('');
    // Questions that are all refused, or all served, would prove little.
    expect(heard.served).toBeGreaterThan(attempts / 4);
    expect(heard.refused).toBeGreaterThan(attempts / 10);
  },
  240_000,
);

/** Everything that is said of each record that may be seen, and what waits for whoever asks. */
const everyPage: Probe[] = [
  ...Object.entries(pluralOf).flatMap(([name, plural]) =>
    ['', '/history', '/timeline', '/related'].map((rest): Probe => ({
      method: 'get',
      path: `/${plural}/@${name}${rest}`,
    })),
  ),
  ...['/recycle-bin', '/notifications', '/duplicates', '/views', '/catalog'].map((path): Probe => ({
    method: 'get',
    path,
  })),
];

test.each(['dora', 'lena'] as const)('T11 no page of any record tells %s either', async (name) => {
  expect((await listen(name, everyPage)).told.join('\n\n')).toBe('');
  expect((await listen('ada', everyPage)).told.length).toBeGreaterThan(5);
});

test('T11 who sees everything is told by the same questions', async () => {
  const { told } = await listen('ada', fc.sample(ofMany, { numRuns: 100, seed: 11 }));
  expect(told.length).toBeGreaterThan(15);
});

test('T11 that a unique value is taken is all that is said of a record that is hidden', async () => {
  const [zero] = worlds;
  const wanted = { lastName: 'Zoe', hiddenText: 'quartz' };
  const taken = await zero?.lena.post('/people', wanted);
  expect(taken?.body.errors).toEqual([
    { field: 'hiddenText', code: 'taken', message: expect.any(String) },
  ]);
  expect(taken?.raw.toString()).not.toContain(zero?.ids['ana']);
  // Who does not see the field is not told even that.
  const sent = { path: '/people', method: 'post', body: wanted } as const;
  expect((await listen('dora', [sent])).told).toEqual([]);
});
