import { expect, test } from 'vitest';
import { eventually, inBackground } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

const call = { object: 'activity', values: { subject: 'Call before the fair', category: 'call' } };

async function open() {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const ada = await outside.signedIn(firm.admin);
  const made = async (name: string, more: object = {}): Promise<string> =>
    (await ada.post('/companies', { name, ...more })).body.data.id;
  const ids = [await made('A', { tags: ['fair'] }), await made('B', { tags: ['fair'] })];
  const other = await made('C');
  return { firm, outside, ada, ids, other };
}

const planned = async ({
  get,
}: {
  get(path: string): Promise<{ body: { data: { about: { id: string }[] }[] } }>;
}) =>
  (await get('/activities')).body.data
    .flatMap(({ about }) => about.map(({ id }) => id))
    .toSorted((a, b) => a.localeCompare(b));

test('the same activity is planned with all who are selected, and one undo takes it back (OO-CON-15)', async () => {
  const { ada, ids } = await open();
  const done = await ada.post('/companies/batch', { ids, make: call });
  expect([done.status, done.body.data.counts.created]).toEqual([200, 2]);
  expect(await planned(ada)).toEqual(ids);
  await ada.post(`/changes/${done.body.data.batch}/undo`);
  expect(await planned(ada)).toEqual([]);
});

test('it is planned with all that match the filter as well, now or in the background', async () => {
  const { firm, ada, ids } = await open();
  const where = { tags: { has: 'fair' } };
  await ada.post('/companies/batch', { where, make: call });
  expect(await planned(ada)).toEqual(ids);
  const stop = await inBackground(firm.engine);
  await ada.post('/companies/bulk', { where, make: call });
  await eventually(async () => ((await planned(ada)).length === 4 ? true : undefined));
  await stop();
});

test('whoever may only look at companies plans with them all the same', async () => {
  const { firm, outside, ids } = await open();
  const rui = await outside.signedIn(await firm.makeUser({ role: 'salesperson' }));
  const where = { tags: { has: 'fair' } };
  const { status } = await rui.post('/companies/batch', { where, make: call });
  expect([status, await planned(rui)]).toEqual([200, ids]);
});

test('T13 nothing is planned with what somebody does not see, nor by whoever may plan nothing', async () => {
  const { firm, outside, ada, ids, other } = await open();
  await ada.patch(`/companies/${other}`, { access: 'restricted' });
  const rui = await outside.signedIn(await firm.makeUser({ role: 'salesperson' }));
  const hidden = await rui.post('/companies/batch', { ids: [...ids, other], make: call });
  expect(hidden.status).toBeGreaterThanOrEqual(400);
  expect(await planned(ada)).toEqual([]);
  const viewer = await outside.signedIn(await firm.makeUser({ role: 'viewer' }));
  expect((await viewer.post('/companies/batch', { ids, make: call })).status).toBe(403);
});

test('it stands alone, and is about something', async () => {
  const { ada, ids } = await open();
  const both = await ada.post('/companies/batch', { ids, make: call, addTags: ['x'] });
  const deals = await ada.post('/companies/batch', {
    ids,
    make: { object: 'deal', values: { name: 'X' } },
  });
  expect([both.status, deals.status]).toEqual([400, 400]);
});
