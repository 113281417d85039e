import { expect, test } from 'vitest';
import { endImporting } from '#test/importing.ts';
import { type Limited, limited } from '#test/limited.ts';

endImporting();

/** Ana may move what is qualified to the talks and nowhere else, and put nothing into a proposal. */
async function held(): Promise<Limited & { id: (stage: string) => string }> {
  const made = await limited();
  const id = (stage: string) => made.stages[stage] ?? '';
  await made.have(
    await made.makeRole({
      stages: {
        [id('Qualified')]: { to: [id('Negotiations started')] },
        [id('Proposal made')]: { create: false },
      },
    }),
  );
  return { ...made, id };
}

const refusedTo = (stages: string) => ({
  status: 403,
  code: 'forbidden',
  reason: 'stage',
  errors: [{ field: 'stage', code: 'stage_move', values: { from: 'Qualified', stages } }],
});

test('a deal goes where the role lets it go; elsewhere it stays, and the refusal names where it may go', async () => {
  const { boss, ana, id, makeDeal } = await held();
  const deal = await makeDeal('Pumps', 'Qualified');
  const refused = await ana.patch(`/deals/${deal}`, { stage: id('Contact made') });
  expect(refused.body).toMatchObject(refusedTo('Negotiations started'));
  expect(refused.body.details.to).toEqual([id('Negotiations started')]);
  expect((await ana.patch(`/deals/${deal}`, { rating: 4 })).status).toBe(200);
  expect((await ana.patch(`/deals/${deal}`, { stage: id('Negotiations started') })).status).toBe(
    200,
  );
  expect((await ana.patch(`/deals/${deal}`, { stage: id('Contact made') })).status).toBe(200);
  const closed = await ana.patch(`/deals/${deal}`, { stage: id('Proposal made') });
  expect(closed.body.errors).toMatchObject([
    { code: 'stage_closed', values: { to: 'Proposal made' } },
  ]);
  expect((await boss.patch(`/deals/${deal}`, { stage: id('Proposal made') })).status).toBe(200);
});

test('winning, losing, opening again and another pipeline are moves as well', async () => {
  const { boss, ana, id, pipelines, makeDeal, makeRole, have } = await held();
  const deal = await makeDeal('Pumps', 'Qualified');
  const reason = (await boss.get('/lost-reasons')).body.data[0].id;
  expect((await ana.post(`/deals/${deal}/win`)).body).toMatchObject(
    refusedTo('Negotiations started'),
  );
  expect((await ana.post(`/deals/${deal}/lose`, { reason, stage: id('Lost') })).body).toMatchObject(
    refusedTo('Negotiations started'),
  );
  const elsewhere = await ana.patch(`/deals/${deal}`, { pipeline: pipelines.wholesale });
  expect(elsewhere.body).toMatchObject(refusedTo('Negotiations started'));
  await boss.post(`/deals/${deal}/win`);
  await have(await makeRole({ stages: { [id('Won')]: { to: [] } } }));
  const nowhere = await ana.post(`/deals/${deal}/reopen`);
  expect(nowhere.body.errors).toMatchObject([{ field: 'stage', code: 'stage_none' }]);
  expect((await boss.get(`/deals/${deal}`)).body.data.status).toBe('won');
});

test('a bulk edit moves what may be moved, and names the others with the reason', async () => {
  const { boss, ana, id, makeDeal } = await held();
  const stays = await makeDeal('Stays', 'Qualified');
  const goes = await makeDeal('Goes', 'Contact made');
  const set = { stage: id('Demo scheduled') };
  const { status, body } = await ana.post('/deals/batch', { ids: [stays, goes], set });
  expect(status).toBe(200);
  expect(body.data).toMatchObject({
    counts: { updated: 1, refused: 1 },
    refused: [{ id: stays, title: 'Stays', error: { code: 'stage_move' } }],
  });
  expect((await boss.get(`/deals/${stays}`)).body.data.stage).toBe(id('Qualified'));
  expect((await boss.get(`/deals/${goes}`)).body.data.stage).toBe(id('Demo scheduled'));
  const all = await ana.post('/deals/batch', { where: {}, set: { stage: id('Contact made') } });
  expect(all.body.data.counts).toMatchObject({ updated: 1, refused: 1 });
});

test('plug §21, 6: of many given to somebody else, those done are done and the refused are named', async () => {
  const { boss, ana, makeRole, have, makeDeal } = await limited();
  const mine = await makeDeal('Mine', 'Qualified', { owner: ana.id });
  const theirs = await makeDeal('Theirs', 'Qualified');
  await have(await makeRole(null, { update: 'own', delete: 'own' }));
  const { body } = await ana.post('/deals/batch', { ids: [mine, theirs], set: { rating: 5 } });
  expect(body.data).toMatchObject({
    counts: { updated: 1, refused: 1 },
    refused: [{ id: theirs, title: 'Theirs', error: { code: 'not_yours' } }],
  });
  expect((await boss.get(`/deals/${mine}`)).body.data.rating).toBe(5);
  const gone = await ana.post('/deals/batch', { ids: [mine, theirs], delete: true });
  expect(gone.body.data.counts).toMatchObject({ deleted: 1, refused: 1 });
  expect((await boss.get('/deals')).body.data).toMatchObject([{ id: theirs }]);
});

test('in the background the same: what was refused is named in the result', async () => {
  const { ana, id, makeDeal } = await held();
  await makeDeal('Stays', 'Qualified');
  await makeDeal('Goes', 'Contact made');
  const started = await ana.post('/deals/bulk', {
    where: {},
    set: { stage: id('Demo scheduled') },
  });
  const work = `/work/${started.body.data.id}`;
  await expect
    .poll(async () => (await ana.get(work)).body.data.status, { timeout: 30_000 })
    .toBe('done');
  expect((await ana.get(work)).body.data.result).toMatchObject({
    ...{ updated: 1, refused: 1, kept: [{ title: 'Stays', error: { code: 'stage_move' } }] },
  });
});

test('no deal is made where none may be put, by hand or by import, and the import names the row', async () => {
  const { ana, id, run, makeDeal, boss } = await held();
  const refused = await ana.post('/deals', { name: 'New', stage: id('Proposal made') });
  expect(refused.body).toMatchObject({
    status: 403,
    errors: [{ field: 'stage', code: 'stage_closed', values: { to: 'Proposal made' } }],
  });
  expect(refused.body.errors[0].values.stages).toContain('Qualified');
  await makeDeal('Old', 'Qualified', { externalId: 'X1' });
  const file = {
    name: 'deals.csv',
    text: 'Name,Stage,External ID\nOne,Contact made,A\nTwo,Proposal made,B\nOld,Demo scheduled,X1\n',
  };
  const done = await run(file, { options: { duplicates: 'update' } }, ana);
  expect(done.result).toMatchObject({ made: 1, changed: 0, refused: 2 });
  const refusedRows = (await ana.get(`/imports/${done.id}/refused`)).raw.toString();
  expect(refusedRows).toContain('Two,Proposal made');
  expect(refusedRows).toContain('You may not put anything into “Proposal made”.');
  expect(refusedRows).toContain('From “Qualified” you may move this only to Negotiations started.');
  const deals: { name: string }[] = (await boss.get('/deals?sort=name')).body.data;
  expect(deals.map((one) => one.name)).toEqual(['Old', 'One']);
});

test('undo does not bring a deal back where it may not go, says why, and takes the rest back', async () => {
  const { boss, ana, id, makeDeal } = await held();
  const [one, two] = [await makeDeal('One', 'Contact made'), await makeDeal('Two', 'Contact made')];
  const { body } = await boss.post('/deals/batch', {
    update: [
      { id: one, stage: id('Qualified') },
      { id: two, rating: 5 },
    ],
  });
  const undone = await ana.post(`/changes/${body.data.batch}/undo`);
  expect(undone.body.data).toMatchObject({
    counts: { undone: 1, refused: 1 },
    refused: [{ id: one, title: 'One', error: { code: 'stage_move' } }],
  });
  expect((await boss.get(`/deals/${one}`)).body.data.stage).toBe(id('Qualified'));
  expect((await boss.get(`/deals/${two}`)).body.data.rating).toBeNull();
});

test('a deal may be handed on to a stage that one does not see; it is gone from sight, and nothing is lost', async () => {
  const { boss, ana, stages, makeRole, have, makeDeal } = await limited();
  const delivery = stages['Negotiations started'] ?? '';
  await have(await makeRole({ stages: { [delivery]: { read: 'none' } } }));
  const deal = await makeDeal('Pumps', 'Qualified');
  const moved = await ana.patch(`/deals/${deal}`, { stage: delivery });
  expect([moved.status, moved.body.data]).toEqual([200, { id: deal }]);
  expect((await ana.get(`/deals/${deal}`)).status).toBe(404);
  expect((await boss.get(`/deals/${deal}`)).body.data.stage).toBe(delivery);
});

test('limits name stages that exist; those deleted since are left out when the role is saved again', async () => {
  const { boss, ana, stages, pipelines, makeRole, have } = await limited();
  const refused = async (deal: object) =>
    (await boss.post('/roles', { name: 'Odd', objects: {}, limits: { deal } })).body.errors;
  const nobody = '0199a000-0000-7000-8000-00000000000a';
  for (const limits of [
    { stages: { [nobody]: { read: 'none' } } },
    { pipelines: { [stages['Qualified'] ?? '']: { read: 'none' } } },
    { stages: { [stages['Qualified'] ?? '']: { to: [nobody] } } },
    { stages: { [stages['Qualified'] ?? '']: { bulk: false } } },
  ])
    expect(await refused(limits)).toMatchObject([{ field: 'limits', code: 'unknown_right' }]);

  const gone = stages['Demo scheduled'] ?? '';
  const kept = stages['Contact made'] ?? '';
  const limits = { stages: { [gone]: { read: 'none' }, [kept]: { to: [gone, kept] } } };
  const role = await makeRole(limits);
  await have(role);
  expect((await boss.delete(`/stages/${gone}`)).status).toBe(200);
  expect((await ana.get('/deals')).status).toBe(200);
  const stored = (await boss.get(`/roles/${role}`)).body.data.limits;
  const more = { ...stored.deal, pipelines: { [pipelines.wholesale]: { read: 'own' } } };
  expect((await boss.patch(`/roles/${role}`, { limits: { deal: more } })).status).toBe(200);
  expect((await boss.get(`/roles/${role}`)).body.data.limits).toEqual({
    deal: {
      pipelines: { [pipelines.wholesale]: { read: 'own' } },
      stages: { [kept]: { to: [kept] } },
    },
  });
});
