import { expect, test } from 'vitest';
import { addExportRoute } from '#engine/api/export-route.ts';
import { addCatalogRoute } from '#engine/api/catalog-route.ts';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { changePerson } from '../people/change-person.ts';

const full = {
  ...{ read: 'all', update: 'all', delete: 'all', create: true, export: true, import: true },
  ...{ bulk: true, changeOwner: true, seeSums: true },
};

/** Vera, from whom values of deals and numbers of people are kept, and who only looks at phones. */
async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, (app, api) => {
    addCatalogRoute(app, api);
    addExportRoute(app, api);
  });
  const boss = door.as(firm.admin);
  const { id: role } = (
    await boss.post('/roles', {
      name: 'Discreet',
      objects: { '*': full },
      fields: { 'deal.value': 'hidden', 'person.externalId': 'hidden', 'person.phones': 'read' },
    })
  ).body.data;
  const user = await firm.makeUser({ name: 'Vera' });
  await firm.as(firm.admin).work((work) => changePerson(work, user.id, { role }));
  const deal = (
    await boss.post('/deals', { name: 'Pumps', value: { amount: '999.00', currency: 'EUR' } })
  ).body.data.id as string;
  const person = (
    await boss.post('/people', {
      lastName: 'Rossi',
      externalId: 'secret-acme-7',
      phones: [{ value: '+39 011 592 9603' }],
    })
  ).body.data.id as string;
  await boss.patch(`/deals/${deal}`, { value: { amount: '1000.00', currency: 'EUR' } });
  return { firm, door, boss, vera: door.as(user), deal, person, user };
}

test('a hidden field is in no answer', async () => {
  const { vera, deal, person } = await open();
  await vera.patch(`/deals/${deal}`, { rating: 3 });
  const answers = await Promise.all(
    [
      ...['/deals', `/deals/${deal}`, `/deals/${deal}/history`, `/deals/${deal}/timeline`],
      ...['/deals/board?groupBy=stage', '/people', `/people/${person}`, '/search?q=Rossi'],
      ...['/people/export?format=csv', '/people/export?format=vcf', '/deals/export?format=csv'],
      `/people/${person}/related`,
    ].map(async (path) => [path, await vera.get(path)] as const),
  );
  for (const [path, { status, raw }] of answers) {
    expect(status, path).toBe(200);
    expect(raw.toString(), path).not.toMatch(/\b999\b|1000\.00|secret-acme/);
  }
  const { objects } = (await vera.get('/catalog')).body.data;
  const fieldsOf = (name: string) =>
    objects.find((one: { name: string }) => one.name === name).fields as Record<string, object>;
  expect(fieldsOf('deal')).not.toHaveProperty('value');
  expect(fieldsOf('person')['phones']).toMatchObject({ writtenBy: 'system' });
});

test('T11 nothing can be found out about a hidden field: no filter, order, group, sum, search or selection takes it', async () => {
  const { vera, boss } = await open();
  const filter = (where: object) => `filter=${encodeURIComponent(JSON.stringify(where))}`;
  for (const query of [
    `/deals?${filter({ value: { gte: 500 } })}`,
    `/deals?${filter({ 'value.currency': { eq: 'EUR' } })}`,
    `/people?${filter({ 'deals.value.currency': { empty: false } })}`,
    `/people?${filter({ deals: { some: { 'value.currency': { eq: 'EUR' } } } })}`,
    '/deals?sort=-value',
    '/deals?fields=value',
    '/deals/aggregate?measures=sum(value)',
    '/deals/aggregate?groupBy=value',
    `/people?${filter({ 'deals.value': { gte: 1 } })}`,
    `/people?${filter({ externalId: { eq: 'secret-acme-7' } })}`,
    '/deals/export?format=csv&columns=value',
  ]) {
    expect((await boss.get(query)).status, query).toBe(200);
    const answer = await vera.get(query);
    expect(answer.status, query).toBe(400);
    const unknown = (await vera.get(query.replaceAll(/value|externalId/g, 'nonsense'))).body;
    expect(answer.body.code, query).toBe(unknown.code);
  }
  for (const q of ['secret-acme-7', 'secret', 'acme']) {
    expect((await boss.get(`/people?q=${q}`)).body.data, q).toHaveLength(1);
    expect((await vera.get(`/people?q=${q}`)).body.data, q).toEqual([]);
    expect((await vera.get(`/search?q=${q}`)).body.data, q).toEqual([]);
  }
  expect((await vera.get('/people?q=rossi')).body.data).toHaveLength(1);
});

test('a hidden field is not written, one that is only shown neither, and both stay as they were', async () => {
  const { boss, vera, deal, person } = await open();
  const value = { amount: '1.00', currency: 'EUR' };
  expect((await vera.patch(`/deals/${deal}`, { value })).status).toBe(400);
  expect((await vera.post('/deals', { name: 'New', value })).status).toBe(400);
  expect((await vera.post('/deals/batch', { where: {}, set: { value } })).status).toBe(400);
  const phones = await vera.patch(`/people/${person}`, { phones: [] });
  expect(phones.body.errors).toMatchObject([{ field: 'phones', code: 'read_only' }]);
  expect((await vera.patch(`/people/${person}`, { jobTitle: 'Buyer' })).status).toBe(200);
  expect((await vera.post('/deals', { name: 'New' })).status).toBe(201);
  expect((await boss.get(`/deals/${deal}`)).body.data.value.amount).toBe('1000.00');
  expect((await boss.get(`/people/${person}`)).body.data).toMatchObject({
    phones: [{ value: '+39 011 592 9603' }],
    externalId: 'secret-acme-7',
  });
});

test('a stale write is told what others changed, and nothing of hidden fields', async () => {
  const { vera, deal, boss } = await open();
  await boss.patch(`/deals/${deal}`, { rating: 3 });
  const refused = await vera.patch(`/deals/${deal}`, { rating: 4 }, { 'if-match': '"1"' });
  expect(refused.status).toBe(412);
  expect(Object.keys(refused.body.details.fields)).toEqual(['rating']);
  expect(refused.raw.toString()).not.toMatch(/1000\.00/);
});

test('what somebody has by another role is not hidden from them', async () => {
  const { firm, vera, user, deal } = await open();
  await firm.as(firm.admin).work((work) => changePerson(work, user.id, { otherRoles: ['viewer'] }));
  expect((await vera.get(`/deals/${deal}`)).body.data.value.amount).toBe('1000.00');
});

test('what names a record, or must be filled, cannot be hidden', async () => {
  const { boss } = await open();
  for (const [path, code] of [
    ['deal.name', 'names_records'],
    ['deal.stage', 'must_be_seen'],
    ['person.lastName', 'names_records'],
    ['person.owner', 'decides_rights'],
    ['deal.nonsense', 'unknown_right'],
    ['stage.id', 'told_anyway'],
  ] as const)
    expect(
      (
        await boss.post('/roles', {
          name: path,
          objects: { '*': full },
          fields: { [path]: 'hidden' },
        })
      ).body.errors,
      path,
    ).toMatchObject([{ field: 'fields', code, values: { value: path } }]);
});

test('a person without a name is not named by an address that is hidden', async () => {
  const { firm, boss, door } = await open();
  const { id: role } = (
    await boss.post('/roles', {
      name: 'No addresses',
      objects: { '*': full },
      fields: { 'person.emails': 'hidden' },
    })
  ).body.data;
  const user = await firm.makeUser({ name: 'Uma' });
  await firm.as(firm.admin).work((work) => changePerson(work, user.id, { role }));
  const uma = door.as(user);
  const emails = [{ value: 'whisper@acme.example' }];
  const phones = [{ value: '+39 011 592 9603' }];
  const named = (await boss.post('/people', { lastName: 'Rossi', emails })).body.data.id;
  const nameless = (await boss.post('/people', { emails })).body.data.id;
  const byPhone = (await boss.post('/people', { emails, phones })).body.data.id;
  const deal = (await boss.post('/deals', { name: 'Sails', people: [nameless] })).body.data.id;
  await boss.post('/notes', { body: 'Hm', about: [{ object: 'person', id: nameless }] });
  expect((await boss.get(`/people/${nameless}`)).body.data.title).toBe('whisper@acme.example');
  const titleOf = async (id: string) => (await uma.get(`/people/${id}`)).body.data.title;
  expect(await titleOf(named)).toBe('Rossi');
  expect(await titleOf(nameless)).toBe('•••');
  expect(await titleOf(byPhone)).toBe('+39 011 592 9603');
  expect((await uma.patch(`/people/${nameless}`, { jobTitle: 'Buyer' })).status).toBe(200);
  await uma.delete(`/people/${byPhone}`);

  const where = (title: object) => `filter=${encodeURIComponent(JSON.stringify({ title }))}`;
  for (const path of [
    ...['/people', '/people?sort=title', '/people?sort=-title&limit=1', '/search?q=Rossi'],
    ...[`/deals/${deal}?include=people`, `/deals?include=people.title`, '/notes?include=about'],
    ...['/people/aggregate?groupBy=title', '/people/export?format=csv&columns=title,lastName'],
    ...['/people?deleted=only', `/people/${nameless}/timeline`, '/search?q=whisper'],
    ...[`/people?${where({ contains: 'whisper' })}`, '/people/export?format=vcf'],
  ]) {
    const { raw, status, body } = await uma.get(path);
    expect(status, path).toBe(200);
    const cursor = Buffer.from(String(body.page?.next ?? ''), 'base64url').toString();
    expect(raw.toString() + cursor, path).not.toContain('whisper');
  }
  expect((await uma.get(`/people?${where({ contains: 'whisper' })}`)).body.data).toEqual([]);
  expect((await uma.get(`/people?${where({ eq: 'Rossi' })}`)).body.data).toHaveLength(2);
});
