import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;
let rep: Caller;
let id: string;

beforeEach(async () => {
  firm = await workspace();
  firm.clock.set('2026-11-20T09:00:00Z');
  const outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  rep = await outside.as(await firm.makeUser());
  id = (await rep.post('/deals', { name: 'Roof' })).body.data.id;
});

const errorsOf = ({ body }: { body: { errors?: { field: string; code: string }[] } }) =>
  body.errors?.map(({ field, code }) => `${field} ${code}`);

test('the day on which a deal was won is put right by whoever may edit it, and undone', async () => {
  expect(errorsOf(await rep.patch(`/deals/${id}`, { closedOn: '2026-11-01' }))).toEqual([
    'closedOn read_only_now',
  ]);
  await rep.post(`/deals/${id}/win`);
  const put = await rep.patch(`/deals/${id}`, { closedOn: '2026-11-01' });
  expect(put.body.data).toMatchObject({ status: 'won', closedOn: '2026-11-01' });
  expect(errorsOf(await rep.patch(`/deals/${id}`, { closedOn: null }))).toEqual([
    'closedOn required',
  ]);
  await rep.post(`/changes/${put.body.batch}/undo`);
  expect((await rep.get(`/deals/${id}`)).body.data.closedOn).toBe('2026-11-20');
  await rep.post(`/deals/${id}/reopen`);
  expect((await rep.get(`/deals/${id}`)).body.data.closedOn).toBeNull();
});

test('a workspace may keep the day to itself, as any other field', async () => {
  await ada.patch('/fields/deal.closedOn', { readOnlyWhen: { status: { ne: 'open' } } });
  await rep.post(`/deals/${id}/win`);
  expect(errorsOf(await rep.patch(`/deals/${id}`, { closedOn: '2026-11-01' }))).toEqual([
    'closedOn read_only_now',
  ]);
});

test('why a deal was lost is one of the list, or one’s own words where the workspace takes them', async () => {
  const own = { otherReason: 'Their yard burned down' };
  expect((await rep.post(`/deals/${id}/lose`, own)).status).toBe(400);
  const inputs = async () =>
    Object.keys(
      (await rep.get('/catalog')).body.data.objects.find(
        ({ name }: { name: string }) => name === 'deal',
      ).actions.lose.input,
    );
  expect(await inputs()).not.toContain('otherReason');
  await ada.patch('/workspace', { freeLostReasons: true });
  expect(await inputs()).toContain('otherReason');
  expect(errorsOf(await rep.post(`/deals/${id}/lose`, {}))).toEqual(['reason required']);
  const lost = await rep.post(`/deals/${id}/lose`, own);
  expect(lost.body.data, JSON.stringify(lost.body)).toMatchObject({
    status: 'lost',
    lostReason: null,
    otherLostReason: 'Their yard burned down',
  });
  await rep.post(`/deals/${id}/reopen`);
  expect((await rep.get(`/deals/${id}`)).body.data.otherLostReason).toBeNull();
  await ada.patch('/workspace', { freeLostReasons: false });
  const stages = (await rep.get('/stages')).body.data;
  const stage = stages.find(({ means }: { means: string }) => means === 'lost').id;
  const moved = await rep.patch(`/deals/${id}`, { stage, otherLostReason: 'Whatever' });
  expect(errorsOf(moved)).toEqual(['otherLostReason reason_of_list']);
});
