import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/id.ts';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import { type Caller, eventually, inBackground, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addTagRoutes } from './index.ts';

let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());

async function open() {
  const made = await workspace();
  const door = await openDoor(made, (app, api) => {
    addTagRoutes(app, api);
    addWorkRoutes(app, api);
  });
  return { ...made, door, ada: door.as(made.admin) };
}

const person = async (who: Caller, lastName: string, tags: string[]) =>
  (await who.post('/people', { lastName, tags })).body.data as { id: string; tags: string[] };
const tagsOf = async (who: Caller, id: string): Promise<string[]> =>
  (await who.get(`/people/${id}`)).body.data.tags;
const tagNames = async (who: Caller): Promise<string[]> =>
  (await who.get('/tags')).body.data.map((tag: { name: string }) => tag.name);
const tagNamed = async (who: Caller, name: string): Promise<{ id: string }> =>
  (await who.get(`/tags?filter=${JSON.stringify({ name: { eq: name } })}`)).body.data[0];

test('a tag typed on a person is made with its case, and the same word in another case is the same tag', async () => {
  const { ada } = await open();
  await person(ada, 'Rossi', ['VIP']);
  const second = await person(ada, 'Bianchi', ['vip', 'Fair']);
  expect(second.tags).toEqual(['VIP', 'Fair']);
  expect(await tagNames(ada)).toEqual(['Fair', 'VIP']);
});

test('many people get new and known tags at once', async () => {
  const { ada } = await open();
  await person(ada, 'Rossi', ['VIP']);
  const create = Array.from({ length: 1000 }, (_, i) => ({
    lastName: `P${i}`,
    tags: ['vip', `Group ${i % 3}`],
  }));
  expect((await ada.post('/people/batch', { create })).status).toBe(200);
  expect(await tagNames(ada)).toEqual(['Group 0', 'Group 1', 'Group 2', 'VIP']);
  const tagged = await ada.get(
    `/people?filter=${JSON.stringify({ tags: { hasAll: ['VIP', 'Group 1'] } })}`,
  );
  expect(tagged.body.page.total).toBe(333);
});

test('two who use the same new tag at the same moment end with one', async () => {
  const { ada } = await open();
  const made = await Promise.all(
    ['VIP', 'vip', 'Vip'].map((tag, i) => person(ada, `P${i}`, [tag])),
  );
  expect(new Set(made.flatMap((one) => one.tags)).size).toBe(1);
  expect(await tagNames(ada)).toHaveLength(1);
});

test('renaming a tag renames it on records of all objects and in views, also on those of others', async () => {
  const { ada, makeUser, door } = await open();
  const rep = door.as(await makeUser());
  const rossi = await person(ada, 'Rossi', ['Fair', 'Old']);
  const acme = (await ada.post('/companies', { name: 'Acme', tags: ['Old'] })).body.data;
  const view = (
    await ada.post('/views', {
      object: 'person',
      name: 'Old ones',
      filter: { or: [{ tags: { hasAny: ['Old', 'Fair'] } }, { 'company.tags': { has: 'Old' } }] },
    })
  ).body.data;
  const { id } = await tagNamed(ada, 'Old');
  const renamed = await rep.patch(`/tags/${id}`, { name: 'New' });
  expect(renamed.status).toBe(200);
  expect(await tagsOf(ada, rossi.id)).toEqual(['Fair', 'New']);
  expect((await ada.get(`/companies/${acme.id}`)).body.data.tags).toEqual(['New']);
  expect((await ada.get(`/views/${view.id}`)).body.data.filter).toEqual({
    or: [{ tags: { hasAny: ['New', 'Fair'] } }, { 'company.tags': { has: 'New' } }],
  });
  expect((await ada.get('/people?q=new')).body.data).toHaveLength(1);
  expect((await ada.get('/people?q=old')).body.data).toHaveLength(0);
});

test('a rename can be undone and done again, with what was tagged in between', async () => {
  const { ada } = await open();
  const rossi = await person(ada, 'Rossi', ['Old']);
  const { id } = await tagNamed(ada, 'Old');
  const { batch } = (await ada.patch(`/tags/${id}`, { name: 'New' })).body;
  const later = await person(ada, 'Later', ['new']);
  const undone = await ada.post(`/changes/${batch}/undo`);
  expect(undone.body.data.counts).toEqual({ undone: 2, refused: 0 });
  expect(await tagNames(ada)).toEqual(['Old']);
  expect(await tagsOf(ada, rossi.id)).toEqual(['Old']);
  expect(await tagsOf(ada, later.id)).toEqual(['Old']);

  const redone = await ada.post(`/changes/${undone.body.data.batch}/undo`);
  expect(redone.body.data.counts.refused).toBe(0);
  expect(await tagNames(ada)).toEqual(['New']);
  expect(await tagsOf(ada, rossi.id)).toEqual(['New']);
  expect(await tagsOf(ada, later.id)).toEqual(['New']);
});

test('a deleted tag is taken off its records, and comes back to them by undo or from the recycle bin', async () => {
  const { ada } = await open();
  const rossi = await person(ada, 'Rossi', ['VIP', 'Fair']);
  const { id } = await tagNamed(ada, 'VIP');
  const gone = await ada.delete(`/tags/${id}`);
  expect(await tagsOf(ada, rossi.id)).toEqual(['Fair']);
  const undone = await ada.post(`/changes/${gone.body.data.batch}/undo`);
  expect(undone.body.data.counts).toEqual({ undone: 2, refused: 0 });
  expect(await tagsOf(ada, rossi.id)).toEqual(['VIP', 'Fair']);
  expect(await tagNames(ada)).toEqual(['Fair', 'VIP']);

  await ada.delete(`/tags/${id}`);
  expect((await ada.post(`/tags/${id}/restore`)).status).toBe(200);
  expect(await tagsOf(ada, rossi.id)).toEqual(['VIP', 'Fair']);
});

test('somebody restored from the recycle bin has the tag by its new name', async () => {
  const { ada } = await open();
  const rossi = await person(ada, 'Rossi', ['Old']);
  const { id } = await tagNamed(ada, 'Old');
  await ada.delete(`/people/${rossi.id}`);
  await ada.patch(`/tags/${id}`, { name: 'New' });
  await ada.post(`/people/${rossi.id}/restore`);
  expect(await tagsOf(ada, rossi.id)).toEqual(['New']);
});

test('the usage of a tag counts its live records by object', async () => {
  const { ada } = await open();
  const rossi = await person(ada, 'Rossi', ['VIP']);
  await person(ada, 'Bianchi', ['VIP']);
  await ada.post('/companies', { name: 'Acme', tags: ['VIP'] });
  const { id } = await tagNamed(ada, 'VIP');
  expect((await ada.get(`/tags/${id}/usage`)).body.data).toEqual([
    { object: 'person', count: 2 },
    { object: 'company', count: 1 },
  ]);
  await ada.delete(`/people/${rossi.id}`);
  expect((await ada.get(`/tags/${id}/usage`)).body.data[0]).toEqual({
    object: 'company',
    count: 1,
  });
});

test('views ask for a deleted tag no longer, until it comes back', async () => {
  const { ada } = await open();
  await person(ada, 'Rossi', ['VIP', 'Fair']);
  const filters = [
    { tags: { has: 'VIP' }, lastName: { eq: 'Rossi' } },
    { or: [{ tags: { hasAny: ['Fair', 'VIP'] } }, { 'company.tags': { has: 'VIP' } }] },
    { not: { tags: { hasAll: ['VIP'] } } },
    { or: [{ lastName: {} }, { tags: { has: 'VIP' } }, { lastName: { eq: 'Rossi' } }] },
  ];
  const views: string[] = [];
  for (const filter of filters)
    views.push(
      (await ada.post('/views', { object: 'person', name: 'V', filter })).body.data.id as string,
    );
  const shown = async () => {
    const all = await Promise.all(views.map((id) => ada.get(`/views/${id}`)));
    return all.map(({ body }) => body.data.filter);
  };
  const without = [
    { lastName: { eq: 'Rossi' } },
    { or: [{ tags: { hasAny: ['Fair'] } }] },
    {},
    { or: [{ lastName: {} }, { lastName: { eq: 'Rossi' } }] },
  ];
  const { id } = await tagNamed(ada, 'VIP');
  const gone = await ada.delete(`/tags/${id}`);
  expect(await shown()).toEqual(without);
  expect((await ada.get(`/views/${views[0]}/history`)).body.data[0]).toMatchObject({
    batch: gone.body.data.batch,
  });
  await ada.post(`/changes/${gone.body.data.batch}/undo`);
  expect(await shown()).toEqual(filters);

  await ada.delete(`/tags/${id}`);
  await ada.patch(`/views/${views[0]}`, { filter: { lastName: { eq: 'Verdi' } } });
  expect((await ada.post(`/tags/${id}/restore`)).status).toBe(200);
  expect(await shown()).toEqual([{ lastName: { eq: 'Verdi' } }, ...filters.slice(1)]);
});

test('a tag on very many people is renamed in the background, in one piece that can be undone', async () => {
  const { ada, engine, workspaceId } = await open();
  await person(ada, 'Rossi', ['Old', 'Taken']);
  const ids = Array.from({ length: 10_001 }, () => newId());
  await engine.database.query(
    `insert into person (workspace_id, id, title, last_name, tags, created_at, updated_at, search)
     select $1, id, 'P', 'P', '{Old}', now(), now(), '' from unnest($2::uuid[]) id`,
    [workspaceId, ids],
  );
  const { id } = await tagNamed(ada, 'Old');
  const carrying = async (tag: string): Promise<number> =>
    (await ada.get(`/people?total=exact&filter=${JSON.stringify({ tags: { has: tag } })}`)).body
      .page.total;
  const ended = async (answer: { status: number; body: { data: { id: string } } }) => {
    expect(answer.status).toBe(202);
    return eventually(async () => {
      const { data } = (await ada.get(`/work/${answer.body.data.id}`)).body;
      return data.status !== 'running' && data;
    });
  };

  const taken = await ada.patch(`/tags/${id}`, { name: 'taken' });
  expect(taken.status).toBe(422);
  expect((await ada.patch(`/tags/${id}`, { name: 'New' }, { 'if-match': '"7"' })).status).toBe(412);
  expect((await ada.patch(`/tags/${id}`, { colour: 'red' })).status).toBe(200);

  const renamed = await ended(await ada.patch(`/tags/${id}`, { name: 'New' }));
  expect(renamed).toMatchObject({
    status: 'done',
    progress: { done: 10_003, total: 10_003 },
    result: { updated: 1 },
  });
  expect([await carrying('Old'), await carrying('New')]).toEqual([0, 10_002]);

  const undone = await ended(await ada.post(`/changes/${renamed.batch}/undo`));
  expect(undone.result).toMatchObject({ undone: 10_003, refused: 0 });
  expect([await carrying('Old'), await carrying('New')]).toEqual([10_002, 0]);

  await ended(await ada.delete(`/tags/${id}`));
  expect([await carrying('Old'), await tagNames(ada)]).toEqual([0, ['Taken']]);
  await ended(await ada.post('/tags/batch', { restore: [id] }));
  expect(await carrying('Old')).toBe(10_002);
});

test('tags that nothing carries any more are found, and go together; only administrators ask (OO-SET-13)', async () => {
  const { ada, door, makeUser } = await open();
  const { id } = await person(ada, 'Rossi', ['VIP', 'Fair', 'Old']);
  const secret = { lastName: 'Bianchi', tags: ['Quiet'], access: 'personal' };
  await door.as(await makeUser()).post('/people', secret);
  await ada.patch(`/people/${id}`, { tags: ['VIP'] });
  const { body } = await ada.get('/tags/unused');
  expect(body.data.map((one: { title: string }) => one.title)).toEqual(['Fair', 'Old']);
  const ids = body.data.map((one: { id: string }) => one.id);
  expect((await ada.post('/tags/batch', { ids, delete: true })).status).toBe(200);
  expect(await tagNames(ada)).toEqual(['Quiet', 'VIP']);
  expect((await ada.get('/tags/unused')).body.data).toEqual([]);
  expect((await door.as(await makeUser({ role: 'manager' })).get('/tags/unused')).status).toBe(403);
});
