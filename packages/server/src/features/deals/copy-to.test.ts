import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;
let delivery: string;
let first: string;
let second: string;

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  const made = await ada.post('/pipelines/from-template', {
    template: 'afterSales',
    name: 'Delivery',
  });
  delivery = made.body.data.id;
  const stages = await ada.get(`/stages?sort=position&filter={"pipeline":{"eq":"${delivery}"}}`);
  [first = '', second = ''] = stages.body.data.map(({ id }: { id: string }) => id);
});

const read = async (id: string) => (await ada.get(`/deals/${id}`)).body.data;
const make = async (values: object): Promise<string> =>
  (await ada.post('/deals', { name: 'Roof', ...values })).body.data.id;

test('a deal that was won goes on as a copy in another pipeline, and stays where it is itself (§5.5)', async () => {
  const { id: person } = (await ada.post('/people', { lastName: 'Rossi' })).body.data;
  const value = { amount: '900.00', currency: 'EUR' };
  const won = await make({
    value,
    people: [person],
    externalId: 'erp-1',
    coworkers: [firm.admin.id],
  });
  await ada.post(`/deals/${won}/win`);
  const { status, body } = await ada.post(`/deals/${won}/copyTo`, { pipeline: delivery });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({ data: { id: won, status: 'won' }, became: { object: 'deal' } });
  expect(await read(body.became.id)).toMatchObject({
    ...{ name: 'Roof', value, people: [person], coworkers: [firm.admin.id], copyOf: won },
    ...{ pipeline: delivery, stage: first, status: 'open', closedOn: null, externalId: null },
  });
  const related = (await ada.get(`/deals/${won}/related`)).body.data;
  expect(related.find(({ name }: { name: string }) => name === 'copies')).toMatchObject({
    count: 1,
  });
  await ada.post(`/changes/${body.batch}/undo`);
  expect((await ada.get(`/deals/${body.became.id}`)).status).toBe(404);
});

test('the stage may be named: an open one of that pipeline', async () => {
  const id = await make({});
  const copy = await ada.post(`/deals/${id}/copyTo`, { pipeline: delivery, stage: second });
  expect((await read(copy.body.became.id)).stage).toBe(second);
  const stage = (await read(id)).stage;
  const other = await ada.post(`/deals/${id}/copyTo`, { pipeline: delivery, stage });
  expect(other.status).toBe(422);
});

test('T13 a copy tells nothing that whoever made it does not see; who may make no deals copies none', async () => {
  const id = await make({ value: { amount: '900.00', currency: 'EUR' } });
  await ada.patch('/fields/deal.value', { seenBy: [firm.admin.id] });
  const rep = await outside.as(await firm.makeUser());
  const copy = await rep.post(`/deals/${id}/copyTo`, { pipeline: delivery });
  expect(copy.status, JSON.stringify(copy.body)).toBe(200);
  expect((await read(copy.body.became.id)).value).toBeNull();
  const viewer = await outside.as(await firm.makeUser({ role: 'viewer' }));
  expect((await viewer.post(`/deals/${id}/copyTo`, { pipeline: delivery })).status).toBe(403);
});

test('that deals go to another stage or pipeline is said apart from what else changes of them', async () => {
  const ids = [await make({}), await make({}), await make({})];
  const stages = (await ada.get('/stages?sort=position')).body.data;
  const from = (await read(ids[0] ?? '')).stage;
  const { pipeline, id: next } = stages.find(
    (one: { id: string; pipeline: string; means: string }) =>
      one.id !== from && one.pipeline !== delivery && one.means === 'open',
  );
  await ada.patch(`/deals/${ids[0]}`, { stage: next, rating: 3 });
  await ada.post('/deals/batch', { ids: ids.slice(1), set: { pipeline: delivery } });
  await ada.patch(`/deals/${ids[0]}`, { rating: 4 });
  const { rows } = await firm.engine.database.query(
    `select type, record_ids as ids, data from event
     where workspace_id = $1 and type like 'deal.%Changed' order by at, id`,
    [firm.workspaceId],
  );
  expect(rows).toEqual([
    {
      ...{ type: 'deal.stageChanged', ids: [ids[0]] },
      data: { from: { pipeline, stage: from }, to: { pipeline, stage: next } },
    },
    {
      ...{ type: 'deal.pipelineChanged', ids: ids.slice(1) },
      data: { from: { pipeline, stage: from }, to: { pipeline: delivery, stage: first } },
    },
  ]);
});

test('whoever may not give deals away copies those of others for themselves', async () => {
  const seller = await firm.makeUser({ role: 'salesperson' });
  const rep = await outside.as(seller);
  await ada.patch('/workspace', { ownerChange: 'administrators' });
  const id = await make({ owner: firm.admin.id });
  const { status, body } = await rep.post(`/deals/${id}/copyTo`, { pipeline: delivery });
  expect(status, JSON.stringify(body)).toBe(200);
  expect((await read(body.became.id)).owner).toBe(seller.id);
  expect((await read(id)).owner).toBe(firm.admin.id);
});
