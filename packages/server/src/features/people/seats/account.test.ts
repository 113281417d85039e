import { expect, test } from 'vitest';
import { goodPassword, openFrontDoor } from '#test/front-door.ts';
import { workspace } from '#test/workspace.ts';

let number = 0;

async function open() {
  const made = await workspace();
  const door = await openFrontDoor(made);
  const boss = door.browser();
  await boss.signIn(await door.letIn(made.workspaceId, made.admin));
  const staff = (count: number) =>
    Promise.all(Array.from({ length: count }, () => made.makeUser()));
  return { ...made, door, boss, staff };
}

test('a workspace has room for everybody, until it chooses a plan', async () => {
  const { boss, staff } = await open();
  await staff(2);
  expect((await boss.get('/account')).body.data).toEqual({
    plan: 'unlimited',
    seats: null,
    active: 3,
    history: [],
  });
  expect((await boss.patch('/account', { plan: '5' })).body.data).toMatchObject({
    plan: '5',
    seats: 5,
    history: [
      {
        by: 'Ada Admin',
        before: { plan: 'unlimited', seats: null },
        after: { plan: '5', seats: 5 },
        active: 3,
      },
    ],
  });
  expect((await boss.patch('/account', { seats: 7 })).body.data).toMatchObject({
    plan: 'custom',
    seats: 7,
  });
  expect((await boss.patch('/account', { plan: 'unlimited' })).body.data.seats).toBeNull();
  expect((await boss.patch('/account', { plan: '6' })).status).toBe(422);
  expect((await boss.patch('/account', { plan: '5', seats: 6 })).status).toBe(422);
  expect((await boss.patch('/account', {})).status).toBe(400);
});

test('on a plan of five the sixth is invited, but comes in only when a seat is free', async () => {
  const { boss, staff, door } = await open();
  const [first] = await staff(4);
  await boss.patch('/account', { plan: '5' });
  const email = `seat${process.pid}x${++number}@pumps.example`;
  const invited = await boss.post('/invitations', { email, role: 'salesperson' });
  expect([invited.status, invited.body.data.seatsFull]).toEqual([201, true]);
  const token = String(invited.body.data.link).split('?token=')[1];
  const accept = () =>
    door.browser().post('/invitations/accept', { token, name: 'Rui', password: goodPassword });
  expect((await accept()).body).toMatchObject({ status: 409, reason: 'seats' });
  await boss.post(`/users/${first?.id}/deactivate`);
  expect((await accept()).status).toBe(201);
  expect((await boss.post(`/users/${first?.id}/reactivate`)).body).toMatchObject({
    status: 409,
    reason: 'seats',
  });
});

test('a smaller plan names who is active, the longest unseen first, and takes effect when enough have gone', async () => {
  const { boss, staff, engine, workspaceId } = await open();
  const people = await staff(6);
  await boss.patch('/account', { plan: '10' });
  const [old, older] = people;
  for (const [one, day] of [
    [old, '2026-03-02'],
    [older, '2026-03-01'],
    ...people.slice(2).map((person) => [person, '2026-04-01'] as const),
  ] as const)
    await engine.database.query(
      'update "user" set last_seen_at = $3 where workspace_id = $1 and id = $2',
      [workspaceId, one?.id, `${day}T10:00:00Z`],
    );
  await boss.post('/deals', { name: 'Pumps', owner: older?.id });
  const refused = await boss.patch('/account', { plan: '5' });
  expect(refused.body).toMatchObject({
    status: 409,
    reason: 'too_many_active',
    details: { seats: 5, active: 7, excess: 2 },
  });
  expect(refused.body.details.people.slice(0, 2)).toMatchObject([
    { id: older?.id, openDeals: 1 },
    { id: old?.id, openDeals: 0 },
  ]);
  const one = await boss.patch('/account', { plan: '5', deactivate: [{ id: old?.id }] });
  expect(one.body.details).toMatchObject({ excess: 1 });
  expect((await boss.get('/account')).body.data).toMatchObject({ plan: '10', active: 7 });
  const deactivate = [{ id: old?.id }, { id: older?.id }];
  expect((await boss.patch('/account', { plan: '5', deactivate })).body.data).toMatchObject({
    plan: '5',
    seats: 5,
    active: 5,
  });
});

test('two who come in at the same moment do not share the last seat', async () => {
  const { boss, door, staff } = await open();
  await staff(3);
  await boss.patch('/account', { plan: '5' });
  const tokens = await Promise.all(
    [1, 2, 3].map(async () => {
      const email = `last${process.pid}x${++number}@pumps.example`;
      const { body } = await boss.post('/invitations', { email, role: 'viewer' });
      return String(body.data.link).split('?token=')[1];
    }),
  );
  const all = await Promise.all(
    tokens.map((token) =>
      door.browser().post('/invitations/accept', { token, name: 'Rui', password: goodPassword }),
    ),
  );
  expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
});

test('plan and seats are the business of administrators', async () => {
  const { door, makeUser, workspaceId } = await open();
  const low = door.browser();
  await low.signIn(await door.letIn(workspaceId, await makeUser({ role: 'manager' })));
  expect((await low.get('/account')).status).toBe(403);
  expect((await low.patch('/account', { plan: '5' })).status).toBe(403);
});
