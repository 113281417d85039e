import { expect, test } from 'vitest';
import { endImporting } from '#test/importing.ts';
import { limited } from '#test/limited.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

endImporting();

test('deals go to another pipeline together, each to the stage that stands for its own; one undo brings them back', async () => {
  const { boss, stages, pipelines, makeDeal } = await limited();
  const early = await makeDeal('Early', 'Qualified');
  const late = await makeDeal('Late', 'Negotiations started');
  const there = await makeDeal('There', 'Wholesale: Asked');
  const id = (name: string) => stages[name] ?? '';
  const replace = {
    stage: {
      [id('Qualified')]: id('Wholesale: Asked'),
      [id('Negotiations started')]: id('Wholesale: Offered'),
    },
  };
  const { status, body } = await boss.post('/deals/batch', { ids: [early, late, there], replace });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.data.counts).toMatchObject({ updated: 2, refused: 0 });
  const read = async (deal: string) => (await boss.get(`/deals/${deal}`)).body.data;
  expect(await read(early)).toMatchObject({
    pipeline: pipelines.wholesale,
    stage: id('Wholesale: Asked'),
  });
  expect((await read(late)).stage).toBe(id('Wholesale: Offered'));
  await boss.post(`/changes/${body.data.batch}/undo`);
  expect(await read(late)).toMatchObject({
    pipeline: pipelines.sales,
    stage: id('Negotiations started'),
  });
  const nonsense = { stage: { [id('Qualified')]: 'nowhere' } };
  expect((await boss.post('/deals/batch', { ids: [early], replace: nonsense })).status).toBe(422);
});

test('a mapping takes along what the role lets go, and names the others', async () => {
  const { boss, ana, stages, makeRole, have, makeDeal } = await limited();
  const id = (name: string) => stages[name] ?? '';
  const stays = await makeDeal('Stays', 'Qualified');
  const goes = await makeDeal('Goes', 'Contact made');
  await have(await makeRole({ stages: { [id('Qualified')]: { to: [id('Contact made')] } } }));
  const to = id('Wholesale: Asked');
  const replace = { stage: { [id('Qualified')]: to, [id('Contact made')]: to } };
  const { body } = await ana.post('/deals/batch', { where: {}, replace });
  expect(body.data).toMatchObject({
    counts: { updated: 1, refused: 1 },
    refused: [{ id: stays, error: { code: 'stage_move' } }],
  });
  expect((await boss.get(`/deals/${goes}`)).body.data.stage).toBe(to);
});

test('many deals are lost for one reason at once; those that are closed stay, and one undo opens them again', async () => {
  const { boss, makeDeal } = await limited();
  const lost = [await makeDeal('One', 'Qualified'), await makeDeal('Two', 'Wholesale: Asked')];
  const won = await makeDeal('Won', 'Qualified');
  await boss.post(`/deals/${won}/win`);
  const [reason] = (await boss.get('/lost-reasons')).body.data;
  const act = { action: 'lose', input: { reason: reason.id, note: 'they went out of business' } };
  const { body } = await boss.post('/deals/batch', { ids: [...lost, won], act });
  expect(body.data).toMatchObject({
    counts: { updated: 2, refused: 1 },
    refused: [{ id: won, title: 'Won', error: { code: 'not_available' } }],
  });
  for (const id of lost)
    expect((await boss.get(`/deals/${id}`)).body.data).toMatchObject({
      status: 'lost',
      lostReason: reason.id,
      lostNote: 'they went out of business',
    });
  await boss.post(`/changes/${body.data.batch}/undo`);
  expect((await boss.get(`/deals/${lost[0]}`)).body.data.status).toBe('open');
  const without = await boss.post('/deals/batch', { ids: lost, act: { action: 'lose' } });
  expect(without.body.errors).toMatchObject([{ field: 'reason', code: 'required' }]);
});

test('many deals are won at once; what some of them lack for it is said once, and filled in with it', async () => {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const boss = await outside.as(firm.admin);
  const ana = await outside.as(await firm.makeUser());
  const make = async (more = {}): Promise<string> =>
    (await ana.post('/deals', { name: 'Roof', ...more })).body.data.id;
  const [one, two, full] = [await make(), await make(), await make({ source: 'campaign' })];
  await boss.patch('/fields/deal.source', { requiredWhen: { status: { eq: 'won' } } });
  const act = { action: 'win' };
  const ids = [one, two, full];
  const refused = await ana.post('/deals/batch', { ids, act });
  expect(refused.body.errors, JSON.stringify(refused.body)).toMatchObject([
    { field: 'source', code: 'required_many', values: { count: 2 } },
  ]);
  const fill = { source: 'website' };
  const { body } = await ana.post('/deals/batch', { ids, act, fill });
  expect(body.data.counts, JSON.stringify(body)).toMatchObject({ updated: 3, refused: 0 });
  const read = async (id: string) => (await boss.get(`/deals/${id}`)).body.data;
  expect(await read(one)).toMatchObject({ status: 'won', source: 'website' });
  expect(await read(full)).toMatchObject({ status: 'won', source: 'campaign' });
  const tooMany = Array.from({ length: 1001 }, () => one);
  expect((await ana.post('/deals/batch', { ids: tooMany, act })).status).toBe(413);
});
