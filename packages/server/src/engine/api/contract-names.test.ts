import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestUser, type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;
let salesperson: TestUser;
let rep: Caller;

beforeAll(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  salesperson = await firm.makeUser({ name: 'Rita Rep' });
  rep = await outside.as(salesperson);
});

describe('names that others rely on', () => {
  test('me', async () => {
    const { data } = (await rep.get('/me')).body;
    expect(data).toMatchObject({
      user: { id: salesperson.id, name: 'Rita Rep', email: salesperson.email },
      role: 'salesperson',
      teams: [],
      workspace: {
        id: firm.workspaceId,
        name: 'Example',
        currency: 'EUR',
        timeZone: 'Europe/Rome',
      },
      workspaces: [{ id: firm.workspaceId, name: 'Example' }],
    });
    expect((await rep.get('/me', { 'x-workspace': firm.workspaceId })).status).toBe(200);
    expect((await rep.get('/me', { 'x-workspace': salesperson.id })).status).toBe(404);
    expect((await rep.get('/me', { 'x-workspace': 'nonsense' })).status).toBe(400);
    expect((await outside.anybody.get('/me')).status).toBe(401);
  });

  test('people of the workspace, who may be deactivated and come back', async () => {
    const { data } = (await rep.get('/users?sort=name')).body;
    expect(data.map((user: { name: string }) => user.name)).toEqual(['Ada Admin', 'Rita Rep']);
    expect(data[1]).toMatchObject({ active: true, role: 'salesperson' });
    const other = await firm.makeUser({ name: 'Otto' });
    const otto = await outside.as(other);
    expect((await rep.post(`/users/${other.id}/deactivate`)).status).toBe(403);
    expect((await ada.post(`/users/${other.id}/deactivate`)).body.data).toMatchObject({
      active: false,
    });
    expect((await otto.get('/me')).status).toBe(401);
    expect((await ada.post(`/users/${other.id}/reactivate`)).body.data).toMatchObject({
      active: true,
    });
    expect((await ada.post(`/users/${firm.workspaceId}/deactivate`)).status).toBe(404);
    expect((await rep.post('/users', { name: 'Me too', email: 'x@firm.example' })).status).toBe(
      403,
    );
    expect((await rep.patch(`/users/${salesperson.id}`, { role: 'administrator' })).status).toBe(
      403,
    );
  });

  test('views', async () => {
    const body = {
      object: 'deal',
      name: 'Big ones',
      layout: 'board',
      filter: { value: { gte: 1000 } },
      sort: '-value',
      columns: [{ field: 'title' }, { field: 'value', width: 120 }],
      groupBy: 'stage',
      sharedWith: 'everyone',
    };
    const made = await rep.post('/views', body);
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject(body);
    const { id } = made.body.data;
    expect((await ada.get(`/views/${id}`)).body.data).toMatchObject(body);
    expect((await rep.patch(`/views/${id}`, { name: 'Bigger' })).body.data.name).toBe('Bigger');
    const wrong = {
      filter: { nonsense: { eq: 1 } },
      sort: 'nonsense',
      groupBy: 'nonsense',
      object: 'nonsense',
      layout: 'pie',
    };
    for (const [field, value] of Object.entries(wrong)) {
      const { status, body: told } = await rep.patch(`/views/${id}`, { [field]: value });
      expect(status, field).toBe(422);
      expect(told.errors[0].field, field).toBe(field);
    }
    for (const object of ['__proto__', 'constructor'])
      expect((await rep.patch(`/views/${id}`, { object })).status).toBe(422);
    expect((await rep.delete(`/views/${id}`)).status).toBe(200);
  });

  test('pipelines and stages, which administrators arrange', async () => {
    const pipeline = (await ada.post('/pipelines', { name: 'Renewals' })).body.data;
    const stage = {
      pipeline: pipeline.id,
      name: 'Due',
      means: 'open',
      probability: 30,
      colour: '#123456',
      position: 1,
    };
    const made = await ada.post('/stages', stage);
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject(stage);
    const own = `filter=${encodeURIComponent(JSON.stringify({ pipeline: { eq: pipeline.id } }))}`;
    expect((await rep.get(`/stages?${own}`)).body.data).toMatchObject([stage]);
    expect(
      (await ada.patch(`/stages/${made.body.data.id}`, { name: 'Overdue' })).body.data.name,
    ).toBe('Overdue');
    expect((await rep.post('/stages', stage)).status).toBe(403);
    expect((await rep.patch(`/pipelines/${pipeline.id}`, { name: 'Mine' })).status).toBe(403);
    expect((await ada.post('/pipelines', { name: 'renewals' })).body.errors).toMatchObject([
      { field: 'name', code: 'taken' },
    ]);
    const deal = (await ada.post('/deals', { name: 'D', stage: made.body.data.id })).body.data;
    expect(deal.pipeline).toBe(pipeline.id);
    const used = await ada.delete(`/stages/${made.body.data.id}`);
    expect(used.status).toBe(409);
    expect(used.body).toMatchObject({ code: 'conflict', reason: 'in_use' });
    expect((await ada.get('/pipelines/nonsense')).status).toBe(404);
  });

  test('search across objects, best first, of what somebody may see', async () => {
    const { id } = (await ada.post('/companies', { name: 'Zażółć', domain: 'zazolc.example' })).body
      .data;
    await ada.post('/people', {
      firstName: 'Jaźń',
      lastName: 'Gęślą',
      company: id,
      emails: ['jazn@zazolc.example'],
      phones: ['+48 22 555-12-34'],
    });
    await ada.post('/deals', { name: 'Zażółć roof', company: id });
    const found = async (q: string, more = '') => {
      const { data } = (await rep.get(`/search?q=${encodeURIComponent(q)}${more}`)).body;
      return data.map((one: { object: string; title: string }) => `${one.object} ${one.title}`);
    };
    expect((await found('zazolc'))[0]).toBe('company Zażółć');
    expect(await found('zazolc')).toEqual(
      expect.arrayContaining(['deal Zażółć roof', 'person Jaźń Gęślą']),
    );
    expect(await found('gesla jazn')).toEqual(['person Jaźń Gęślą']);
    expect(await found('jazn@zaz')).toEqual(['person Jaźń Gęślą']);
    for (const phone of ['0048225551234', '22 555 12 34', '225551234', '(22) 555-12-34'])
      expect(await found(phone), phone).toEqual(['person Jaźń Gęślą']);
    expect(await found('zazolc', '&objects=deal')).toEqual(['deal Zażółć roof']);
    expect(await found('zazolc', '&limit=1')).toHaveLength(1);
    expect(await found('')).toEqual([]);
    for (const q of [
      '0000',
      '0000 0000',
      '+00',
      '()',
      "'",
      '\\',
      ':*',
      '& | !',
      '%',
      '\u0000',
      '٣٣٣٣',
    ])
      expect(await found(q), q).toEqual([]);
    for (const query of ['limit=0', 'limit=51', 'nonsense=1', 'objects=nonsense'])
      expect((await rep.get(`/search?q=zazolc&${query}`)).status, query).toBe(400);
  });

  test('the board, which shows every stage with its count and its first cards', async () => {
    const [pipeline] = (await ada.get('/pipelines?filter={"isDefault":{"eq":true}}')).body.data;
    for (let i = 0; i < 3; i++)
      await ada.post('/deals', {
        name: `B${i}`,
        pipeline: pipeline.id,
        value: { amount: '10', currency: 'EUR' },
      });
    const q = `pipeline=${pipeline.id}&limit=2&fields=title&sort=title&filter={"name":{"startsWith":"B"}}`;
    const columns = (await rep.get(`/deals/board?groupBy=stage&${q}`)).body.data;
    expect(columns).toHaveLength(7);
    expect(columns[0]).toMatchObject({
      count: 3,
      sum: { amount: '30.00', currency: 'EUR' },
      means: 'open',
    });
    expect(columns[0].records.map((one: { title: string }) => one.title)).toEqual(['B0', 'B1']);
    expect(columns[1]).toMatchObject({ count: 0, records: [], next: null });
    const filter = { and: [{ name: { startsWith: 'B' } }, { stage: { eq: columns[0].key } }] };
    const more = await rep.get(
      `/deals?limit=2&fields=title&sort=title&filter=${encodeURIComponent(JSON.stringify(filter))}&after=${columns[0].next}`,
    );
    expect(more.body.data.map((one: { title: string }) => one.title)).toEqual(['B2']);
    for (const query of [
      'groupBy=nonsense',
      'groupBy=name',
      'groupBy=stage&pipeline=nonsense',
      'groupBy=stage&x=1',
    ])
      expect((await rep.get(`/deals/board?${query}`)).status, query).toBe(400);
  });

  test('a company’s page lists what points to it', async () => {
    const { id } = (await ada.post('/companies', { name: 'Rel' })).body.data;
    await ada.post('/people/batch', {
      create: Array.from({ length: 7 }, (_, i) => ({ lastName: `R${i}`, company: id })),
    });
    const { data } = (await rep.get(`/companies/${id}/related`)).body;
    const people = data.find((one: { name: string }) => one.name === 'people');
    expect(people).toMatchObject({ object: 'person', field: 'company', count: 7 });
    expect(people.records).toHaveLength(5);
  });
});
