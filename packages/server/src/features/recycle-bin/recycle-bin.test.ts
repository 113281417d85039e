import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { addFavouriteRoutes } from '#features/favourites/index.ts';
import { addFileRoutes } from '#features/files/index.ts';
import { type Caller, openDoor } from '#test/door.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';
import { addRecycleBinRoutes } from './index.ts';
import { purge } from './purge.ts';

async function open() {
  const made = await workspace();
  const door = await openDoor(made, (app, api) => {
    addRecycleBinRoutes(app, api);
    addFavouriteRoutes(app, api);
    addFileRoutes(app, api);
  });
  return { ...made, door, ada: door.as(made.admin) };
}

const make = async (who: Caller, plural: string, values: object): Promise<string> =>
  (await who.post(`/${plural}`, values)).body.data.id;
const titles = async (who: Caller, query = ''): Promise<string[]> =>
  (await who.get(`/recycle-bin${query}`)).body.data.map((one: { title: string }) => one.title);

test('the recycle bin shows what was deleted of all objects, the newest first, page by page', async () => {
  const { ada, clock, admin } = await open();
  clock.set('2026-11-22T10:00:00Z');
  for (const [plural, values] of [
    ['people', { lastName: 'Rossi' }],
    ['companies', { name: 'Acme' }],
    ['deals', { name: 'Pumps' }],
  ] as const) {
    const id = await make(ada, plural, values);
    clock.pass(60);
    await ada.delete(`/${plural}/${id}`);
  }
  const first = (await ada.get('/recycle-bin?limit=2')).body;
  expect(first.data).toMatchObject([
    {
      object: 'deal',
      title: 'Pumps',
      deletedAt: '2026-11-22T10:03:00.000Z',
      deletedBy: { id: admin.id, name: 'Ada Admin' },
    },
    { object: 'company', title: 'Acme' },
  ]);
  const rest = (await ada.get(`/recycle-bin?limit=2&after=${first.page.next}`)).body;
  expect(rest.data).toMatchObject([{ object: 'person', title: 'Rossi' }]);
  expect(rest.page.next).toBeNull();
  expect(await titles(ada, '?object=company')).toEqual(['Acme']);
  expect((await ada.get('/recycle-bin?object=spaceship')).status).toBe(404);
});

test('everybody sees what they could take out again', async () => {
  const { ada, door, makeUser } = await open();
  const rep = door.as(await makeUser());
  await ada.delete(`/people/${await make(ada, 'people', { lastName: 'Of Ada' })}`);
  await rep.delete(`/people/${await make(rep, 'people', { lastName: 'Of the rep' })}`);
  expect(await titles(rep)).toEqual(['Of the rep']);
  expect(await titles(ada)).toEqual(['Of the rep', 'Of Ada']);
  expect(await titles(door.as(await makeUser({ role: 'viewer' })))).toEqual([]);
});

test('restored records are where they were, with what their deletion had cleared; the restoring can be undone', async () => {
  const { ada, door, makeUser } = await open();
  const acme = await make(ada, 'companies', { name: 'Acme' });
  const rossi = await make(ada, 'people', { lastName: 'Rossi', company: acme });
  await ada.delete(`/companies/${acme}`);
  expect((await ada.get(`/people/${rossi}`)).body.data.company).toBeNull();
  const rep = door.as(await makeUser());
  expect((await rep.post('/recycle-bin/restore', { object: 'company', ids: [acme] })).status).toBe(
    404,
  );
  const restored = await ada.post('/recycle-bin/restore', { object: 'company', ids: [acme] });
  expect(restored.body.data.counts).toMatchObject({ restored: 1 });
  expect((await ada.get(`/people/${rossi}`)).body.data.company).toBe(acme);
  await ada.post(`/changes/${restored.body.data.batch}/undo`);
  expect((await ada.get(`/companies/${acme}`)).status).toBe(404);
});

/** Rows that still know of a record, by table. */
async function traces(
  { engine, workspaceId }: TestWorkspace,
  id: string,
): Promise<Record<string, number>> {
  const tables = {
    link: 'from_id = $2 or to_id = $2',
    match_key: 'record_id = $2',
    favourite: 'record_id = $2',
    person: 'id = $2',
    company: 'id = $2',
    deal: 'id = $2 or company_id = $2',
    file: 'id = $2',
  };
  const found: Record<string, number> = {};
  for (const [table, condition] of Object.entries(tables)) {
    const { rows } = await engine.database.query<{ n: string }>(
      `select count(*) as n from ${table} where workspace_id = $1 and (${condition})`,
      [workspaceId, id],
    );
    if (Number(rows[0]?.n)) found[table] = Number(rows[0]?.n);
  }
  return found;
}

test('after 30 days nothing is left of a deleted person but that somebody was changed', async () => {
  const made = await open();
  const { ada, engine, clock, workspaceId } = made;
  const rossi = await make(ada, 'people', { lastName: 'Rossi', emails: ['rossi@firm.example'] });
  await ada.patch(`/people/${rossi}`, { lastName: 'Bianchi', emails: ['bianchi@firm.example'] });
  await make(ada, 'deals', { name: 'Pumps', people: [rossi] });
  await make(ada, 'notes', { body: 'Called', about: [{ object: 'person', id: rossi }] });
  await ada.put(`/favourites/person/${rossi}`);
  await ada.delete(`/people/${rossi}`);
  clock.pass(29 * 86_400);
  await purge(engine);
  expect(await titles(ada)).toEqual(['Bianchi']);
  clock.pass(2 * 86_400);
  await purge(engine);
  expect(await titles(ada)).toEqual([]);
  expect(await traces(made, rossi)).toEqual({});
  const { rows } = await engine.database.query<{ action: string; after: unknown }>(
    'select action, before, after from change where workspace_id = $1 and record_id = $2 order by id',
    [workspaceId, rossi],
  );
  expect(rows.map((row) => row.action)).toEqual(['create', 'update', 'delete']);
  expect(rows[1]).toMatchObject({
    before: { lastName: null, emails: null },
    after: { lastName: null, emails: null },
  });
  expect(JSON.stringify(rows)).not.toMatch(/rossi|bianchi/i);
});

test('a purged company lets go of a deal that came back before it; a stage waits for its deals', async () => {
  const made = await open();
  const { ada, engine, clock } = made;
  const acme = await make(ada, 'companies', { name: 'Acme' });
  const stage = await make(ada, 'stages', { name: 'Old stage' });
  const deal = await make(ada, 'deals', { name: 'Pumps', company: acme, stage });
  await ada.delete(`/deals/${deal}`);
  await ada.delete(`/companies/${acme}`);
  expect((await ada.delete(`/stages/${stage}`)).status).toBe(200);
  clock.pass(20 * 86_400);
  await ada.post(`/deals/${deal}/restore`);
  clock.pass(20 * 86_400);
  await purge(engine);
  expect(await traces(made, acme)).toEqual({});
  expect(await titles(ada)).toEqual(['Old stage']);
  expect((await ada.get(`/deals/${deal}`)).status).toBe(200);
});

test('the bytes of a purged file are gone', async () => {
  const { ada, engine, clock, workspaceId } = await open();
  const form = new FormData();
  form.set('file', new Blob(['secret']), 'a.txt');
  const { id, versions } = (await ada.send('/files', form)).body.data;
  await ada.delete(`/files/${id}`);
  expect(await text(await engine.files.open(workspaceId, versions[0].key))).toBe('secret');
  clock.pass(31 * 86_400);
  await purge(engine);
  await expect(engine.files.open(workspaceId, versions[0].key)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('more than one portion is purged in one go', async () => {
  const { ada, engine, clock } = await open();
  await ada.post('/people/batch', {
    create: Array.from({ length: 1100 }, (_, i) => ({ lastName: `P${i}` })),
  });
  await ada.post('/people/batch', { where: {}, delete: true });
  clock.pass(31 * 86_400);
  expect(await purge(engine)).toBeGreaterThanOrEqual(1100);
  expect(await titles(ada)).toEqual([]);
});
