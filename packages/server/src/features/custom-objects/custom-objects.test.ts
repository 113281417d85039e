import { afterAll, beforeAll, expect, test } from 'vitest';
import { formWith } from '#test/cast.ts';
import { type Caller, eventually, inBackground } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let boss: Caller;
let stop: () => Promise<void>;
beforeAll(async () => {
  firm = await workspace();
  stop = await inBackground(firm.engine);
  outside = await openOutside(firm);
  boss = await outside.as(firm.admin);
});
afterAll(() => stop());

const property = {
  name: 'property',
  plural: 'properties',
  label: {
    en: { one: 'Property', many: 'Properties' },
    pl: { one: 'Nieruchomość', many: 'Nieruchomości' },
  },
  icon: 'building-estate',
};

const made = async (path: string, body: object): Promise<string> => {
  const answer = await boss.post(path, body);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body.data.id;
};

const addField = (field: object) =>
  boss
    .post('/fields', { object: 'property', ...field })
    .then(({ status, body }) => expect([status, body.errors]).toEqual([201, undefined]));

test('an object of one’s own is there at once, with all that our objects have', async () => {
  expect((await boss.get('/properties')).status).toBe(404);
  expect((await boss.post('/objects', property)).body).toMatchObject({
    data: { name: 'property', custom: true },
  });
  await addField({
    name: 'phase',
    kind: 'select',
    label: { en: 'Phase' },
    options: ['free', 'offered', 'sold'],
  });
  await addField({ name: 'price', kind: 'money', label: { en: 'Price' } });
  await addField({ name: 'seller', kind: 'link', to: 'company', label: { en: 'Seller' } });
  await addField({ name: 'buyer', kind: 'link', to: 'company', label: { en: 'Buyer' } });
  await addField({ name: 'visitors', kind: 'links', to: 'person', label: { en: 'Visitors' } });
  await boss.patch('/objects/property', { board: { by: 'phase', sum: 'price' } });

  const company = await made('/companies', { name: 'Acme' });
  const person = await made('/people', { lastName: 'Nowak' });
  const price = { amount: '250000.00', currency: 'EUR' };
  const house = await made('/properties', {
    name: 'Mill House',
    phase: 'free',
    price,
    seller: company,
    visitors: [person],
  });
  await made('/properties', { name: 'Quay Flat', phase: 'sold', price, buyer: company });

  const list = await boss.get(
    `/properties?sort=-price&filter=${encodeURIComponent(JSON.stringify({ 'seller.name': { contains: 'acm' } }))}&include=seller.title`,
  );
  expect(list.body.data).toMatchObject([
    {
      title: 'Mill House',
      price,
      seller: { title: 'Acme' },
      owner: firm.admin.id,
      access: 'everyone',
    },
  ]);
  const board = (await boss.get('/properties/board')).body.data;
  expect(board.map((one: { key: string; count: number }) => [one.key, one.count])).toEqual(
    expect.arrayContaining([
      ['free', 1],
      ['sold', 1],
    ]),
  );
  expect(
    (await boss.get('/properties/aggregate?measures=count,sum(price)')).body.data,
  ).toMatchObject([{ count: 2, 'sum(price)': { amount: '500000.00' } }]);
  expect((await boss.get('/search?q=mill')).body.data).toMatchObject([
    { object: 'property', title: 'Mill House' },
  ]);

  const related = (await boss.get(`/companies/${company}/related`)).body.data;
  expect(related.map(({ name, count }: { name: string; count: number }) => [name, count])).toEqual(
    expect.arrayContaining([
      ['properties', 1],
      ['propertiesByBuyer', 1],
    ]),
  );
  const having = encodeURIComponent(JSON.stringify({ 'properties.phase': { eq: 'free' } }));
  expect((await boss.get(`/companies?filter=${having}`)).body.data).toMatchObject([
    { title: 'Acme' },
  ]);
  expect(
    (
      await boss.get(
        `/people?filter=${encodeURIComponent(JSON.stringify({ 'properties.phase': { eq: 'free' } }))}`,
      )
    ).body.data,
  ).toMatchObject([{ title: 'Nowak' }]);

  await made('/notes', { body: 'Roof leaks', about: [{ object: 'property', id: house }] });
  const due = '2030-01-01T10:00:00.000Z';
  await made('/activities', { subject: 'Visit', due, about: [{ object: 'property', id: house }] });
  expect((await boss.get(`/properties/${house}`)).body.data.nextActivityAt).toBe(due);
  expect(JSON.stringify((await boss.get(`/properties/${house}/timeline`)).body.data)).toContain(
    'Roof leaks',
  );

  const changed = await boss.patch(`/properties/${house}`, {
    phase: 'offered',
    name: 'Mill Cottage',
  });
  expect((await boss.get(`/properties/${house}/history`)).body.data[0]).toMatchObject({
    fields: { phase: { before: 'free', after: 'offered' } },
  });
  expect((await boss.post(`/changes/${changed.body.batch}/undo`)).body.data.counts.undone).toBe(1);
  expect((await boss.get(`/properties/${house}`)).body.data).toMatchObject({
    title: 'Mill House',
    phase: 'free',
  });

  await boss.delete(`/properties/${house}`);
  expect((await boss.get('/recycle-bin?object=property')).body.data).toMatchObject([
    { title: 'Mill House' },
  ]);
  await boss.post(`/properties/${house}/restore`);
  const csv = (await boss.get('/properties/export?format=csv')).raw.toString();
  expect(csv).toContain('Mill House');
  expect(Object.keys((await boss.get('/openapi.json')).body.components.schemas)).toContain(
    'Property',
  );
});

test('records of an own object come from a file, and one undo takes them back', async () => {
  const form = formWith(
    'homes.csv',
    'Name,Phase,Price\nHarbour Loft,sold,"120,000.00 EUR"\nHill Farm,free,90000\n',
    {
      object: 'property',
      mapping: JSON.stringify([
        { column: 'Name', field: 'name' },
        { column: 'Phase', field: 'phase' },
        { column: 'Price', field: 'price' },
      ]),
    },
  );
  const begun = await boss.send('/imports', form);
  expect([begun.status, begun.body.errors]).toEqual([201, undefined]);
  const { id } = begun.body.data;
  const done = await eventually(async () => {
    const { data } = (await boss.get(`/imports/${id}`)).body;
    return data.status === 'done' && data;
  });
  expect(done.result).toMatchObject({ made: 2 });
  expect((await boss.get(`/properties?q=harbour`)).body.data).toMatchObject([
    { phase: 'sold', price: { amount: '120000.00' } },
  ]);
});

test('roles, and who owns a record, count for own objects as for ours', async () => {
  const rep = await firm.makeUser();
  const role = await made('/roles', {
    name: 'Own homes',
    objects: {
      '*': { read: 'none' },
      property: { read: 'own', update: 'own', create: true },
      user: { read: 'all' },
    },
  });
  const person = await outside.as(rep);
  await boss.patch(`/users/${rep.id}`, { role });
  expect((await person.get('/properties')).body.data).toEqual([]);
  const given = await made('/properties', { name: 'Given', owner: rep.id });
  expect((await person.get('/properties')).body.data.map((one: { id: string }) => one.id)).toEqual([
    given,
  ]);
  expect((await person.get('/companies')).status).toBe(403);
  const told = await eventually(async () => (await person.get('/notifications')).body.data[0]);
  expect(told).toMatchObject({ kind: 'owner', object: 'property', title: 'Given' });
});

test('names that mean something else, or will, are refused; so is an object too many of the same name', async () => {
  const asked = async (more: object) =>
    (await boss.post('/objects', { ...property, ...more })).body.errors?.[0]?.code;
  expect(await asked({})).toBe('taken');
  expect(await asked({ name: 'deal', plural: 'homes' })).toBe('taken');
  expect(await asked({ name: 'invoice', plural: 'homes' })).toBe('reserved');
  expect(await asked({ name: 'toString', plural: 'homes' })).toBe('reserved');
  expect(await asked({ name: 'Home', plural: 'homes' })).toBe('field_name');
  expect(await asked({ name: 'home', plural: 'settings' })).toBe('reserved');
  expect(await asked({ name: 'home', plural: 'deals' })).toBe('taken');
  expect(await asked({ name: 'home', plural: 'Big Homes' })).toBe('plural_name');
  const first = outside.routes.flatMap(
    ({ url }) => /^\/api\/v1\/([a-z-]+)(?:\/|$)/.exec(url)?.[1] ?? [],
  );
  for (const plural of new Set(first))
    expect([plural, await asked({ name: 'home', plural })]).not.toEqual([plural, undefined]);
});

test('an object that is removed takes its records along, and both come back', async () => {
  expect((await boss.post('/objects', { ...property, name: 'site', plural: 'sites' })).status).toBe(
    201,
  );
  const site = await made('/sites', { name: 'North' });
  await made('/notes', { body: 'Muddy', about: [{ object: 'site', id: site }] });
  expect((await boss.delete('/objects/site')).status).toBe(200);
  expect((await boss.get('/sites')).status).toBe(404);
  expect((await boss.get('/search?q=north')).body.data).toEqual([]);
  expect((await boss.get('/notes')).status).toBe(200);
  expect((await boss.get('/objects/removed')).body.data).toMatchObject([{ name: 'site' }]);
  expect(
    (await boss.post('/objects', { ...property, name: 'site', plural: 'places' })).body.errors[0]
      .code,
  ).toBe('taken');
  await boss.post('/objects/site/restore');
  expect((await boss.get('/sites')).body.data).toMatchObject([{ title: 'North' }]);
});

test('two firms keep objects of the same name apart', async () => {
  const other = await workspace();
  const their = await (await openOutside(other)).as(other.admin);
  expect((await their.get('/properties')).status).toBe(404);
  await their.post('/objects', { ...property, name: 'machine', plural: 'machines' });
  await their.post('/machines', { name: 'Press' });
  expect((await their.get('/machines')).body.data).toMatchObject([{ title: 'Press' }]);
  expect((await boss.get('/properties?q=press')).body.data).toEqual([]);
  expect((await boss.get('/machines')).status).toBe(404);
});

test('one of our objects is called as the firm calls it, or is put away until it is needed', async () => {
  await boss.patch('/objects/deal', {
    label: { 'pt-BR': { one: 'Negociação', many: 'Negociações' } },
    icon: 'handshake',
  });
  const dealNow = async () =>
    (await boss.get('/catalog')).body.data.objects.find(
      (one: { name: string }) => one.name === 'deal',
    );
  expect(await dealNow()).toMatchObject({
    label: { 'pt-BR': { many: 'Negociações' } },
    icon: 'handshake',
    place: 'main',
  });
  await boss.patch('/objects/deal', { off: true });
  expect((await boss.get('/deals')).status).toBe(403);
  expect(await dealNow()).toBeUndefined();
  await boss.patch('/objects/deal', { off: false });
  expect((await boss.get('/deals')).status).toBe(200);
  await boss.delete('/objects/deal');
  expect((await dealNow()).label).toBeUndefined();
});

test('what is called as one of our objects is called otherwise with it: columns, references, sections, views', async () => {
  const label = {
    en: { one: 'Project', many: 'Projects' },
    pl: { one: 'Projekt', many: 'Projekty' },
  };
  await boss.patch('/objects/deal', { label });
  const { objects } = (await boss.get('/catalog')).body.data;
  const of = (name: string) => objects.find((one: { name: string }) => one.name === name);
  const words = { en: 'Project', pl: 'Projekt' };
  expect(of('deal').fields.title.label).toEqual(words);
  expect(of('lead').fields.deal.label).toEqual(words);
  expect(of('company').fields.title.label).toBeUndefined();
  expect(of('form').fields.makes.options).toEqual([
    { value: 'lead' },
    { value: 'deal', label: words },
  ]);
  const header = async (language: string) => {
    await boss.patch('/me', { language });
    return String(
      (await boss.get('/leads/export?format=csv&labels=1&columns=deal,companyName')).raw,
    );
  };
  expect(await header('pl')).toContain('Projekt');
  // Nobody has said what it is called in Italian: it is called what it always was.
  expect(await header('it')).toContain('Opportunità');
  await boss.patch('/me', { language: 'en' });

  const views = async () =>
    (
      await boss.get('/views?filter={"object":{"eq":"deal"}}&sort=position&limit=200')
    ).body.data.map((one: { name: string }) => one.name);
  expect(await views()).toEqual(expect.arrayContaining(['All Projects', 'My Projects']));
  const own = (await boss.post('/views', { object: 'deal', name: 'All deals of the North' })).body;
  await boss.patch('/objects/deal', { label: { en: { one: 'Sale', many: 'Sales' } } });
  expect(await views()).toEqual(
    expect.arrayContaining(['All Sales', 'My Sales', 'All deals of the North']),
  );
  await boss.delete('/objects/deal');
  expect(await views()).toEqual(expect.arrayContaining(['All deals', 'My open deals']));
  await boss.delete(`/views/${own.data.id}`);
});

test('what somebody keeps to themselves stays as they call it, and stops nobody from renaming the object', async () => {
  const seller = await firm.makeUser({ role: 'salesperson' });
  const bob = await outside.as(seller);
  const kept = { object: 'deal', name: 'All deals', sharedWith: 'me' };
  const { id } = (await bob.post('/views', kept)).body.data;
  const label = { en: { one: 'Offer', many: 'Offers' } };
  expect((await boss.patch('/objects/deal', { label })).status).toBe(200);
  const shared = (await boss.get('/views?filter={"object":{"eq":"deal"}}&limit=200')).body.data;
  expect(shared.map((one: { name: string }) => one.name)).toContain('All Offers');
  expect((await boss.delete('/objects/deal')).status).toBe(200);
  expect((await bob.get(`/views/${id}`)).body.data.name).toBe('All deals');
});
