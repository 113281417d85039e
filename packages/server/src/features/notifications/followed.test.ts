import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, eventually, inBackground } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());

/** Ada does things; Rita follows the deal. */
async function open() {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const user = await firm.makeUser({ name: 'Rita Rep' });
  const ada = await outside.as(firm.admin);
  const rita = { ...(await outside.as(user)), id: user.id };
  const make = async (more: object = {}): Promise<string> =>
    (await ada.post('/deals', { name: 'Pumps', followers: [rita.id], ...more })).body.data.id;
  const stages = (await ada.get('/stages')).body.data;
  return { firm, outside, ada, rita, make, stages };
}

const newsOf = async (who: Caller) => (await who.get('/notifications')).body.data;
const told = (who: Caller, count = 1) =>
  eventually(async () => {
    const news = await newsOf(who);
    return news.length >= count && news;
  });
const whats = (news: { values: { what: string } }[]) => news.map(({ values }) => values.what);

test('whoever follows a deal is told where it moved, that it was won, passed on, and what was noted', async () => {
  const { firm, ada, rita, make, stages } = await open();
  const other = await firm.makeUser();
  const id = await make();
  await ada.patch(`/deals/${id}`, { stage: stages[1].id, name: 'Pumps for Turin' });
  const [moved] = await told(rita);
  expect(moved).toMatchObject({
    kind: 'followed',
    object: 'deal',
    record: id,
    title: 'Pumps for Turin',
    by: 'Ada Admin',
    values: { what: 'moved', to: stages[1].title, count: 1 },
  });
  await ada.post(`/deals/${id}/win`);
  await told(rita, 2);
  await ada.post('/notes', { body: 'Champagne', about: [{ object: 'deal', id }] });
  await told(rita, 3);
  await ada.patch(`/deals/${id}`, { owner: other.id });
  expect(whats(await told(rita, 4))).toEqual(['passed', 'note', 'won', 'moved']);
});

test('nobody is told of what they did themselves, nor of other changes; a new owner is told once', async () => {
  const { ada, rita, make, stages } = await open();
  const id = await make();
  await rita.patch(`/deals/${id}`, { stage: stages[1].id });
  await ada.patch(`/deals/${id}`, { rating: 4 });
  await ada.patch(`/deals/${id}`, { owner: rita.id });
  await told(rita);
  await ada.post(`/deals/${id}/win`);
  const news = await told(rita, 2);
  expect(news.map(({ kind }: { kind: string }) => kind)).toEqual(['followed', 'owner']);
});

test('many deals that move at once are one notification; who would rather not is told nothing', async () => {
  const { ada, rita, make, stages } = await open();
  const ids = [await make(), await make(), await make()];
  const set = { stage: stages[2].id };
  await ada.post('/deals/batch', { ids, set });
  const [only] = await told(rita);
  expect(only).toMatchObject({ kind: 'followed', values: { count: 3 } });
  expect(only).not.toHaveProperty('record');
  await rita.patch('/me', { preferences: { muted: ['followed'] } });
  await ada.post('/deals/batch', { ids, set: { stage: stages[1].id } });
  await ada.patch(`/deals/${ids[0]}`, { owner: rita.id });
  await told(rita, 2);
  expect(await newsOf(rita)).toHaveLength(2);
});

test('T13 whoever does not see the deal, its note or its owner any more learns nothing of it by following', async () => {
  const { ada, rita, make, stages } = await open();
  const kept = await make({ access: 'restricted' });
  await ada.patch(`/deals/${kept}`, { stage: stages[1].id });
  const open1 = await make();
  await ada.patch('/fields/deal.owner', { seenBy: ['administrator'] });
  await ada.patch(`/deals/${open1}`, { owner: (await ada.get('/me')).body.data.user.id });
  await ada.patch(`/deals/${open1}`, { stage: stages[1].id });
  const news = await told(rita);
  expect(news).toMatchObject([{ record: open1, values: { what: 'moved' } }]);
});
