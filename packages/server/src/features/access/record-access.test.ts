import { expect, test } from 'vitest';
import { addAccessRoutes } from './index.ts';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';

/** Two salespeople, a manager and an administrator. */
async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, addAccessRoutes);
  const people = await Promise.all(
    ['Ana', 'Ben', 'Mia'].map((name) =>
      firm.makeUser({ name, role: name === 'Mia' ? 'manager' : 'salesperson' }),
    ),
  );
  const [ana, ben, mia] = people.map((one) => ({ ...door.as(one), id: one.id }));
  if (!ana || !ben || !mia) throw new Error('three people were made');
  return { firm, door, boss: { ...door.as(firm.admin), id: firm.admin.id }, ana, ben, mia };
}
type Caller = Awaited<ReturnType<typeof open>>['ana'];

const make = async (who: Caller, more: object): Promise<string> =>
  (await who.post('/deals', { name: 'Quiet deal', ...more })).body.data.id;

/** Every way in which somebody could notice a deal and what hangs on it. */
async function traces(who: Caller, deal: string): Promise<Record<string, unknown>> {
  const count = async (path: string) => (await who.get(path)).body.data.length as number;
  const about = encodeURIComponent(JSON.stringify({ about: { hasAny: [deal] } }));
  const [totals] = (await who.get('/deals/aggregate?measures=count')).body.data;
  const board = (await who.get('/deals/board?groupBy=stage')).body.data as { count: number }[];
  return {
    record: (await who.get(`/deals/${deal}`)).status,
    history: (await who.get(`/deals/${deal}/history`)).status,
    timeline: (await who.get(`/deals/${deal}/timeline`)).status,
    list: await count('/deals'),
    search: await count('/search?q=Quiet'),
    word: await count('/deals?q=quiet'),
    totals: totals.count,
    board: board.reduce((sum, column) => sum + column.count, 0),
    notes: await count('/notes'),
    notesAbout: await count(`/notes?filter=${about}`),
    activities: await count('/activities'),
    found: await count('/search?q=Murmur'),
  };
}
const everything = {
  ...{ record: 200, history: 200, timeline: 200, list: 1, search: 1, word: 1, totals: 1, board: 1 },
  ...{ notes: 1, notesAbout: 1, activities: 1, found: 1 },
};
const nothing = {
  ...{ record: 404, history: 404, timeline: 404, list: 0, search: 0, word: 0, totals: 0, board: 0 },
  ...{ notes: 0, notesAbout: 0, activities: 0, found: 0 },
};

async function withSurroundings(who: Caller, deal: string): Promise<void> {
  const about = [{ object: 'deal', id: deal }];
  await who.post('/notes', { body: 'They will not pay more', about });
  await who.post('/activities', { subject: 'Murmur with the buyer', about });
}

test('a personal deal is found by whoever made it, and by no administrator', async () => {
  const { boss, ana, ben, mia } = await open();
  const deal = await make(ana, { access: 'personal' });
  await withSurroundings(ana, deal);
  expect(await traces(ana, deal)).toEqual(everything);
  for (const other of [ben, mia, boss]) expect(await traces(other, deal)).toEqual(nothing);
  expect((await boss.patch(`/deals/${deal}`, { name: 'Mine' })).status).toBe(404);
  expect((await boss.delete(`/deals/${deal}`)).status).toBe(404);

  await ana.patch(`/deals/${deal}`, { access: 'everyone' });
  expect(await traces(ben, deal)).toEqual(everything);
  const refused = await boss.patch(`/deals/${deal}`, { access: 'personal' });
  expect(refused.body.errors).toMatchObject([{ field: 'access', code: 'personal_maker' }]);
});

test('a restricted deal is for those named, their teams and administrators; they may work on it, and not delete it', async () => {
  const { boss, ana, ben, mia } = await open();
  const deal = await make(ana, { access: 'restricted', accessList: [ben.id] });
  await withSurroundings(ana, deal);
  for (const insider of [ana, ben, boss]) expect(await traces(insider, deal)).toEqual(everything);
  expect(await traces(mia, deal)).toEqual(nothing);

  const { id: team } = (await boss.post('/teams', { name: 'North', members: [mia.id] })).body.data;
  await ana.patch(`/deals/${deal}`, { accessList: [team] });
  expect(await traces(mia, deal)).toEqual(everything);
  expect((await mia.patch(`/deals/${deal}`, { rating: 4 })).status).toBe(200);
  expect((await mia.delete(`/deals/${deal}`)).status).toBe(403);
  expect(await traces(ben, deal)).toEqual(nothing);
  expect((await mia.patch(`/deals/${deal}`, { accessList: [mia.id] })).body.errors).toMatchObject([
    { field: 'access', code: 'access_owner' },
  ]);
});

test('only people and teams that exist are named', async () => {
  const { ana } = await open();
  const answer = await ana.post('/deals', {
    name: 'D',
    access: 'restricted',
    accessList: ['0197a000-0000-7000-8000-000000000000'],
  });
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject([{ field: 'accessList', code: 'audience' }]);
});

test('what belongs to several records is seen by whoever sees one of them, and what belongs to none by all', async () => {
  const { ana, ben } = await open();
  const hidden = await make(ana, { access: 'personal' });
  const visible = await make(ana, { name: 'Open deal' });
  const about = [hidden, visible].map((id) => ({ object: 'deal', id }));
  await ana.post('/notes', { body: 'Of both', about });
  await ana.post('/notes', { body: 'Of the hidden one', about: about.slice(0, 1) });
  await ana.post('/notes', { body: 'Of none' });
  const bodies = async (who: Caller) =>
    (await who.get('/notes?sort=createdAt')).body.data.map((one: { body: string }) => one.body);
  expect(await bodies(ben)).toEqual(['Of both', 'Of none']);
  expect(await bodies(ana)).toHaveLength(3);
});

test('undo gives nobody back what they may not see', async () => {
  const { boss, ana } = await open();
  const { body } = await ana.post('/deals', { name: 'Quiet deal', access: 'personal' });
  const answer = await boss.post(`/changes/${body.batch}/undo`);
  expect(answer.status).toBe(404);
  expect((await ana.get(`/deals/${body.data.id}`)).status).toBe(200);
});

test('why somebody may see or change a deal is said by the rule that decides, and of what one may not see nothing is said', async () => {
  const { boss, ana, ben, mia } = await open();
  const deal = await make(ana, {});
  const why = async (who: Caller, user: Caller, id = deal) =>
    (await who.get(`/access/why?object=deal&id=${id}&user=${user.id}`)).body;
  const rule = (allowed: boolean, reason: string) => ({ allowed, reason });
  expect((await why(boss, ana)).data).toEqual({
    ...{ read: rule(true, 'all'), update: rule(true, 'own'), delete: rule(true, 'own') },
  });
  expect((await why(boss, ben)).data).toEqual({
    ...{ read: rule(true, 'all'), update: rule(false, 'notOwn'), delete: rule(false, 'notOwn') },
  });
  expect((await why(ben, ben)).data.update).toEqual(rule(false, 'notOwn'));
  expect(await why(ben, mia)).toMatchObject({ status: 403, reason: 'administrators_only' });

  await ana.patch(`/deals/${deal}`, { access: 'restricted', accessList: [ben.id] });
  expect((await why(boss, ben)).data).toEqual({
    read: rule(true, 'named'),
    update: rule(true, 'named'),
    delete: rule(false, 'restricted'),
  });
  expect((await why(boss, mia)).data.read).toEqual(rule(false, 'restricted'));
  expect((await why(mia, mia)).status).toBe(404);
  const own = await make(ana, { access: 'personal' });
  expect((await why(boss, ana, own)).status).toBe(404);
  expect((await why(ana, ana, own)).data.delete).toEqual(rule(true, 'maker'));
});

test('whoever gives away a restricted deal may do so, and is asked before where they want to be', async () => {
  const { ana, ben } = await open();
  const deal = await make(ben, { access: 'restricted', owner: ana.id });
  const give = { owner: ben.id };
  const careful = { 'x-losing-access': 'refuse' };
  expect((await ana.patch(`/deals/${deal}`, { rating: 2 }, careful)).status).toBe(200);
  const refused = await ana.patch(`/deals/${deal}`, give, careful);
  expect(refused).toMatchObject({ status: 409, body: { reason: 'losing_access' } });
  expect((await ana.get(`/deals/${deal}`)).body.data.owner).toBe(ana.id);
  const given = await ana.patch(`/deals/${deal}`, give);
  expect(given).toMatchObject({ status: 200, body: { data: { id: deal }, gone: true } });
  expect(Object.keys(given.body.data)).toEqual(['id']);
  expect((await ana.get(`/deals/${deal}`)).status).toBe(404);
  expect((await ben.get(`/deals/${deal}`)).body.data.owner).toBe(ben.id);
});

test('an empty list leaves a restricted deal to whoever made it, its owner and administrators', async () => {
  const { boss, ana, ben, mia } = await open();
  const deal = await make(ana, { access: 'restricted', owner: ben.id });
  for (const insider of [ana, ben, boss])
    expect((await insider.get(`/deals/${deal}`)).status).toBe(200);
  expect((await mia.get(`/deals/${deal}`)).status).toBe(404);
});
