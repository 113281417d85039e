import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
});

const make = async (path: string, values: object): Promise<string> =>
  (await ada.post(path, values)).body.data.id;
const read = async (path: string) => (await ada.get(path)).body.data;

test('whoever may only read a record follows it and stops; nobody who edits it meanwhile is in the way', async () => {
  const user = await firm.makeUser({ role: 'viewer' });
  const rita = await outside.as(user);
  for (const [path, values] of [
    ['/deals', { name: 'Pumps' }],
    ['/companies', { name: 'Acme' }],
    ['/people', { lastName: 'Rossi' }],
    ['/leads', { lastName: 'Bianchi' }],
  ] as const) {
    const id = await make(path, values);
    const { version } = await read(`${path}/${id}`);
    const followed = await rita.post(`${path}/${id}/follow`);
    expect(followed.status, JSON.stringify(followed.body)).toBe(200);
    expect(await read(`${path}/${id}`)).toMatchObject({ followers: [user.id], version });
    const list = await ada.get(`${path}?filter={"followers":{"has":"${user.id}"}}`);
    expect(list.body.data).toHaveLength(1);
    const edit = await ada.patch(`${path}/${id}`, { tags: ['x'] }, { 'if-match': `"${version}"` });
    expect(edit.status).toBe(200);
    expect((await rita.post(`${path}/${id}/follow`)).status).toBe(409);
    expect((await rita.post(`${path}/${id}/unfollow`)).status).toBe(200);
    expect((await read(`${path}/${id}`)).followers).toBeNull();
  }
});

test('following leaves no trace in the history of a record', async () => {
  const id = await make('/deals', { name: 'Pumps' });
  await ada.post(`/deals/${id}/follow`);
  expect(await read(`/deals/${id}/history`)).toHaveLength(1);
});

test('many are followed at once; those that one follows already are named', async () => {
  const ids = [await make('/deals', { name: 'One' }), await make('/deals', { name: 'Two' })];
  await ada.post(`/deals/${ids[0]}/follow`);
  const { body } = await ada.post('/deals/batch', { ids, act: { action: 'follow' } });
  expect(body.data).toMatchObject({
    counts: { updated: 1, refused: 1 },
    refused: [{ id: ids[0], error: { code: 'not_available' } }],
  });
  const all = await ada.post('/deals/batch', { where: {}, act: { action: 'unfollow' } });
  expect(all.body.data.counts).toMatchObject({ updated: 2 });
});

test('all that matches is followed by whoever may only read most of it', async () => {
  const seller = await firm.makeUser({ role: 'salesperson' });
  const rep = await outside.as(seller);
  await make('/deals', { name: 'Of Ada' });
  await rep.post('/deals', { name: 'Their own' });
  const { body } = await rep.post('/deals/batch', { where: {}, act: { action: 'follow' } });
  expect(body.data.counts).toMatchObject({ updated: 2, refused: 0 });
});

test('T13 what somebody does not see they do not follow, nor does a key that is for single objects', async () => {
  const id = await make('/deals', { name: 'Secret', access: 'personal' });
  const rep = await outside.as(await firm.makeUser());
  expect((await rep.post(`/deals/${id}/follow`)).status).toBe(404);
  const open = await make('/deals', { name: 'Pumps' });
  for (const scopes of [['read'], ['deal:read', 'lead:write']])
    expect(
      (await (await outside.as(firm.admin, scopes)).post(`/deals/${open}/follow`)).status,
    ).toBe(403);
  expect((await read(`/deals/${open}`)).followers).toBeNull();
});
