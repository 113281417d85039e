import { expect, test } from 'vitest';
import { addFavouriteRoutes } from '../favourites/index.ts';
import { changePerson } from '../people/change-person.ts';
import { addRecycleBinRoutes } from '../recycle-bin/index.ts';
import { type Caller, eventually, inBackground, openDoor } from '#test/door.ts';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, (app, api) => {
    addFavouriteRoutes(app, api);
    addRecycleBinRoutes(app, api);
    addWorkRoutes(app, api);
  });
  const rep = await firm.makeUser({ name: 'Rita Rep' });
  return { ...firm, door, ada: door.as(firm.admin), rita: { ...door.as(rep), id: rep.id } };
}

const make = async (who: Caller, plural: string, values: object): Promise<string> => {
  const { body } = await who.post(`/${plural}`, values);
  if (!body.data) throw new Error(JSON.stringify(body));
  return body.data.id;
};
const read = async (who: Caller, path: string) => (await who.get(path)).body.data;
const about = (id: string, object = 'person') => ({ about: [{ object, id }] });
const email = (value: string) => ({ value, label: 'work' });

test('two people become one: what is missing is filled in, lists are united, equal ones once', async () => {
  const { ada } = await open();
  const main = await make(ada, 'people', {
    ...{ firstName: 'Ada', lastName: 'Rossi', tags: ['VIP'] },
    emails: [email('ada@acme.example')],
    phones: ['+39 011 5550100'],
  });
  const other = await make(ada, 'people', {
    ...{ firstName: 'ada', lastName: 'ROSSI', jobTitle: 'Buyer', tags: ['vip', 'Fair'] },
    emails: [email('ada@acme.example'), email('rossi@home.example')],
    phones: ['011 555 0100', '011 555 0200'],
  });
  const merged = await ada.post(`/people/${main}/merge`, { others: [other] });
  expect(merged.status).toBe(200);
  expect(merged.body.data).toMatchObject({
    ...{ id: main, title: 'Ada Rossi', jobTitle: 'Buyer', tags: ['VIP', 'Fair'] },
    emails: [{ value: 'ada@acme.example', primary: true }, { value: 'rossi@home.example' }],
    phones: [{ value: '+39 011 5550100', primary: true }, { value: '011 555 0200' }],
  });
  expect((await ada.get('/people?q=rossi')).body.data).toHaveLength(1);
});

test('different birthdays are a conflict until somebody chooses; undoing restores both (plug §21, 19)', async () => {
  const { ada } = await open();
  const main = await make(ada, 'people', { lastName: 'Rossi', birthday: '1980-01-02' });
  const other = await make(ada, 'people', { lastName: 'Rossi', birthday: '1981-01-02' });
  const refused = await ada.post(`/people/${main}/merge`, { others: [other] });
  expect(refused.status).toBe(409);
  expect(refused.body.errors).toMatchObject([{ field: 'birthday', code: 'merge_choose' }]);
  const preview = await ada.post(`/people/${main}/merge/preview`, { others: [other] });
  expect(preview.body.data.fields).toEqual([{ field: 'birthday', how: 'choose' }]);
  const choose = { birthday: other };
  const merged = await ada.post(`/people/${main}/merge`, { others: [other], choose });
  expect(merged.body.data.birthday).toBe('1981-01-02');
  await ada.post(`/changes/${merged.body.batch}/undo`);
  expect((await read(ada, `/people/${main}`)).birthday).toBe('1980-01-02');
  expect((await read(ada, `/people/${other}`)).birthday).toBe('1981-01-02');
});

test('everything moves, whoever owns it, and goes back when whoever merged undoes it', async () => {
  const { ada, rita } = await open();
  const main = await make(rita, 'companies', { name: 'Acme' });
  const other = await make(rita, 'companies', { name: 'ACME' });
  const employee = await make(ada, 'people', { lastName: 'Of Ada', company: other });
  const deal = await make(ada, 'deals', { name: 'Pumps', company: other });
  const note = await make(ada, 'notes', {
    body: 'Called',
    about: [
      { object: 'company', id: other },
      { object: 'deal', id: deal },
    ],
  });
  const due = '2026-12-01T10:00:00.000Z';
  const call = await make(ada, 'activities', { subject: 'Call', due, ...about(other, 'company') });
  const binned = await make(ada, 'notes', { body: 'Binned', ...about(other, 'company') });
  await ada.delete(`/notes/${binned}`);
  const daughter = await make(rita, 'companies', { name: 'Acme Daughter', parent: other });
  await ada.put(`/favourites/company/${other}`);
  const view = await make(ada, 'views', {
    object: 'deal',
    name: 'Of Acme',
    filter: { company: { eq: other } },
  });
  const pointing = async () => ({
    employee: (await read(ada, `/people/${employee}`)).company,
    deal: (await read(ada, `/deals/${deal}`)).company,
    note: (await read(ada, `/notes/${note}`)).about.map((one: { id: string }) => one.id),
    call: (await read(ada, `/activities/${call}`)).about[0].id,
    daughter: (await read(ada, `/companies/${daughter}`)).parent,
    favourite: (await read(ada, '/favourites'))[0].id,
    view: (await read(ada, `/views/${view}`)).filter.company.eq,
    next: (await read(ada, `/companies/${main}`)).nextActivityAt,
  });
  const before = await pointing();
  const { batch } = (await rita.post(`/companies/${main}/merge`, { others: [other] })).body;
  expect(await pointing()).toEqual({
    ...{ employee: main, deal: main, note: [main, deal], call: main, daughter: main },
    ...{ favourite: main, view: main, next: due },
  });
  await ada.post('/recycle-bin/restore', { object: 'note', ids: [binned] });
  expect((await read(ada, `/notes/${binned}`)).about[0].id).toBe(main);
  const undone = await rita.post(`/changes/${batch}/undo`);
  expect(undone.body.data.counts.refused).toBe(0);
  expect(await pointing()).toEqual(before);
  expect((await read(ada, `/notes/${binned}`)).about[0].id).toBe(other);
  const again = await rita.post(`/changes/${undone.body.data.batch}/undo`);
  expect([again.status, again.body.reason]).toEqual([409, 'merge_again']);
});

test('the old address leads to the one that stays, and its history tells of both', async () => {
  const { ada } = await open();
  const [main, other, last] = [
    await make(ada, 'people', { lastName: 'Rossi' }),
    await make(ada, 'people', { lastName: 'Rosi', jobTitle: 'Buyer' }),
    await make(ada, 'people', { lastName: 'Rossi', department: 'Sales' }),
  ];
  await ada.patch(`/people/${other}`, { jobTitle: 'Head of buying' });
  const choose = { lastName: main };
  await ada.post(`/people/${main}/merge`, { others: [other], choose });
  const led = await ada.get(`/people/${other}?fields=title`);
  expect([led.status, led.headers['location']]).toEqual([
    307,
    `/api/v1/people/${main}?fields=title`,
  ]);
  const history = await read(ada, `/people/${main}/history`);
  expect(history).toMatchObject([
    { action: 'merge', of: null },
    { action: 'merge', of: { id: other, title: 'Rosi' } },
    { fields: { jobTitle: { after: 'Head of buying' } }, of: { id: other } },
    { action: 'create', of: { id: other } },
    { action: 'create', of: null },
  ]);
  const timeline = await read(ada, `/people/${main}/timeline?kinds=change`);
  expect(timeline).toHaveLength(5);
  expect((await read(ada, '/recycle-bin'))[0]).toMatchObject({ id: other, mergedInto: main });
  await ada.post(`/people/${last}/merge`, { others: [main] });
  expect((await ada.get(`/people/${other}`)).headers['location']).toBe(`/api/v1/people/${last}`);
  await ada.post(`/people/${other}/restore`);
  expect((await ada.get(`/people/${other}`)).status).toBe(200);
});

test('descriptions are joined below the name of where they come from', async () => {
  const { ada } = await open();
  const main = await make(ada, 'deals', { name: 'Pumps', description: 'Ten of them' });
  const other = await make(ada, 'deals', { name: 'Pumps again', description: 'In spring' });
  const choose = { name: main };
  const merged = await ada.post(`/deals/${main}/merge`, { others: [other], choose });
  expect(merged.body.data.description).toBe('Ten of them\n\n— Pumps again —\nIn spring');
});

test('a won deal is the one that stays; stage and probability are those of the one that stays', async () => {
  const { ada } = await open();
  const [ours, won] = [
    await make(ada, 'deals', { name: 'Pumps' }),
    await make(ada, 'deals', { name: 'Pumps' }),
  ];
  await ada.post(`/deals/${won}/win`);
  const refused = await ada.post(`/deals/${ours}/merge`, { others: [won] });
  expect([refused.status, refused.body.reason]).toEqual([409, 'merge_won']);
  const merged = await ada.post(`/deals/${won}/merge`, { others: [ours] });
  expect(merged.body.data).toMatchObject({ status: 'won', probability: 100 });
});

test('T10 it needs the right to change all of them and to delete those that go', async () => {
  const { ada, rita } = await open();
  const own = await make(rita, 'people', { lastName: 'Rossi' });
  const theirs = await make(ada, 'people', { lastName: 'Rossi' });
  const hidden = await make(ada, 'people', { lastName: 'Rossi', access: 'restricted' });
  for (const [stays, goes, status] of [
    [own, theirs, 403],
    [own, hidden, 404],
    [hidden, own, 404],
  ] as const)
    for (const path of ['merge', 'merge/preview'])
      expect((await rita.post(`/people/${stays}/${path}`, { others: [goes] })).status).toBe(status);
  expect((await ada.post(`/people/${own}/merge`, { others: [own] })).status).toBe(400);
  expect((await ada.post(`/notes/${own}/merge`, { others: [theirs] })).status).toBe(404);
});

test('T10 what was kept from others is shown to nobody by a merge', async () => {
  const { ada, rita, admin } = await open();
  const choose = (id: string) => ({ owner: id });
  const ours = await make(rita, 'people', { lastName: 'Rossi', phones: ['011 555 0100'] });
  const kept = await make(ada, 'people', { lastName: 'Rossi', access: 'restricted' });
  const shown = await ada.post(`/people/${ours}/merge`, { others: [kept], choose: choose(ours) });
  expect(shown.body.errors).toMatchObject([{ field: 'access', code: 'merge_shows' }]);
  const named = await make(ada, 'people', {
    ...{ lastName: 'Rossi', access: 'restricted', accessList: [rita.id] },
    owner: admin.id,
  });
  const merged = await ada.post(`/people/${named}/merge`, {
    others: [kept, ours],
    choose: choose(named),
  });
  expect(merged.body.data).toMatchObject({ access: 'restricted', accessList: null });
  expect((await rita.get(`/people/${named}`)).status).toBe(404);
  const personal = await make(ada, 'people', { lastName: 'Rossi', access: 'personal' });
  const refused = await ada.post(`/people/${named}/merge`, { others: [personal] });
  expect(refused.body.errors).toMatchObject([{ code: 'merge_personal' }]);
});

test('T10 they are not merged where they differ in what is hidden from somebody, or only shown to them', async () => {
  const { ada, door, makeUser, as, admin } = await open();
  const role = await make(ada, 'roles', {
    name: 'Half',
    objects: { '*': { read: 'all', update: 'all', delete: 'all', create: true, bulk: true } },
    fields: { 'person.jobTitle': 'hidden', 'person.department': 'read' },
  });
  const user = await makeUser();
  await as(admin).work((work) => changePerson(work, user.id, { role }));
  const hal = door.as(user);
  const main = await make(ada, 'people', { lastName: 'Rossi' });
  const hidden = await make(ada, 'people', { lastName: 'Rossi', jobTitle: 'Secret buyer' });
  const shown = await make(ada, 'people', { lastName: 'Rossi', department: 'Sales' });
  const same = await make(ada, 'people', { lastName: 'Rossi' });
  const refused = await hal.post(`/people/${main}/merge`, { others: [hidden] });
  expect([refused.status, refused.body.errors]).toMatchObject([
    409,
    [{ field: '', code: 'merge_hidden' }],
  ]);
  expect(refused.raw.toString()).not.toContain('Secret');
  expect((await hal.post(`/people/${main}/merge`, { others: [shown] })).body.errors).toMatchObject([
    { field: 'department', code: 'merge_read_only' },
  ]);
  expect((await hal.post(`/people/${main}/merge`, { others: [same] })).status).toBe(200);
});

test('whoever decided on what somebody has changed since decides anew', async () => {
  const { ada } = await open();
  const main = await make(ada, 'people', { lastName: 'Rossi' });
  const other = await make(ada, 'people', { lastName: 'Rossi' });
  await ada.patch(`/people/${other}`, { jobTitle: 'Buyer' });
  const body = { others: [other], versions: { [main]: 1, [other]: 1 } };
  expect((await ada.post(`/people/${main}/merge`, body)).status).toBe(412);
});

test('the id that a file knows one by goes along with a unique code of the workspace', async () => {
  const { ada } = await open();
  const main = await make(ada, 'people', { lastName: 'Rossi' });
  const other = await make(ada, 'people', { lastName: 'Rossi', externalId: 'X-1' });
  await ada.post(`/people/${main}/merge`, { others: [other] });
  const found = await ada.post('/people/duplicates', { externalId: 'x-1' });
  expect(found.body.data.records).toMatchObject([{ id: main }]);
});

test('where very much points to them it goes on in the background, with one undo', async () => {
  const { engine, ada } = await open();
  const stop = await inBackground(engine);
  const main = await make(ada, 'companies', { name: 'Acme' });
  const other = await make(ada, 'companies', { name: 'Acme' });
  for (const from of [0, 5001]) {
    const create = Array.from({ length: 5001 }, (_, i) => ({
      lastName: `P${from + i}`,
      company: other,
    }));
    await ada.post('/people/batch', { create });
  }
  const of = async (id: string) => {
    const filter = encodeURIComponent(JSON.stringify({ company: { eq: id } }));
    return (await ada.get(`/people?filter=${filter}&total=exact&limit=1`)).body.page.total;
  };
  const done = async (id: string) =>
    eventually(async () => {
      const { status, batch } = await read(ada, `/work/${id}`);
      return status !== 'running' && { status, batch };
    }, 120_000);
  const started = await ada.post(`/companies/${main}/merge`, { others: [other] });
  expect(started.status).toBe(202);
  const { status, batch } = await done(started.body.data.id);
  expect([status, await of(main)]).toEqual(['done', 10_002]);
  const undone = await ada.post(`/changes/${batch}/undo`);
  await done(undone.body.data.id);
  expect([await of(main), await of(other)]).toEqual([0, 10_002]);
  await stop();
}, 240_000);
