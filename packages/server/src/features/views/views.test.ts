import { expect, test } from 'vitest';
import { type Caller, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const made = await workspace();
  const door = await openDoor(made, () => {});
  return { ...made, door, ada: door.as(made.admin) };
}

const view = { object: 'deal', name: 'Big ones' };

test('a view that fits its object is saved and opens', async () => {
  const { ada } = await open();
  const saved = await ada.post('/views', {
    ...view,
    layout: 'board',
    filter: {
      value: { gte: 1000 },
      or: [{ owner: { eq: '@me' } }, { 'company.country': { eq: 'PL' } }],
    },
    sort: '-value,title',
    columns: [
      { field: 'title', width: 300 },
      { field: 'value', pinned: true },
    ],
    groupBy: 'stage',
  });
  expect(saved.status).toBe(201);
  expect((await ada.get(`/deals?view=${saved.body.data.id}`)).status).toBe(200);
});

test.each([
  ['object', { object: 'spaceship' }, 'option'],
  ['filter', { filter: { price: { gt: 1 } } }, 'filter'],
  ['filter', { filter: { value: { contains: 'x' } } }, 'filter'],
  ['filter', { filter: 'open ones' }, 'filter'],
  ['sort', { sort: '-price' }, 'unknown_field'],
  ['sort', { sort: 'people' }, 'not_sortable'],
  ['columns', { columns: 'title' }, 'list'],
  ['columns.1', { columns: [{ field: 'title' }, { field: 'price' }] }, 'unknown_field'],
  ['columns.0', { columns: ['__proto__'] }, 'unknown_field'],
  ['groupBy', { groupBy: 'price' }, 'unknown_field'],
  ['groupBy', { groupBy: 'description' }, 'not_groupable'],
])('a view whose %s does not fit is refused by name', async (field, part, code) => {
  const { ada } = await open();
  const { status, body } = await ada.post('/views', { ...view, ...part });
  expect(status).toBe(422);
  expect(body.errors).toMatchObject([{ field, code }]);
});

test('a view cannot be moved to an object that it does not fit', async () => {
  const { ada } = await open();
  const { id } = (await ada.post('/views', { ...view, filter: { stage: { empty: false } } })).body
    .data;
  expect((await ada.patch(`/views/${id}`, { object: 'person' })).body.errors).toMatchObject([
    { field: 'filter' },
  ]);
  expect((await ada.patch(`/views/${id}`, { name: 'Renamed' })).status).toBe(200);
});

test('one shared view of an object is the default, and one of each person', async () => {
  const { ada, door, makeUser } = await open();
  const rep = door.as(await makeUser());
  const defaults = async (who = ada) =>
    (
      await who.get(
        `/views?filter=${JSON.stringify({ object: { eq: 'deal' }, isDefault: { eq: true } })}`,
      )
    ).body.data
      .map((one: { name: string }) => one.name)
      .toSorted();
  expect(await defaults()).toEqual(['All deals']);
  const mine = { object: 'deal', isDefault: true };
  await ada.post('/views', { ...mine, name: 'Mine' });
  await rep.post('/views', { ...mine, name: 'Of the rep' });
  expect(await defaults()).toEqual(['All deals', 'Mine']);
  expect(await defaults(rep)).toEqual(['All deals', 'Of the rep']);

  const taken = await ada.post('/views', { ...mine, name: 'For all', sharedWith: 'everyone' });
  expect(await defaults()).toEqual(['For all', 'Mine']);
  await ada.post(`/changes/${taken.body.batch}/undo`);
  expect((await rep.get(`/views/${taken.body.data.id}`)).status).toBe(404);
  await ada.patch(
    `/views/${(await ada.post('/views', { ...mine, name: 'Mine 2' })).body.data.id}`,
    { sharedWith: 'everyone' },
  );
  expect(await defaults()).toEqual(['Mine 2']);
});

const names = async (who: Caller): Promise<string[]> =>
  (await who.get('/views?limit=200')).body.data
    .map((one: { name: string }) => one.name)
    .filter((name: string) => name.startsWith('For '));

test('a view for a team, a role or a person is found by these and by nobody else', async () => {
  const { ada, door, makeUser } = await open();
  const [inTeam, viewer, other] = [
    await makeUser(),
    await makeUser({ role: 'viewer' }),
    await makeUser(),
  ];
  const team = (await ada.post('/teams', { name: 'North', members: [inTeam.id] })).body.data.id;
  const make = async (name: string, to: object) =>
    (await ada.post('/views', { ...view, name, sharedWith: 'some', ...to })).body.data.id;
  const forTeam = await make('For the team', { audience: [team] });
  await make('For viewers', { roles: ['viewer'] });
  await make('For one', { audience: [other.id] });
  expect(await names(ada)).toEqual(['For the team', 'For viewers', 'For one']);
  expect(await names(door.as(inTeam))).toEqual(['For the team']);
  expect(await names(door.as(viewer))).toEqual(['For viewers']);
  expect(await names(door.as(other))).toEqual(['For one']);

  expect((await door.as(inTeam).get(`/deals?view=${forTeam}`)).status).toBe(200);
  expect((await door.as(other).get(`/deals?view=${forTeam}`)).status).toBe(404);
  await ada.delete(`/teams/${team}`);
  expect(await names(door.as(inTeam))).toEqual([]);
  expect(await names(ada)).toEqual(['For the team', 'For viewers', 'For one']);
});

test('a view for some names somebody who exists', async () => {
  const { ada } = await open();
  const some = { ...view, sharedWith: 'some' };
  expect((await ada.post('/views', some)).body.errors).toMatchObject([
    { field: 'audience', code: 'audience_empty' },
  ]);
  const nobody = '0199a000-0000-7000-8000-00000000000a';
  expect((await ada.post('/views', { ...some, audience: [nobody] })).body.errors).toMatchObject([
    { field: 'audience', code: 'audience' },
  ]);
});

test('a shared view is changed by its owner and by administrators, not by whoever may look', async () => {
  const { ada, door, makeUser } = await open();
  const [rep, manager] = [door.as(await makeUser()), door.as(await makeUser({ role: 'manager' }))];
  const made = await rep.post('/views', { ...view, sharedWith: 'everyone' });
  const at = `/views/${made.body.data.id}`;
  expect((await manager.get(at)).status).toBe(200);
  expect((await manager.patch(at, { name: 'Mine now' })).status).toBe(403);
  expect((await manager.delete(at)).status).toBe(403);
  expect((await rep.patch(at, { name: 'Better' })).status).toBe(200);
  expect((await ada.patch(at, { name: 'Best' })).status).toBe(200);
});

test('what opens first for others is for administrators to say', async () => {
  const { ada, door, makeUser } = await open();
  const rep = door.as(await makeUser());
  const shared = { ...view, sharedWith: 'some', roles: ['salesperson'] };
  expect((await rep.post('/views', { ...shared, isDefault: true })).body.errors).toMatchObject([
    { field: 'isDefault', code: 'default_administrators' },
  ]);
  const first = (await ada.post('/views', { ...shared, isDefault: true })).body.data.id;
  await ada.post('/views', { ...shared, name: 'Newer', isDefault: true });
  expect((await ada.get(`/views/${first}`)).body.data.isDefault).toBe(false);
  // One's own that is shared later leaves the default of the others as it is.
  const own = (await rep.post('/views', { ...view, isDefault: true })).body.data.id;
  const opened = await rep.patch(`/views/${own}`, { sharedWith: 'everyone' });
  expect(opened.body.data).toMatchObject({ sharedWith: 'everyone', isDefault: false });
});

test('rules of colours and the fields of a calendar fit the object', async () => {
  const { ada } = await open();
  const answer = async (settings: unknown) =>
    (await ada.post('/views', { ...view, layout: 'calendar', settings })).body.errors?.[0];
  const rule = { name: 'Big', colour: 'red', filter: { value: { gte: 1000 } } };
  expect(await answer({ colours: [rule], dates: 'expectedClose' })).toBeUndefined();
  expect(await answer({ colours: [{ ...rule, filter: { price: { gte: 1 } } }] })).toMatchObject({
    field: 'settings',
    code: 'filter',
  });
  const called = { category: { eq: 'call' } };
  for (const filter of [
    { activities: { none: called } },
    { or: [{ name: { eq: 'Roof' } }, { not: { activities: { some: {} } } }] },
    { 'company.country': { eq: 'PL' } },
  ])
    expect(await answer({ colours: [{ ...rule, filter }] })).toMatchObject({
      field: 'settings',
      code: 'own_fields_only',
    });
  expect(await answer({ dates: 'title' })).toMatchObject({ field: 'settings', code: 'not_dated' });
});

test('a calendar tells how many lie on a day, shows the first, and knows where its reader is', async () => {
  const { door, makeUser } = await open();
  const ada = door.as(await makeUser({ role: 'manager', timeZone: 'America/Sao_Paulo' }));
  const make = (name: string, expectedClose: string) => ada.post('/deals', { name, expectedClose });
  for (const name of ['A', 'B', 'C']) await make(name, '2026-11-22');
  await make('D', '2026-11-23');
  const days = (await ada.get('/deals/calendar?from=expectedClose&day=2026-11-21&days=3&limit=2'))
    .body.data;
  expect(
    days.map((one: { day: string; total: number; records: unknown[] }) => [
      one.day,
      one.total,
      one.records.length,
    ]),
  ).toEqual([
    ['2026-11-21', 0, 0],
    ['2026-11-22', 3, 2],
    ['2026-11-23', 1, 1],
  ]);
  // Half past one at night in UTC is the evening before in São Paulo.
  await ada.post('/activities', {
    subject: 'Late',
    category: 'call',
    due: '2026-11-22T01:30:00.000Z',
  });
  const totals = async (at: string) =>
    (await ada.get(at)).body.data.map((one: { total: number }) => one.total);
  expect(await totals('/activities/calendar?from=due&day=2026-11-20&days=3')).toEqual([0, 1, 0]);
  await ada.post('/deals', { name: 'E', startDate: '2026-12-02', expectedClose: '2026-12-04' });
  expect(
    await totals('/deals/calendar?from=startDate&to=expectedClose&day=2026-12-01&days=5'),
  ).toEqual([0, 1, 1, 1, 0]);
  expect((await ada.get('/deals/calendar?from=title&day=2026-11-20')).status).toBe(400);
  expect((await ada.get('/deals/calendar?from=expectedClose&day=soon')).status).toBe(400);
});

test("a filter may ask for what is my team's", async () => {
  const { ada, door, makeUser, admin } = await open();
  const [mate, stranger] = [await makeUser(), await makeUser()];
  await ada.post('/teams', { name: 'North', members: [mate.id, admin.id] });
  for (const owner of [admin, mate, stranger])
    await ada.post('/deals', { name: 'Deal', owner: owner.id });
  const found = async (who: Caller, owner: object) =>
    (await who.get(`/deals?filter=${JSON.stringify({ owner })}`)).body.data.length;
  expect(await found(ada, { eq: '@myTeam' })).toBe(2);
  expect(await found(ada, { nin: ['@myTeam'] })).toBe(1);
  expect(await found(door.as(mate), { in: ['@myTeam', stranger.id] })).toBe(3);
  expect(await found(door.as(stranger), { eq: '@myTeam' })).toBe(1);
});

test('how many have a field filled is counted for whoever sees them', async () => {
  const { ada } = await open();
  await ada.post('/deals', { name: 'A', expectedClose: '2026-11-22' });
  await ada.post('/deals', { name: 'B', tags: ['vip'] });
  const measures = 'count,filled(expectedClose),filled(tags),filled(value)';
  expect((await ada.get(`/deals/aggregate?measures=${measures}`)).body.data).toMatchObject([
    { count: 2, 'filled(expectedClose)': 1, 'filled(tags)': 1, 'filled(value)': 0 },
  ]);
});
