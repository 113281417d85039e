import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;

beforeAll(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
});

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

describe('a record', () => {
  test('is made, read, changed, deleted and taken out of the recycle bin', async () => {
    const made = await ada.post('/people', { firstName: 'Ana', lastName: 'Silva' });
    expect(made.status).toBe(201);
    const { id } = made.body.data;
    expect(made.body.data).toMatchObject({ firstName: 'Ana', title: 'Ana Silva', version: 1 });
    expect((await ada.get(`/people/${id}`)).body).toEqual({ data: made.body.data });

    const changed = await ada.patch(`/people/${id}`, { jobTitle: 'Buyer' });
    expect(changed.status).toBe(200);
    expect(changed.body.data).toMatchObject({ firstName: 'Ana', jobTitle: 'Buyer', version: 2 });

    const deleted = await ada.delete(`/people/${id}`);
    expect(deleted.status).toBe(200);
    expect(deleted.body.data.batch).toMatch(uuid7);
    expect((await ada.get(`/people/${id}`)).status).toBe(404);
    expect((await ada.patch(`/people/${id}`, { jobTitle: 'CFO' })).status).toBe(404);
    expect((await ada.delete(`/people/${id}`)).status).toBe(404);
    const bin = await ada.get('/people?deleted=only');
    expect(bin.body.data).toMatchObject([{ id, jobTitle: 'Buyer' }]);
    expect((await ada.get('/people')).body.data).toEqual([]);

    const restored = await ada.post(`/people/${id}/restore`);
    expect(restored.status).toBe(200);
    expect(restored.body.data).toMatchObject({ id, jobTitle: 'Buyer', version: 4 });
    expect((await ada.get(`/people/${id}`)).status).toBe(200);
    expect((await ada.post(`/people/${id}/restore`)).status).toBe(404);
  });

  test('has an id that sorts by time, who made and changed it, when, its owner and its tags', async () => {
    const { data } = (await ada.post('/companies', { name: 'Acme', tags: ['vip'] })).body;
    expect(data.id).toMatch(uuid7);
    expect(data).toMatchObject({
      version: 1,
      createdBy: firm.admin.id,
      updatedBy: firm.admin.id,
      owner: firm.admin.id,
      tags: ['vip'],
    });
    expect(data.createdAt).toMatch(utc);
    expect(data.updatedAt).toBe(data.createdAt);
    const other = await firm.makeUser({ role: 'manager' });
    const manager = await outside.as(other);
    const changed = (await manager.patch(`/companies/${data.id}`, { name: 'Acme SpA' })).body.data;
    expect(changed).toMatchObject({ version: 2, createdBy: firm.admin.id, updatedBy: other.id });
    expect(changed.updatedAt >= data.updatedAt).toBe(true);
  });

  test('every kind of record of the first issue answers under its plural name', async () => {
    for (const plural of [
      ...['people', 'companies', 'deals', 'pipelines', 'stages', 'lost-reasons', 'activities'],
      ...['notes', 'tags', 'files', 'users', 'views', 'imports'],
    ]) {
      const { status, body } = await ada.get(`/${plural}`);
      expect(status, plural).toBe(200);
      expect(body.page, plural).toHaveProperty('next');
      expect(body.page, plural).toHaveProperty('total');
      for (const one of body.data) {
        expect(Object.keys(one), plural).toEqual(
          expect.arrayContaining([
            'id',
            'createdAt',
            'createdBy',
            'updatedAt',
            'updatedBy',
            'version',
            'tags',
          ]),
        );
      }
    }
    expect((await ada.get('/nonsense')).status).toBe(404);
  });

  test('people, companies and deals have the fields that others rely on', async () => {
    const of = async (plural: string, body: object) =>
      Object.keys((await ada.post(`/${plural}`, body)).body.data);
    const words = (text: string) => text.split(' ');
    expect(await of('people', { lastName: 'Rossi' })).toEqual(
      expect.arrayContaining(
        words(
          'firstName lastName jobTitle company emails phones addresses tags description birthday',
        ),
      ),
    );
    expect(await of('companies', { name: 'Rossi Srl' })).toEqual(
      expect.arrayContaining(
        words(
          'name domain type relationship temperature industry emails phones addresses parent tags description',
        ),
      ),
    );
    expect(await of('deals', { name: 'Roof' })).toEqual(
      expect.arrayContaining(
        words(
          'name value pipeline stage status probability expectedClose company people lostReason tags description',
        ),
      ),
    );
  });

  test('shows on request only some fields, and what it refers to', async () => {
    const company = (await ada.post('/companies', { name: 'Beta', emails: ['info@beta.example'] }))
      .body.data;
    const { id } = (await ada.post('/people', { lastName: 'Bianchi', company: company.id })).body
      .data;
    const one = async (query: string) => (await ada.get(`/people/${id}?${query}`)).body.data;
    expect(await one('fields=lastName')).toEqual({ id, lastName: 'Bianchi' });
    expect(await one('fields=company')).toEqual({ id, company: company.id });
    expect((await one('fields=lastName&include=company')).company).toMatchObject({
      id: company.id,
      name: 'Beta',
      emails: [{ value: 'info@beta.example', primary: true }],
      version: 1,
    });
    expect(await one('fields=lastName&include=company.title,owner.title')).toEqual({
      id,
      lastName: 'Bianchi',
      company: { id: company.id, title: 'Beta' },
      owner: { id: firm.admin.id, title: 'Ada Admin' },
    });
    await ada.delete(`/companies/${company.id}`);
    expect((await one('include=company')).company).toBeNull();
  });

  test('what belongs to another workspace is not there, whatever is tried with its id', async () => {
    const { id } = (await ada.post('/people', { lastName: 'Secret' })).body.data;
    const other = await workspace({ name: 'Other' });
    const spy = await outside.as(other.admin);
    const tries = [
      spy.get(`/people/${id}`),
      spy.patch(`/people/${id}`, { lastName: 'Mine' }),
      spy.delete(`/people/${id}`),
      spy.post(`/people/${id}/restore`),
      spy.get(`/people/${id}/history`),
      spy.get(`/people/${id}/timeline`),
      spy.get(`/people/${id}/related`),
      spy.post('/people/batch', { update: [{ id, lastName: 'Mine' }] }),
      spy.post('/people/batch', { delete: [id] }),
      spy.post('/people/batch', { restore: [id] }),
    ];
    for (const answer of await Promise.all(tries)) expect(answer.status).toBe(404);
    expect((await spy.post('/deals', { name: 'D', people: [id] })).status).toBe(422);
    expect((await spy.get('/search?q=Secret')).body.data).toEqual([]);
    expect((await ada.get(`/people/${id}`)).body.data.lastName).toBe('Secret');
  });

  test('somebody else’s private view is not there, neither to read nor to list nor to open a list with', async () => {
    const mine = { object: 'person', name: 'Mine', layout: 'table', filter: {}, sharedWith: 'me' };
    const { id } = (await ada.post('/views', mine)).body.data;
    const rep = await outside.as(await firm.makeUser());
    expect((await rep.get(`/views/${id}`)).status).toBe(404);
    expect((await rep.patch(`/views/${id}`, { name: 'Ours' })).status).toBe(404);
    expect((await rep.get(`/people?view=${id}`)).status).toBe(404);
    const { data } = (await rep.get('/views?limit=200')).body;
    expect(data.map((view: { id: string }) => view.id)).not.toContain(id);
  });
});
