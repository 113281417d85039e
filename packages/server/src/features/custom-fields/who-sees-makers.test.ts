import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestUser, type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;
/** Makes and changes what Eva may look at, and Eva is not to know. */
let otto: Caller;
let ottoUser: TestUser;
let eva: TestUser;
let rep: Caller;

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  ottoUser = await firm.makeUser({ name: 'Otto', role: 'manager' });
  otto = await outside.as(ottoUser);
  eva = await firm.makeUser({ name: 'Eva' });
  rep = await outside.as(eva);
});

const where = (filter: object) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
const hide = async (field: string) =>
  expect((await ada.patch(`/fields/${field}`, { seenBy: ['manager'] })).status, field).toBe(200);
/** By his id or his name. */
const aboutOtto = () => new RegExp(`${ottoUser.id}|Otto`);
const deal = async () => (await otto.post('/deals', { name: 'Pumps', owner: eva.id })).body.data.id;

test('who made and changed a deal is said nowhere to whoever is not to know', async () => {
  await hide('deal.createdBy');
  const id = await deal();
  await otto.patch(`/deals/${id}`, { description: 'Blue ones' });
  const gone = await deal();
  await otto.delete(`/deals/${gone}`);
  const seen = ['/deals', `/deals/${id}`, `/deals/${id}/history`, `/deals/${id}/timeline`];
  const more = ['/recycle-bin', '/notifications', '/deals?deleted=only', '/catalog'];
  for (const path of [...seen, ...more, '/deals/export?format=csv', '/deals/board', '/export']) {
    const { status, raw } = await rep.get(path);
    expect(status, path).toBe(200);
    expect(raw.toString(), path).not.toMatch(aboutOtto());
    expect(raw.toString(), path).not.toMatch(/"(created|updated)By":"[^{]/);
  }
  const asked = [
    ...['sort=createdBy', 'fields=updatedBy', 'include=createdBy', 'sort=createdBy.name'],
    ...[where({ createdBy: { eq: ottoUser.id } }), where({ updatedBy: { eq: '@me' } })],
  ];
  for (const query of asked) expect((await rep.get(`/deals?${query}`)).status, query).toBe(400);
  expect((await rep.get('/deals/aggregate?groupBy=createdBy')).status).toBe(400);
  expect(
    (await rep.get(`/companies?${where({ 'deals.createdBy': { empty: false } })}`)).status,
  ).toBe(400);
  const stale = await rep.patch(`/deals/${id}`, { description: 'Red' }, { 'if-match': '"1"' });
  expect(stale.body.details.fields).toMatchObject({ description: { by: null } });
  const [change, made] = (await rep.get(`/deals/${id}/history`)).body.data;
  expect(change).toMatchObject({ action: 'update', by: null, byKept: true, actor: '' });
  expect(made).toMatchObject({ action: 'create', by: null, byKept: true });
  // Everybody else goes on as before.
  const [, known] = (await ada.get(`/deals/${id}/history`)).body.data;
  expect(known.by).toEqual({ id: ottoUser.id, name: 'Otto' });
  expect(known).not.toHaveProperty('byKept');
  expect((await otto.get(`/deals/${id}`)).body.data.createdBy).toBe(ottoUser.id);
});

test('what somebody did themselves they are told', async () => {
  await hide('deal.createdBy');
  const id = await deal();
  await rep.patch(`/deals/${id}`, { description: 'Mine' });
  const [change, made] = (await rep.get(`/deals/${id}/timeline`)).body.data;
  expect(change.by).toEqual({ id: eva.id, name: 'Eva' });
  expect(made).toMatchObject({ by: null, byKept: true });
});

test('who changed something last may be kept without keeping who made it', async () => {
  await hide('deal.updatedBy');
  const id = await deal();
  await otto.patch(`/deals/${id}`, { description: 'Blue ones' });
  const [change, made] = (await rep.get(`/deals/${id}/history`)).body.data;
  expect(change).toMatchObject({ by: null, byKept: true });
  expect(made.by).toEqual({ id: ottoUser.id, name: 'Otto' });
  const { data } = (await rep.get(`/deals/${id}`)).body;
  expect(data.createdBy).toBe(ottoUser.id);
  expect(data).not.toHaveProperty('updatedBy');
});

test('nor who wrote a note, or uploaded a file, which opens all the same', async () => {
  await hide('note.createdBy');
  await hide('file.createdBy');
  const id = await deal();
  const about = [{ object: 'deal', id }];
  await otto.post('/notes', { body: 'They called', about });
  const form = new FormData();
  form.set('file', new Blob(['the offer']), 'offer.txt');
  form.set('about', JSON.stringify(about));
  const file = (await otto.send('/files', form)).body.data;
  expect(file.versions).toHaveLength(1);
  const entries = (await rep.get(`/deals/${id}/timeline?kinds=note,file`)).body.data;
  expect(entries).toHaveLength(2);
  for (const entry of entries) expect(entry).toMatchObject({ by: null, byKept: true });
  const theirs = (await rep.get(`/files/${file.id}`)).body.data;
  expect(theirs).not.toHaveProperty('versions');
  expect((await rep.get(`/files/${file.id}/content`)).body).toBe('the offer');
  await ada.patch(`/files/${file.id}`, { owner: eva.id });
  const again = new FormData();
  again.set('file', new Blob(['a better one']), 'offer.txt');
  expect((await rep.send(`/files/${file.id}/versions`, again)).status).toBe(201);
  expect((await otto.get(`/files/${file.id}`)).body.data.versions).toHaveLength(2);
});

test('a merge is refused whoever made the record, where that is kept', async () => {
  await hide('person.createdBy');
  const make = async (by: Caller, more: object = {}) =>
    (await by.post('/people', { lastName: 'Rossi', owner: eva.id, ...more })).body.data.id;
  const restricted = { access: 'restricted', accessList: [ottoUser.id] };
  const codes = [];
  for (const by of [otto, ada]) {
    const [stays, goes] = [await make(by), await make(rep, restricted)];
    const { body } = await rep.post(`/people/${stays}/merge`, { others: [goes] });
    codes.push(body.errors?.[0]?.code);
  }
  expect(codes).toEqual(['merge_shows', 'merge_shows']);
});

test('the company above, hidden, leaves no trace: no list of those below, nothing of theirs', async () => {
  await hide('company.parent');
  const group = (await ada.post('/companies', { name: 'Group', owner: eva.id })).body.data.id;
  const below = (await ada.post('/companies', { name: 'Branch', parent: group })).body.data.id;
  await ada.post('/deals', { name: 'Pumps', company: below });
  const related = async (who: Caller) =>
    (await who.get(`/companies/${group}/related`)).body.data.map(
      (one: { name: string; count: number }) => `${one.name} ${one.count}`,
    );
  expect(await related(ada)).toContain('subsidiaries 1');
  expect(await related(ada)).toContain('deals 1');
  expect(await related(rep)).toContain('deals 0');
  expect((await related(rep)).join()).not.toContain('subsidiaries');
  for (const path of [`/companies/${below}`, `/companies/${below}/history`, '/companies'])
    expect((await rep.get(path)).raw.toString(), path).not.toMatch(/parent/);
  for (const filter of [{ parent: { empty: false } }, { 'subsidiaries.name': { eq: 'Branch' } }])
    expect((await rep.get(`/companies?${where(filter)}`)).status).toBe(400);
  expect((await rep.patch(`/companies/${group}`, { parent: below })).status).toBe(400);
});

test('a city is hidden with the addresses that it comes from', async () => {
  await hide('person.addresses');
  const addresses = [{ city: 'Torino', country: 'IT' }];
  const made = await ada.post('/people', { lastName: 'Rossi', owner: eva.id, addresses });
  const { data } = (await rep.get(`/people/${made.body.data.id}`)).body;
  for (const name of ['addresses', 'city', 'region', 'country'])
    expect(data).not.toHaveProperty(name);
  expect((await rep.get(`/people?${where({ city: { eq: 'Torino' } })}`)).status).toBe(400);
});

test('what cannot be kept from anybody says why, and what to do instead', async () => {
  const refusals = [
    ...[
      ['person.lastName', 'names_records'],
      ['person.firstName', 'names_records'],
    ],
    ...[
      ['deal.owner', 'decides_rights'],
      ['team.createdBy', 'decides_rights'],
    ],
    ...[
      ['deal.createdAt', 'told_anyway'],
      ['deal.updatedAt', 'told_anyway'],
    ],
    ['deal.stage', 'must_be_seen'],
  ] as const;
  for (const [field, code] of refusals) {
    const refused = await ada.patch(`/fields/${field}`, { seenBy: ['manager'] });
    expect(refused.body.errors, field).toMatchObject([{ field: 'seenBy', code }]);
  }
});
