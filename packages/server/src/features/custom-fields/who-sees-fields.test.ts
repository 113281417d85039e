import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestUser, type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;
let eva: TestUser;
let rep: Caller;

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  eva = await firm.makeUser({ name: 'Eva' });
  rep = await outside.as(eva);
});

const label = { en: 'Margin' };
const add = (more: object) =>
  ada.post('/fields', { object: 'deal', name: 'margin', kind: 'text', label, ...more });
const where = (filter: object) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;

test('a field that is for some does not exist for the others', async () => {
  await add({ seenBy: ['manager'] });
  const id = (await ada.post('/deals', { name: 'Pumps', margin: 'secret-7', owner: eva.id })).body
    .data.id;
  await ada.patch(`/deals/${id}`, { margin: 'secret-8' });
  const seen = [
    `/deals/${id}`,
    '/deals',
    `/deals/${id}/history`,
    `/deals/${id}/timeline`,
    '/catalog',
  ];
  for (const path of [...seen, '/fields', '/deals/export?format=csv', '/search?q=secret']) {
    const { status, raw } = await rep.get(path);
    expect(status, path).toBe(200);
    expect(raw.toString(), path).not.toMatch(/secret-|margin/i);
  }
  for (const query of ['sort=margin', 'fields=margin', where({ margin: { empty: false } })])
    expect((await rep.get(`/deals?${query}`)).status, query).toBe(400);
  expect((await rep.patch(`/deals/${id}`, { margin: 'x' })).status).toBe(400);
  const boss = await outside.as(await firm.makeUser({ role: 'manager' }));
  expect((await boss.get(`/deals/${id}`)).body.data.margin).toBe('secret-8');
  expect((await boss.patch(`/deals/${id}`, { margin: 'secret-9' })).status).toBe(200);
  expect((await boss.get('/catalog')).raw.toString()).not.toContain('seenBy');
  expect((await boss.get('/fields')).raw.toString()).not.toContain('seenBy');
  expect((await ada.get('/fields')).body.data[0].seenBy).toEqual(['manager']);
});

test('a person, a team or a role of the workspace’s own may be named', async () => {
  const team = (await ada.post('/teams', { name: 'North', members: [eva.id] })).body.data.id;
  await add({ seenBy: [team] });
  const otto = await outside.as(await firm.makeUser({ name: 'Otto' }));
  const sees = async (who: Caller) => (await who.get('/deals?fields=margin')).status === 200;
  expect([await sees(rep), await sees(otto), await sees(ada)]).toEqual([true, false, true]);
  await ada.patch('/fields/deal.margin', { seenBy: [eva.id] });
  expect([await sees(rep), await sees(otto)]).toEqual([true, false]);
  await ada.patch('/fields/deal.margin', { seenBy: [] });
  expect([await sees(rep), await sees(otto)]).toEqual([true, true]);
  await ada.patch('/fields/deal.margin', { seenBy: ['salesperson'] });
  expect([await sees(rep), await sees(otto)]).toEqual([true, true]);
  const wrong = await ada.patch('/fields/deal.margin', { seenBy: ['nobody'] });
  expect(wrong.body.errors).toMatchObject([{ field: 'seenBy', code: 'not_found' }]);
});

test('who may only look at a field changes nothing of it, but wins the deal all the same', async () => {
  await ada.patch('/fields/deal.probability', { changedBy: ['manager'] });
  const id = (await rep.post('/deals', { name: 'Pumps' })).body.data.id;
  const refused = await rep.patch(`/deals/${id}`, { probability: 99 });
  expect(refused.body.errors).toMatchObject([{ field: 'probability', code: 'read_only' }]);
  expect((await ada.patch(`/deals/${id}`, { probability: 98 })).status).toBe(200);
  expect((await rep.post(`/deals/${id}/win`, {})).status).toBe(200);
  expect((await rep.get(`/deals/${id}`)).body.data.probability).toBe(100);
});

test('nobody is asked for what they do not see or may not change', async () => {
  await add({ seenBy: ['manager'], required: true });
  const id = (await rep.post('/deals', { name: 'Pumps' })).body.data.id;
  expect((await rep.patch(`/deals/${id}`, { name: 'Valves' })).status).toBe(200);
  const boss = await outside.as(await firm.makeUser({ role: 'manager' }));
  expect((await boss.post('/deals', { name: 'X' })).body.errors).toMatchObject([
    { field: 'margin', code: 'required' },
  ]);
});

test('a board goes on without the field by which it was sorted or summed', async () => {
  expect((await ada.patch('/fields/deal.value', { seenBy: ['manager'] })).status).toBe(200);
  expect((await rep.get('/deals?sort=value')).status).toBe(400);
  expect((await rep.get('/deals/board?groupBy=stage')).status).toBe(200);
});

test('a rule that looks at a hidden field binds without telling of it', async () => {
  await add({ seenBy: ['manager'] });
  await ada.patch('/fields/deal.description', { requiredWhen: { margin: { eq: 'low' } } });
  expect((await rep.get('/catalog')).raw.toString()).not.toContain('margin');
  const id = (
    await ada.post('/deals', { name: 'A', margin: 'low', description: 'x', owner: eva.id })
  ).body.data.id;
  const refused = await rep.patch(`/deals/${id}`, { description: null });
  expect(refused.body.errors).toMatchObject([{ field: 'description', code: 'required' }]);
});
