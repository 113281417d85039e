import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Caller, eventually, inBackground } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;
let outside: Awaited<ReturnType<typeof openOutside>>;
let stop: () => Promise<void>;

beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());
beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
});

const idOf = async (path: string, body: object): Promise<string> =>
  (await ada.post(path, body)).body.data.id;
const optionsOf = async (object: string, field: string) => {
  const { objects } = (await ada.get('/catalog')).body.data;
  const found = objects.find((one: { name: string }) => one.name === object);
  return found.fields[field].options as { value: string; hidden?: boolean; label?: object }[];
};
const offered = async (object: string, field: string) =>
  (await optionsOf(object, field)).filter((one) => !one.hidden).map((one) => one.value);
const undo = (batch: string) => ada.post(`/changes/${batch}/undo`);

test('an entry added to a list is there for all who share the list, and taken by every way in', async () => {
  const options = [...(await optionsOf('person', 'temperature')), { value: 'boiling' }];
  await ada.patch('/fields/person.temperature', { options });
  expect(await offered('company', 'temperature')).toEqual(['cold', 'warm', 'hot', 'boiling']);
  const acme = await idOf('/companies', { name: 'Acme', temperature: 'boiling' });
  const filter = encodeURIComponent('{"temperature":{"in":["boiling"]}}');
  expect((await ada.get(`/companies?filter=${filter}`)).body.data).toMatchObject([{ id: acme }]);
});

test('an entry is deleted and another one takes its place: in records, views, defaults and rules; undoing brings it back', async () => {
  const options = [
    ...(await optionsOf('company', 'relationship')),
    { value: 'reseller', label: { en: 'Reseller' }, colour: 'teal' },
  ];
  await ada.patch('/fields/company.relationship', { options, default: { value: 'reseller' } });
  await ada.patch('/fields/company.employees', {
    requiredWhen: { relationship: { in: ['reseller', 'competitor'] } },
  });
  const acme = await idOf('/companies', { name: 'Acme', employees: 3 });
  const rossi = await idOf('/people', { lastName: 'Rossi', relationship: 'reseller' });
  const binned = await idOf('/people', { lastName: 'Bianchi', relationship: 'reseller' });
  await ada.delete(`/people/${binned}`);
  const view = await idOf('/views', {
    object: 'deal',
    name: 'Of resellers',
    filter: { 'company.relationship': { eq: 'reseller' } },
  });
  const at = '/fields/company.relationship/options/reseller';
  expect((await ada.get(`${at}/usage`)).body.data).toEqual([
    { object: 'person', count: 1 },
    { object: 'company', count: 1 },
  ]);
  expect((await ada.post(`${at}/replace`, {})).body.errors).toMatchObject([
    { field: 'with', code: 'replacement_needed' },
  ]);
  const gone = await ada.post(`${at}/replace`, { with: 'partner' });
  expect(gone.status).toBe(200);
  const now = async () => ({
    acme: (await ada.get(`/companies/${acme}`)).body.data.relationship,
    rossi: (await ada.get(`/people/${rossi}`)).body.data.relationship,
    view: (await ada.get(`/views/${view}`)).body.data.filter['company.relationship'].eq,
    offered: await offered('person', 'relationship'),
    rule: (await ada.get('/fields?object=company')).body.data.find(
      (one: { name: string }) => one.name === 'employees',
    ).requiredWhen.relationship.in,
    begins: (await ada.post('/companies', { name: 'B', employees: 1 })).body.data.relationship,
  });
  const others = ['client', 'supplier', 'partner', 'competitor'];
  expect(await now()).toEqual({
    acme: 'partner',
    rossi: 'partner',
    view: 'partner',
    offered: others,
    rule: ['partner', 'competitor'],
    begins: 'partner',
  });
  await ada.post(`/people/${binned}/restore`);
  expect((await ada.get(`/people/${binned}`)).body.data.relationship).toBe('partner');
  await undo(gone.body.data.batch);
  expect(await now()).toEqual({
    acme: 'reseller',
    rossi: 'reseller',
    view: 'reseller',
    offered: [...others, 'reseller'],
    rule: ['reseller', 'competitor'],
    begins: 'reseller',
  });
});

test('a choice of a field of the workspace’s own, one or several, is replaced and comes back with its values', async () => {
  const label = { en: 'Sizes' };
  for (const [name, kind] of [
    ['sizes', 'multiSelect'],
    ['size', 'select'],
  ])
    await ada.post('/fields', { object: 'deal', name, kind, label, options: ['S', 'M', 'L'] });
  const deal = await idOf('/deals', { name: 'A', sizes: ['S', 'M'], size: 'S' });
  const many = await ada.post('/fields/deal.sizes/options/S/replace', { with: 'M' });
  const one = await ada.post('/fields/deal.size/options/S/replace', {});
  const values = async () => {
    const { sizes, size } = (await ada.get(`/deals/${deal}`)).body.data;
    return { sizes, size };
  };
  expect(await values()).toEqual({ sizes: ['M'], size: null });
  expect(await offered('deal', 'size')).toEqual(['M', 'L']);
  await undo(one.body.data.batch);
  await undo(many.body.data.batch);
  expect(await values()).toEqual({ sizes: ['S', 'M'], size: 'S' });
  expect(await offered('deal', 'size')).toEqual(['S', 'M', 'L']);
});

test('entries of ours are no longer offered rather than gone; what code works with stays', async () => {
  const call = await idOf('/activities', { subject: 'A', category: 'lunch' });
  const at = '/fields/activity.category/options/lunch/replace';
  expect((await ada.post(at, {})).body.errors).toMatchObject([{ code: 'replacement_needed' }]);
  expect((await ada.post(at, { with: 'brunch' })).body.errors).toMatchObject([{ code: 'option' }]);
  expect((await ada.post(at, { with: 'meeting' })).status).toBe(200);
  expect((await ada.get(`/activities/${call}`)).body.data.category).toBe('meeting');
  expect(await offered('activity', 'category')).not.toContain('lunch');
  // By it companies are known as partners.
  const meant = await ada.post('/fields/company.relationship/options/partner/replace', {
    with: 'client',
  });
  expect(meant.body.errors).toMatchObject([{ code: 'entry_meant' }]);
  const closed = await ada.post('/fields/deal.status/options/won/replace', { with: 'lost' });
  expect(closed.body.errors).toMatchObject([{ code: 'closed_list' }]);
});

test('lost reasons and tags go the same way, and only administrators may', async () => {
  const [price, competitor] = (await ada.get('/lost-reasons')).body.data;
  const deal = await idOf('/deals', { name: 'A', tags: ['Old', 'Kept'] });
  await ada.post(`/deals/${deal}/lose`, { reason: price.id });
  const rep = await outside.as(await firm.makeUser());
  const body = { with: competitor.id };
  expect((await rep.post(`/lost-reasons/${price.id}/replace`, body)).status).toBe(403);
  expect((await ada.get(`/lost-reasons/${price.id}/usage`)).body.data).toEqual([
    { object: 'deal', count: 1 },
  ]);
  expect((await ada.post(`/lost-reasons/${price.id}/replace`, {})).status).toBe(409);
  const gone = await ada.post(`/lost-reasons/${price.id}/replace`, body);
  const reason = async () => (await ada.get(`/deals/${deal}`)).body.data.lostReason;
  expect(await reason()).toBe(competitor.id);
  await undo(gone.body.data.batch);
  expect(await reason()).toBe(price.id);

  const [kept, old] = (await ada.get('/tags?sort=name')).body.data;
  await ada.post(`/tags/${old.id}/replace`, { with: kept.id });
  expect((await ada.get(`/deals/${deal}`)).body.data.tags).toEqual(['Kept']);
  expect((await ada.get('/tags')).body.data).toHaveLength(1);
});

test('what thousands of records use is replaced in the background, and undone in one', async () => {
  const create = Array.from({ length: 2500 }, (_, i) => ({ lastName: `P${i}`, source: 'show' }));
  await ada.post('/people/batch', { create });
  const started = await ada.post('/fields/person.source/options/show/replace', { with: 'other' });
  expect(started.status).toBe(202);
  const { id } = started.body.data;
  await eventually(async () => (await ada.get(`/work/${id}`)).body.data.status === 'done');
  const count = async (source: string) => {
    const filter = encodeURIComponent(JSON.stringify({ source: { eq: source } }));
    return (await ada.get(`/people?filter=${filter}&total=exact`)).body.page.total;
  };
  expect([await count('show'), await count('other')]).toEqual([0, 2500]);
  expect(await offered('deal', 'source')).not.toContain('show');
  const back = await undo(id);
  await eventually(
    async () => (await ada.get(`/work/${back.body.data.id}`)).body.data.status === 'done',
  );
  expect(await count('show')).toBe(2500);
  expect(await offered('deal', 'source')).toContain('show');
});

test('companies that are made along with a deal begin with the entry that took the place of theirs', async () => {
  await ada.patch('/fields/company.industry', { defaultAlong: { value: 'energy' } });
  const at = '/fields/company.industry/options/energy/replace';
  expect((await ada.post(at, {})).body.errors).toMatchObject([{ code: 'replacement_needed' }]);
  await ada.post(at, { with: 'finance' });
  const { body } = await ada.get('/fields?object=company');
  const industry = body.data.find((one: { name: string }) => one.name === 'industry');
  expect(industry.defaultAlong).toEqual({ value: 'finance' });
});

test('a kind of person is replaced and deleted: whoever comes with a company gets the one that took its place', async () => {
  const at = '/fields/person.kind/options/employee';
  const acme = await idOf('/companies', { name: 'Acme', relationship: 'client' });
  const kind = async () =>
    (await ada.post('/people', { lastName: 'Reis', company: acme })).body.data.kind;
  expect((await ada.get(`${at}/usage`)).body.data).toEqual([
    { setting: 'leads.employeeKind', count: 1 },
  ]);
  expect((await ada.post(`${at}/replace`, {})).body.errors).toMatchObject([
    { code: 'replacement_needed' },
  ]);
  const gone = await ada.post(`${at}/replace`, { with: 'private' });
  expect((await ada.get('/lead-settings')).body.data.employeeKind).toBe('private');
  expect(await kind()).toBe('private');
  await undo(gone.body.data.batch);
  expect((await ada.get('/lead-settings')).body.data.employeeKind).toBe('employee');
  expect(await kind()).toBe('employee');
});

test('columns of a board that hold several entries hold the one that took the place of theirs', async () => {
  const view = await idOf('/views', {
    ...{ object: 'lead', name: 'By source', layout: 'board', groupBy: 'source' },
  });
  const options = (await offered('lead', 'source')).slice(0, 3);
  const [a = '', b = '', c = ''] = options;
  const columns = [
    { name: 'Often', values: [a, b], dropIn: a },
    { name: 'Seldom', values: [c], dropIn: c },
  ];
  expect((await ada.patch(`/views/${view}`, { settings: { joined: columns } })).status).toBe(200);
  await ada.post(`/fields/lead.source/options/${a}/replace`, { with: c });
  expect((await ada.get(`/views/${view}`)).body.data.settings.joined).toEqual([
    { name: 'Often', values: [b], dropIn: b },
    { name: 'Seldom', values: [c], dropIn: c },
  ]);
});
