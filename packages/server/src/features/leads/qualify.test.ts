import { expect, test } from 'vitest';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import { addFieldRoutes } from '#features/custom-fields/index.ts';
import { formWith } from '#test/cast.ts';
import { addFileRoutes } from '#features/files/index.ts';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addLeadRoutes } from './index.ts';

async function open() {
  const firm = await workspace({ country: 'BR' });
  const door = await openDoor(firm, (app, api) => {
    addLeadRoutes(app, api);
    addWorkRoutes(app, api);
    addFieldRoutes(app, api);
    addFileRoutes(app, api);
  });
  const ada = door.as(firm.admin);
  const made = async (plural: string, values: object) =>
    (await ada.post(`/${plural}`, values)).body.data;
  const rosa = {
    firstName: 'Rosa',
    lastName: 'Prado',
    companyName: 'Pousada Azul',
    jobTitle: 'Owner',
    topic: 'Ten boilers',
    emails: [{ value: 'rosa@azul.example' }],
    phones: [{ value: '+55 11 91234-5678' }],
    urls: [{ value: 'www.azul.example' }],
    value: { amount: '9000.00', currency: 'EUR' },
    source: 'webForm',
    tags: ['VIP'],
  };
  const count = async (plural: string) =>
    (await ada.get(`/${plural}/aggregate`)).body.data[0].count;
  return { firm, door, ada, made, rosa, count };
}

test('a qualified lead becomes company, person and deal, and its page says so', async () => {
  const { ada, made, rosa } = await open();
  const lead = await made('leads', rosa);
  const answer = await ada.post(`/leads/${lead.id}/qualify`);
  expect([answer.status, answer.body.data.state]).toEqual([200, 'qualified']);
  const now = (await ada.get(`/leads/${lead.id}?include=company,person,deal,status`)).body.data;
  expect(now).toMatchObject({
    company: { title: 'Pousada Azul' },
    person: { title: 'Rosa Prado' },
    deal: { title: 'Ten boilers' },
    status: { title: 'Qualified' },
  });
  expect(now.qualifiedAt).not.toBeNull();
  const deal = (await ada.get(`/deals/${now.deal.id}?include=people`)).body.data;
  expect(deal).toMatchObject({ source: 'webForm', tags: ['VIP'], company: now.company.id });
  expect(deal.value.amount).toBe('9000.00');
  expect(deal.people).toMatchObject([{ id: now.person.id }]);
  const person = (await ada.get(`/people/${now.person.id}`)).body.data;
  expect(person).toMatchObject({ kind: 'employee', jobTitle: 'Owner', company: now.company.id });
  const company = (await ada.get(`/companies/${now.company.id}`)).body.data;
  expect(company).toMatchObject({ domain: 'azul.example' });
});

test('who is there already is not made a second time, unless somebody says so (pain 27)', async () => {
  const { ada, made, rosa, count } = await open();
  const company = await made('companies', { name: 'POUSADA AZUL' });
  const person = await made('people', { lastName: 'Prado', emails: ['ROSA@azul.example'] });
  const first = await made('leads', rosa);
  const asked = (await ada.get(`/leads/${first.id}/qualification`)).body.data;
  expect(asked.company.found).toMatchObject([{ id: company.id, fields: ['name'] }]);
  expect(asked.person.found).toMatchObject([{ id: person.id, fields: ['emails'] }]);
  const qualified = (await ada.post(`/leads/${first.id}/qualify`)).body.data;
  expect(qualified).toMatchObject({ company: company.id, person: person.id });
  expect([await count('companies'), await count('people')]).toEqual([1, 1]);

  const second = await made('leads', rosa);
  const deal = await made('deals', { name: 'Running' });
  const anew = await ada.post(`/leads/${second.id}/qualify`, {
    newCompany: { name: 'Pousada Azul do Norte' },
    deal: deal.id,
  });
  expect(anew.body.data).toMatchObject({ deal: deal.id, person: person.id });
  expect([await count('companies'), await count('deals')]).toEqual([2, 2]);
});

test('a second qualify is refused, and so is one of a lead that was turned away', async () => {
  const { ada, made, rosa, count } = await open();
  const lead = await made('leads', rosa);
  const both = await Promise.all([
    ada.post(`/leads/${lead.id}/qualify`),
    ada.post(`/leads/${lead.id}/qualify`),
  ]);
  expect(both.filter((one) => one.status === 200)).toHaveLength(1);
  expect(both.find((one) => one.status === 409)?.body).toMatchObject({ reason: 'qualified' });
  expect(await count('deals')).toBe(1);
});

test('notes, files and activities come along, and the deal tells the whole way of the lead', async () => {
  const { firm, door, ada, made, rosa } = await open();
  const lead = await made('leads', { ...rosa, owner: (await firm.makeUser()).id });
  const about = [{ object: 'lead', id: lead.id }];
  const bob = door.as(await firm.makeUser({ name: 'Bob' }));
  await bob.post('/notes', { body: 'Call her in the morning', about });
  await ada.post('/activities', { subject: 'First call', done: true, about });
  await ada.post('/activities', { subject: 'Send offer', due: '2099-01-02T10:00:00Z', about });
  const upload = formWith('plan.txt', 'plan', { about: JSON.stringify(about) });
  await ada.send('/files', upload);
  const { deal } = (await ada.post(`/leads/${lead.id}/qualify`)).body.data;
  for (const page of [`/deals/${deal}`, `/leads/${lead.id}`]) {
    const { data, planned } = (await ada.get(`${page}/timeline`)).body;
    const kinds = data
      .map((one: { kind: string }) => one.kind)
      .filter((k: string) => k !== 'change');
    expect(kinds.toSorted()).toEqual(['activity', 'file', 'note']);
    expect(planned).toHaveLength(1);
  }
  const history = (await ada.get(`/leads/${lead.id}/history`)).body.data;
  expect(history.map((one: { action: string }) => one.action)).toEqual([
    'qualify',
    'touch',
    'create',
  ]);
});

test('undoing it takes back all that it made, and the lead is as it was', async () => {
  const { ada, made, rosa, count } = await open();
  const lead = await made('leads', rosa);
  const about = [{ object: 'lead', id: lead.id }];
  await ada.post('/notes', { body: 'Call her in the morning', about });
  const before = (await ada.get(`/leads/${lead.id}`)).body.data;
  const { batch } = (await ada.post(`/leads/${lead.id}/qualify`)).body;
  expect((await ada.post(`/changes/${batch}/undo`)).body.data.counts.refused).toBe(0);
  const { version: _v, updatedAt: _u, ...after } = (await ada.get(`/leads/${lead.id}`)).body.data;
  const { version: _w, updatedAt: _x, ...was } = before;
  expect(after).toEqual(was);
  expect([await count('companies'), await count('people'), await count('deals')]).toEqual([
    0, 0, 0,
  ]);
  const [note] = (await ada.get(`/leads/${lead.id}/timeline?kinds=note`)).body.data;
  expect(note.record.about).toMatchObject([{ object: 'lead', id: lead.id }]);
  expect((await ada.post(`/leads/${lead.id}/qualify`)).status).toBe(200);
});

test('the form asks for names and what must be filled, and a refusal says in which part of it', async () => {
  const { ada, made, rosa, count } = await open();
  const field = (values: object) => ada.post('/fields', { kind: 'text', ...values });
  await field({ object: 'deal', name: 'budget', label: { en: 'Budget' }, required: true });
  await field({ object: 'deal', name: 'mood', label: { en: 'Mood' } });
  await field({ object: 'company', name: 'size', label: { en: 'Size' } });
  const lead = await made('leads', rosa);
  const asks = async () => (await ada.get(`/leads/${lead.id}/qualification`)).body.data;
  const first = await asks();
  expect(first.deal.asks).toContain('budget');
  expect(first.deal.asks).not.toContain('mood');
  expect(first.company.asks).toEqual(['name']);
  const refused = await ada.post(`/leads/${lead.id}/qualify`);
  expect(refused.body.errors).toMatchObject([{ field: 'deal.budget', code: 'required' }]);
  expect([await count('companies'), await count('deals')]).toEqual([0, 0]);
  const done = await ada.post(`/leads/${lead.id}/qualify`, { newDeal: { budget: 'Plenty' } });
  expect(done.status).toBe(200);
});

test('which group of a company’s fields is asked for, and of what kind new people are, is a setting', async () => {
  const { door, firm, ada, made, rosa } = await open();
  const label = { en: 'Size' };
  await ada.post('/fields', { object: 'company', name: 'size', kind: 'text', label });
  const set = await ada.patch('/lead-settings', {
    companySection: 'custom',
    employeeKind: 'private',
  });
  expect(set.body.data).toEqual({
    companySection: 'custom',
    employeeKind: 'private',
    consultantKind: 'consultant',
  });
  const lead = await made('leads', rosa);
  const { company } = (await ada.get(`/leads/${lead.id}/qualification`)).body.data;
  expect(company.asks).toEqual(['name', 'size']);
  const { person } = (await ada.post(`/leads/${lead.id}/qualify`)).body.data;
  expect((await ada.get(`/people/${person}`)).body.data.kind).toBe('private');
  const wrong = await ada.patch('/lead-settings', { employeeKind: 'robot' });
  expect(wrong.body.errors).toMatchObject([{ field: 'employeeKind', code: 'option' }]);
  const rep = door.as(await firm.makeUser());
  expect((await rep.patch('/lead-settings', { companySection: null })).status).toBe(403);
});

test('whoever comes through a partner and without a company is that partner’s consultant', async () => {
  const { ada, made, rosa } = await open();
  const partner = await made('companies', { name: 'Resell', relationship: 'partner' });
  const lead = await made('leads', { ...rosa, companyName: null, urls: null });
  await ada.post(`/leads/${lead.id}/addToPartner`, { partner: partner.id });
  const { person, company } = (await ada.post(`/leads/${lead.id}/qualify`)).body.data;
  expect(company).toBeNull();
  expect((await ada.get(`/people/${person}`)).body.data).toMatchObject({
    kind: 'consultant',
    company: partner.id,
  });
});

test('what is hidden from a salesperson of a lead does not come to light in its deal', async () => {
  const { firm, door, ada, made, rosa } = await open();
  const bob = await firm.makeUser({ name: 'Bob' });
  const lead = await made('leads', { ...rosa, owner: bob.id });
  const { catalog } = await firm.engine.workspaces.get(firm.workspaceId);
  expect(catalog.objects['lead']?.fields['value']).toBeDefined();
  await ada.patch('/fields/lead.value', { seenBy: ['administrator'] });
  const { deal } = (await door.as(bob).post(`/leads/${lead.id}/qualify`)).body.data;
  expect((await ada.get(`/deals/${deal}`)).body.data.value).toBeNull();
});

test('a company that a lead brings begins with the type and industry that were settled for that, unless the lead says more (EP-SET-30, EP-SET-38)', async () => {
  const { ada, made, rosa } = await open();
  await ada.patch('/fields/company.type', { defaultAlong: { value: 'account' } });
  await ada.patch('/fields/company.industry', { defaultAlong: { value: 'hospitality' } });
  await ada.patch('/fields/company.source', { defaultAlong: { value: 'other' } });
  const lead = await made('leads', rosa);
  const form = await ada.get(`/leads/${lead.id}/qualification`);
  await ada.post(`/leads/${lead.id}/qualify`, {});
  const [company] = (await ada.get('/companies')).body.data;
  expect(company).toMatchObject({ type: 'account', industry: 'hospitality', source: 'webForm' });
  const byHand = await made('companies', { name: 'By hand' });
  expect([byHand.type, byHand.industry]).toEqual(['company', null]);
  expect(JSON.stringify(form.body.data)).toContain('hospitality');
});

test('what such a company begins with must fit the field', async () => {
  const { ada } = await open();
  const wrong = await ada.patch('/fields/company.employees', { defaultAlong: { value: 'many' } });
  expect(wrong.body.errors).toMatchObject([{ field: 'defaultAlong', code: 'default' }]);
  const date = await ada.patch('/fields/company.parent', { defaultAlong: { value: 'x' } });
  expect(date.body.errors).toMatchObject([{ field: 'defaultAlong' }]);
});

test('whatever of company, person and deal is there or new, every note and activity comes along, once, and one undo takes it back (pain 27)', async () => {
  const { ada, made, rosa, count } = await open();
  const ways = [0, 1, 2, 3, 4, 5, 6, 7];
  for (const way of ways) {
    const [isCompanyThere, isPersonThere, isDealThere] = [way & 1, way & 2, way & 4];
    const lead = await made('leads', {
      ...{ ...rosa, companyName: `Firm ${way}`, urls: null, phones: null },
      ...{ lastName: `Prado ${way}`, emails: [{ value: `rosa${way}@azul.example` }] },
    });
    const company = isCompanyThere ? (await made('companies', { name: `Firm ${way}` })).id : null;
    const person = isPersonThere
      ? (await made('people', { lastName: 'P', emails: [`rosa${way}@azul.example`] })).id
      : null;
    const deal = isDealThere ? (await made('deals', { name: `There ${way}` })).id : null;
    const about = [{ object: 'lead', id: lead.id }];
    await made('notes', { body: `Note ${way}`, about });
    await made('activities', { subject: `Call ${way}`, done: true, about });
    await made('activities', { subject: `Offer ${way}`, due: '2099-01-02T10:00:00Z', about });
    const before = [await count('companies'), await count('people'), await count('deals')];

    const answers = await Promise.all([
      ada.post(`/leads/${lead.id}/qualify`, { ...(deal && { deal }) }),
      ada.post(`/leads/${lead.id}/qualify`, { ...(deal && { deal }) }),
    ]);
    const done = answers.find(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const now = done?.body.data;
    expect([now.company === company, now.person === person, now.deal === deal]).toEqual([
      company !== null,
      person !== null,
      deal !== null,
    ]);
    expect([await count('companies'), await count('people'), await count('deals')]).toEqual([
      (before[0] ?? 0) + (company ? 0 : 1),
      (before[1] ?? 0) + (person ? 0 : 1),
      (before[2] ?? 0) + (deal ? 0 : 1),
    ]);
    const timeline = (await ada.get(`/deals/${now.deal}/timeline`)).body;
    const kinds = timeline.data.map((one: { kind: string }) => one.kind);
    expect(kinds.filter((kind: string) => kind !== 'change').toSorted()).toEqual([
      'activity',
      'note',
    ]);
    expect(timeline.planned).toHaveLength(1);
    await ada.post(`/changes/${done?.body.batch}/undo`);
    expect([await count('companies'), await count('people'), await count('deals')]).toEqual(before);
    expect((await ada.get(`/leads/${lead.id}`)).body.data).toMatchObject({
      state: 'working',
      deal: null,
    });
  }
});
