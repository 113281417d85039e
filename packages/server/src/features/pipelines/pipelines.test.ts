import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

interface Stage {
  id: string;
  name: string;
  means: string;
  position: number;
  pipeline: string;
}

let firm: TestWorkspace;
let ada: Caller;
let outside: Awaited<ReturnType<typeof openOutside>>;

async function open() {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
}

const stagesOf = async (pipeline: string): Promise<Stage[]> => {
  const filter = encodeURIComponent(JSON.stringify({ pipeline: { eq: pipeline } }));
  return (await ada.get(`/stages?filter=${filter}&sort=position`)).body.data;
};
const namesOf = async (pipeline: string) => (await stagesOf(pipeline)).map((one) => one.name);
const make = async (template = 'inbound', name = 'Second') =>
  (await ada.post('/pipelines/from-template', { template, name })).body as {
    data: { id: string };
    batch: string;
  };
const stage = async (pipeline: string, name: string) =>
  (await stagesOf(pipeline)).find((one) => one.name === name)?.id ?? '';
const deal = async (values: object) => (await ada.post('/deals', values)).body.data.id as string;
const dealAt = async (id: string) => (await ada.get(`/deals/${id}`)).body.data;

describe('a pipeline', () => {
  beforeEach(open);

  test('begins with a template in the words of the workspace, behind the others, and is undone with its stages', async () => {
    const { data, batch } = await make();
    expect(data).toMatchObject({ name: 'Second', position: 1, isDefault: false });
    expect((await stagesOf(data.id)).map(({ name, means }) => [name, means])).toEqual([
      ['No contact yet', 'open'],
      ['Contact made', 'open'],
      ['Interest identified', 'open'],
      ['Presentation', 'open'],
      ['Proposal sent', 'open'],
      ['Won', 'won'],
      ['Lost', 'lost'],
    ]);
    for (const template of ['sales', 'documents', 'afterSales', 'realEstate', 'recruiting'])
      expect(
        (await ada.post('/pipelines/from-template', { template, name: `T ${template}` })).status,
      ).toBe(201);
    expect((await ada.post(`/changes/${batch}/undo`)).body.data.counts.undone).toBe(8);
    expect((await ada.get(`/pipelines/${data.id}`)).status).toBe(404);
    const rep = await outside.as(await firm.makeUser());
    const body = { template: 'sales', name: 'Mine' };
    expect((await rep.post('/pipelines/from-template', body)).status).toBe(403);
  });

  test('is copied with all that its stages say', async () => {
    const { data } = await make();
    const [first] = await stagesOf(data.id);
    await ada.patch(`/stages/${first?.id}`, { help: 'Call within a day', rotAfterDays: 3 });
    const copied = await ada.post(`/pipelines/${data.id}/copy`, { name: 'Third' });
    expect(copied.status).toBe(201);
    expect(await namesOf(copied.body.data.id)).toEqual(await namesOf(data.id));
    expect((await stagesOf(copied.body.data.id))[0]).toMatchObject({
      help: 'Call within a day',
      rotAfterDays: 3,
    });
  });

  test('goes with its stages, and its deals come to the chosen stages of another one; undoing brings all back', async () => {
    const { data: old } = await make();
    const { data: next } = await make('sales', 'Next');
    const running = await deal({ name: 'A', stage: await stage(old.id, 'Presentation') });
    const won = await deal({ name: 'B', stage: await stage(old.id, 'Won') });
    await ada.post('/views', {
      object: 'deal',
      name: 'Presented',
      filter: { stage: { in: [await stage(old.id, 'Presentation')] } },
    });
    expect((await ada.get(`/pipelines/${old.id}/usage`)).body.data).toEqual([
      { object: 'deal', count: 2 },
    ]);
    const refused = await ada.post(`/pipelines/${old.id}/replace`, {});
    expect(refused.body.errors).toMatchObject([{ field: 'with', code: 'replacement_needed' }]);
    const target = await stage(next.id, 'Demo scheduled');
    const before = await stage(old.id, 'Presentation');
    const gone = await ada.post(`/pipelines/${old.id}/replace`, {
      with: next.id,
      stages: { [before]: target },
    });
    expect(gone.status).toBe(200);
    expect(await dealAt(running)).toMatchObject({
      pipeline: next.id,
      stage: target,
      status: 'open',
    });
    expect(await dealAt(won)).toMatchObject({
      pipeline: next.id,
      stage: await stage(next.id, 'Won'),
      status: 'won',
    });
    expect((await ada.get(`/pipelines/${old.id}`)).status).toBe(404);
    const view = async () =>
      (await ada.get('/views?filter={"name":{"eq":"Presented"}}')).body.data[0];
    expect((await view()).filter).toEqual({ stage: { in: [target] } });
    await ada.post(`/changes/${gone.body.data.batch}/undo`);
    expect(await dealAt(running)).toMatchObject({ pipeline: old.id, stage: before });
    expect(await stagesOf(old.id)).toHaveLength(7);
    expect((await view()).filter).toEqual({ stage: { in: [before] } });
  });

  test('stays while it is the default one, or deals of it are in the recycle bin', async () => {
    const [standard] = (await ada.get('/pipelines')).body.data;
    const { data } = await make();
    expect(
      (await ada.post(`/pipelines/${standard.id}/replace`, { with: data.id })).body,
    ).toMatchObject({ code: 'conflict', reason: 'default_pipeline' });
    const id = await deal({ name: 'A', stage: await stage(data.id, 'Presentation') });
    await ada.delete(`/deals/${id}`);
    expect(
      (await ada.post(`/pipelines/${data.id}/replace`, { with: standard.id })).body,
    ).toMatchObject({ code: 'conflict', reason: 'in_recycle_bin' });
    expect(await stagesOf(data.id)).toHaveLength(7);
  });
});

describe('a stage', () => {
  let pipeline: string;
  beforeAll(open);
  beforeEach(async () => {
    pipeline = (await make('inbound', `P ${Math.random()}`)).data.id;
  });

  test('remembers what it was called when it was made, and may have a short name (§5.3)', async () => {
    const id = await stage(pipeline, 'Contact made');
    const values = { name: 'Spoken to', nickname: 'SPK', initialName: 'Mine' };
    expect((await ada.patch(`/stages/${id}`, values)).status).toBe(422);
    await ada.patch(`/stages/${id}`, { name: 'Spoken to', nickname: 'SPK' });
    expect((await ada.get(`/stages/${id}`)).body.data).toMatchObject({
      name: 'Spoken to',
      nickname: 'SPK',
      initialName: 'Contact made',
    });
    expect((await ada.patch(`/stages/${id}`, { nickname: 'Long' })).status).toBe(422);
  });

  test('that begins a pipeline, is won or the first lost one cannot be deleted, the others can', async () => {
    for (const name of ['No contact yet', 'Won', 'Lost'])
      expect((await ada.delete(`/stages/${await stage(pipeline, name)}`)).body, name).toMatchObject(
        {
          code: 'conflict',
          reason: 'stage_needed',
        },
      );
    const all = (await stagesOf(pipeline)).map((one) => one.id);
    expect((await ada.post('/stages/batch', { delete: all.slice(0, 3) })).status).toBe(409);
    expect((await ada.delete(`/stages/${await stage(pipeline, 'Presentation')}`)).status).toBe(200);
    await ada.post('/stages', { pipeline, name: 'Apology', means: 'lost', position: 9 });
    expect((await ada.delete(`/stages/${await stage(pipeline, 'Apology')}`)).status).toBe(200);
  });

  test('with deals goes once it is said where they go, as they are, also those in the recycle bin', async () => {
    const [from, to] = [
      await stage(pipeline, 'Presentation'),
      await stage(pipeline, 'Proposal sent'),
    ];
    const id = await deal({ name: 'A', stage: from });
    const binned = await deal({ name: 'B', stage: from });
    await ada.delete(`/deals/${binned}`);
    const { stageSince } = await dealAt(id);
    await ada.post('/fields', {
      object: 'deal',
      name: 'budget',
      kind: 'integer',
      label: { en: 'Budget' },
      requiredFrom: { stage: [from] },
    });
    expect((await ada.delete(`/stages/${from}`)).body).toMatchObject({ reason: 'in_use' });
    const won = await stage(pipeline, 'Won');
    expect((await ada.post(`/stages/${from}/replace`, { with: won })).body).toMatchObject({
      reason: 'stage_means',
    });
    firm.clock.pass(86_400);
    const gone = await ada.post(`/stages/${from}/replace`, { with: to });
    expect(gone.status).toBe(200);
    expect(await dealAt(id)).toMatchObject({ stage: to, stageSince, status: 'open' });
    expect((await ada.get('/fields')).body.data[0].requiredFrom.stage).toEqual([to]);
    await ada.post(`/deals/${binned}/restore`);
    expect(await dealAt(binned)).toMatchObject({ stage: to });
    await ada.post(`/changes/${gone.body.data.batch}/undo`);
    expect(await dealAt(id)).toMatchObject({ stage: from, stageSince });
    expect((await ada.get('/fields')).body.data[0].requiredFrom.stage).toEqual([from]);
    await ada.delete('/fields/deal.budget');
  });

  test('stands among those that mean the same, whatever position it is given', async () => {
    await ada.post('/stages', { pipeline, name: 'Late', means: 'open', position: 50 });
    expect((await namesOf(pipeline)).slice(-3)).toEqual(['Late', 'Won', 'Lost']);
    await ada.patch(`/stages/${await stage(pipeline, 'Lost')}`, { position: 0 });
    expect((await namesOf(pipeline)).slice(-3)).toEqual(['Late', 'Won', 'Lost']);
  });

  test('is moved among the others in one change of them all, which is undone', async () => {
    const before = await stagesOf(pipeline);
    const [first, second, ...rest] = before.map((one) => one.id);
    const update = [second, first, ...rest].map((id, position) => ({ id, position }));
    const done = await ada.post('/stages/batch', { update });
    expect(done.body.data.counts).toMatchObject({ updated: 2 });
    expect((await stagesOf(pipeline)).map((one) => one.id)).toEqual([second, first, ...rest]);
    await ada.post(`/changes/${done.body.data.batch}/undo`);
    expect(await stagesOf(pipeline)).toMatchObject(
      before.map(({ id, position }) => ({ id, position })),
    );
  });

  test('is the only one that means won, stays in its pipeline, and means the same while deals are in it', async () => {
    const second = await ada.post('/stages', { pipeline, name: 'Won too', means: 'won' });
    expect(second.body.errors).toMatchObject([{ field: 'means', code: 'one_won' }]);
    const moved = await ada.patch(`/stages/${await stage(pipeline, 'Presentation')}`, {
      pipeline: (await make('sales', `Q ${Math.random()}`)).data.id,
    });
    expect(moved.body.errors).toMatchObject([{ field: 'pipeline', code: 'stage_stays' }]);
    const id = await stage(pipeline, 'Presentation');
    await deal({ name: 'A', stage: id });
    expect((await ada.patch(`/stages/${id}`, { means: 'lost' })).body).toMatchObject({
      reason: 'stage_filled',
    });
    const only = await stage(pipeline, 'Lost');
    expect((await ada.patch(`/stages/${only}`, { means: 'open' })).body).toMatchObject({
      reason: 'stage_needed',
    });
    const free = await stage(pipeline, 'Proposal sent');
    expect((await ada.patch(`/stages/${free}`, { means: 'lost' })).status).toBe(200);
  });
});
