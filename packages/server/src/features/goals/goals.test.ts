import { expect, test } from 'vitest';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const quarter = { startsOn: '2026-10-01', endsOn: '2026-12-31' };

async function open() {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const seller = await firm.makeUser({ role: 'salesperson', name: 'Rui' });
  const [ada, rui] = [await outside.signedIn(firm.admin), await outside.signedIn(seller)];
  return { firm, outside, ada, seller, rui };
}

test('a goal is named after its period, until somebody gives it another name', async () => {
  const { ada } = await open();
  const target = euros('50000.00');
  const made = await ada.post('/goals', { ...quarter, target });
  expect([made.status, made.body.data.title]).toEqual([201, '2026-Q4']);
  const at = `/goals/${made.body.data.id}`;
  const moved = await ada.patch(at, { startsOn: '2027-01-01', endsOn: '2027-12-31' });
  expect(moved.body.data.title).toBe('2027');
  await ada.patch(at, { name: 'The big year' });
  const again = await ada.patch(at, { endsOn: '2027-06-30' });
  expect(again.body.data.title).toBe('The big year');
});

test('a goal is an amount that is not negative, and ends after it starts (EP-SET-06)', async () => {
  const { ada } = await open();
  const negative = await ada.post('/goals', { ...quarter, target: euros('-1.00') });
  expect(negative.body.errors).toMatchObject([{ field: 'target', code: 'too_small' }]);
  const nothing = await ada.post('/goals', { ...quarter, target: euros('0.00') });
  expect(nothing.status).toBe(201);
  const backwards = { startsOn: '2027-12-31', endsOn: '2027-10-01', target: euros('1.00') };
  const refused = await ada.post('/goals', backwards);
  expect(refused.body.errors).toMatchObject([{ field: 'endsOn', code: 'ends_before' }]);
});

test('no two goals of a person share a day, in a batch and out of the recycle bin either', async () => {
  const { ada, seller } = await open();
  const goal = { ...quarter, owner: seller.id, target: euros('1.00') };
  const first = await ada.post('/goals', goal);
  const december = { ...goal, startsOn: '2026-12-31', endsOn: '2027-03-31' };
  const second = await ada.post('/goals', december);
  expect(second.body.errors).toMatchObject([
    { field: 'startsOn', code: 'goal_overlaps', values: { name: 'Rui' } },
  ]);
  const { status } = await ada.post('/goals', { ...december, owner: undefined });
  expect(status).toBe(201);
  const both = await ada.post('/goals/batch', {
    create: ['2028-01-01', '2028-02-01'].map((startsOn) => ({
      ...goal,
      startsOn,
      endsOn: '2028-03-31',
    })),
  });
  expect(both.body.errors).toMatchObject([{ code: 'goal_overlaps' }]);
  await ada.delete(`/goals/${first.body.data.id}`);
  expect((await ada.post('/goals', december)).status).toBe(201);
  const restored = await ada.post(`/goals/${first.body.data.id}/restore`);
  expect(restored.body.errors).toMatchObject([{ code: 'goal_overlaps' }]);
});

test('two who set a goal of the same quarter at once do not both succeed', async () => {
  const { ada, seller } = await open();
  const goal = { ...quarter, owner: seller.id, target: euros('1.00') };
  const all = await Promise.all([1, 2, 3].map(() => ada.post('/goals', goal)));
  expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
});

test('T13 a salesperson sees the goals of their own and sets none (EP-SET-02)', async () => {
  const { firm, outside, ada, rui, seller } = await open();
  const target = euros('1.00');
  const mine = await ada.post('/goals', { ...quarter, target, owner: seller.id });
  const hers = await ada.post('/goals', { ...quarter, target });
  const seen = await rui.get('/goals');
  expect(seen.body.data.map((one: { id: string }) => one.id)).toEqual([mine.body.data.id]);
  expect((await rui.get(`/goals/${hers.body.data.id}`)).status).toBe(404);
  const set = [
    await rui.post('/goals', { startsOn: '2030-01-01', endsOn: '2030-01-31', target }),
    await rui.patch(`/goals/${mine.body.data.id}`, { target: euros('0.00') }),
    await rui.delete(`/goals/${mine.body.data.id}`),
  ];
  expect(set.map(({ status }) => status)).toEqual([403, 403, 403]);
  const manager = await outside.signedIn(await firm.makeUser({ role: 'manager' }));
  const raised = await manager.patch(`/goals/${mine.body.data.id}`, { target: euros('2.00') });
  expect(raised.status).toBe(200);
});

test('a role of the workspace manages goals by a right of its own (EP-SET-02)', async () => {
  const { firm, outside, ada } = await open();
  const objects = {
    '*': { read: 'all' },
    goal: { read: 'all', update: 'all', delete: 'all', create: true },
  };
  const role = await ada.post('/roles', { name: 'Planner', objects });
  const planner = await firm.makeUser({ role: 'viewer' });
  await ada.patch(`/users/${planner.id}`, { role: role.body.data.id });
  const them = await outside.signedIn(planner);
  const made = await them.post('/goals', { ...quarter, target: euros('1.00') });
  expect([made.status, (await them.post('/deals', { name: 'X' })).status]).toEqual([201, 403]);
});

test('what was won is added up by owner in a quarter, in the currency of the workspace (EP-OPP-19)', async () => {
  const { ada, seller, rui } = await open();
  await ada.patch('/workspace', { rates: { USD: '0.50' } });
  const won = async (name: string, value: object, closedOn: string) => {
    const { body } = await ada.post('/deals', { name, value, owner: seller.id });
    await ada.post(`/deals/${body.data.id}/win`, { closedOn });
  };
  await won('First day', euros('100.00'), quarter.startsOn);
  await won('Last day', { amount: '50.00', currency: 'USD' }, quarter.endsOn);
  await won('The day before', euros('7.00'), '2026-09-30');
  await won('The day after', euros('9.00'), '2027-01-01');
  const filter = {
    status: { eq: 'won' },
    closedOn: { gte: quarter.startsOn, lte: quarter.endsOn },
  };
  const asked = `/deals/aggregate?groupBy=owner&measures=sum(value)&filter=${encodeURIComponent(JSON.stringify(filter))}`;
  const { body } = await rui.get(asked);
  expect(body.data).toMatchObject([
    { key: seller.id, 'sum(value)': { amount: '125.00', currency: 'EUR' } },
  ]);
});
