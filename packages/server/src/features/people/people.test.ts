import { expect, test } from 'vitest';
import { profileIn } from '#engine/catalog/profile.ts';
import { type FrontDoor, openFrontDoor } from '#test/front-door.ts';
import { type TestUser, workspace } from '#test/workspace.ts';

async function open(options = {}) {
  const made = await workspace(options);
  const door = await openFrontDoor(made);
  const signedIn = async (who: TestUser, through: FrontDoor = door) => {
    const browser = through.browser();
    await browser.signIn(await through.letIn(made.workspaceId, who));
    return browser;
  };
  return { ...made, door, signedIn, boss: await signedIn(made.admin) };
}

test('I see who I am, where I work and what I may do', async () => {
  const { boss, admin, workspaceId } = await open({ name: 'Pumps & Co', currency: 'PLN' });
  expect((await boss.get('/me')).body).toEqual({
    data: {
      user: {
        id: admin.id,
        name: 'Ada Admin',
        email: admin.email,
        role: 'administrator',
        language: 'en',
        locale: 'en-GB',
        timeZone: null,
        theme: 'auto',
        signature: null,
        preferences: null,
        lastSeenAt: expect.toSatisfy((at) => at === null || !Number.isNaN(Date.parse(at))),
        photo: null,
      },
      role: 'administrator',
      roles: ['administrator'],
      teams: [],
      colleagues: [],
      workspace: {
        ...{ id: workspaceId, locale: null, name: 'Pumps & Co' },
        currency: 'PLN',
        language: 'en',
        timeZone: 'Europe/Rome',
        country: 'IT',
        requireSecondFactor: false,
        rates: {},
        ownerChange: 'everyone',
        superiorsSee: false,
        auditYears: null,
        newAccess: {},
        administratorsExempt: false,
        freeLostReasons: false,
        ...{ tellOfKept: true, ...profileIn({}) },
      },
      viewedBy: null,
      workspaces: [{ id: workspaceId, name: 'Pumps & Co' }],
      can: { administer: true },
    },
  });
});

test('I change what is mine, and nothing that is not', async () => {
  const { makeUser, signedIn } = await open();
  const rep = await makeUser();
  const browser = await signedIn(rep);
  const wanted = {
    language: 'pl',
    timeZone: 'Europe/Warsaw',
    theme: 'dark',
    signature: 'Ada\n+39 02 1234567',
    preferences: { navigation: 'narrow' },
  };
  expect((await browser.patch('/me', wanted)).body.data.user).toMatchObject(wanted);
  expect(
    (await browser.patch('/me', { preferences: { navigation: 'wide' } })).body.data.user,
  ).toMatchObject({
    ...wanted,
    preferences: { navigation: 'wide' },
  });
  expect((await browser.get(`/users/${rep.id}/history`)).body.data[0]).toMatchObject({
    by: { id: rep.id },
  });

  for (const forbidden of [
    { role: 'administrator' },
    { email: 'x@y.example' },
    { active: false },
    { id: rep.id },
    { tags: ['x'] },
  ])
    expect((await browser.patch('/me', forbidden)).status).toBe(400);
  expect((await browser.patch('/me', { timeZone: 'Mars/Olympus' })).body.errors).toMatchObject([
    { field: 'timeZone', code: 'time_zone' },
  ]);
  expect((await browser.patch('/me', { locale: 'not a locale' })).body.errors).toMatchObject([
    { field: 'locale', code: 'locale' },
  ]);
  expect((await browser.patch('/me', { name: '' })).body.errors).toMatchObject([
    { field: 'name', code: 'required' },
  ]);
});

test('the days of my lists follow my time zone as soon as I change it', async () => {
  const { boss, clock } = await open();
  clock.set('2026-11-22T23:30:00Z');
  const due = async () => (await boss.post('/deals', { name: 'Pumps' })).body.data.startDate;
  expect(await due()).toBe('2026-11-23');
  await boss.patch('/me', { timeZone: 'America/Sao_Paulo' });
  expect(await due()).toBe('2026-11-22');
});

test('T5 a deactivated person is out within seconds, on every server, and their keys stay dead when they come back', async () => {
  const { boss, makeUser, door, signedIn, engine } = await open();
  const another = await openFrontDoor({ engine });
  const rep = await makeUser();
  const browser = await signedIn(rep);
  const { key } = (await browser.post('/api-keys', { name: 'phone' })).body.data;
  const onOther = another.browser();
  for (const [name, value] of browser.cookies) onOther.cookies.set(name, value);
  const program = another.program(key);
  const reach = async () =>
    Promise.all([browser, onOther, program].map(async (one) => (await one.get('/deals')).status));
  expect(await reach()).toEqual([200, 200, 200]);

  expect((await boss.post(`/users/${rep.id}/deactivate`)).body.data).toMatchObject({
    active: false,
  });
  await expect.poll(reach, { timeout: 2000, interval: 10 }).toEqual([401, 401, 401]);
  expect(
    (await door.browser().signIn({ email: rep.email, password: 'pump-otter-lantern-47' })).body,
  ).toMatchObject({
    status: 401,
    reason: 'credentials',
  });
  expect((await browser.post(`/users/${rep.id}/reactivate`)).status).toBe(401);

  expect((await boss.post(`/users/${rep.id}/reactivate`)).body.data).toMatchObject({
    active: true,
  });
  expect(await reach()).toEqual([401, 401, 401]);
  expect(
    (await door.browser().signIn({ email: rep.email, password: 'pump-otter-lantern-47' })).status,
  ).toBe(200);
});

test('T5 a new role counts from the next request on, on every server', async () => {
  const { boss, makeUser, signedIn, engine, admin } = await open();
  const another = await openFrontDoor({ engine });
  const rep = await makeUser({ role: 'manager' });
  const browser = await signedIn(rep);
  const onOther = another.browser();
  for (const [name, value] of browser.cookies) onOther.cookies.set(name, value);
  const company = (await boss.post('/companies', { name: 'Acme', owner: admin.id })).body.data;
  const rename = (name: string) => onOther.patch(`/companies/${company.id}`, { name });
  expect((await rename('Acme 2')).status).toBe(200);

  expect((await boss.patch(`/users/${rep.id}`, { role: 'viewer' })).body.data).toMatchObject({
    role: 'viewer',
  });
  await expect
    .poll(async () => (await rename('Acme 3')).status, { timeout: 2000, interval: 10 })
    .toBe(403);
  expect((await browser.get('/me')).body.data).toMatchObject({
    role: 'viewer',
    can: { administer: false },
  });
});

test('only administrators change roles and end access, and one of them always stays', async () => {
  const { boss, makeUser, signedIn, admin } = await open();
  const rep = await makeUser();
  const second = await makeUser({ role: 'administrator' });
  const browser = await signedIn(rep);
  expect((await browser.patch(`/users/${rep.id}`, { role: 'administrator' })).status).toBe(403);
  expect((await browser.post(`/users/${admin.id}/deactivate`)).status).toBe(403);
  expect((await boss.patch(`/users/${rep.id}`, { role: 'emperor' })).status).toBe(422);
  expect((await boss.patch(`/users/${rep.id}`, { email: 'new@firm.example' })).status).toBe(400);
  expect((await boss.post(`/users/${admin.id}/deactivate`)).body).toMatchObject({
    status: 409,
    reason: 'yourself',
  });

  const theirs = await signedIn(second);
  // Both are known already, so that the two requests really meet.
  await Promise.all([boss.get('/me'), theirs.get('/me')]);
  const both = await Promise.all([
    boss.patch(`/users/${second.id}`, { role: 'viewer' }),
    theirs.patch(`/users/${admin.id}`, { role: 'viewer' }),
  ]);
  expect(both.map((answer) => answer.status).filter((status) => status === 200)).toHaveLength(1);
  const left = (
    await browser.get(`/users?filter=${JSON.stringify({ role: { eq: 'administrator' } })}`)
  ).body.data;
  expect(left).toHaveLength(1);
  const last = left[0].id === admin.id ? boss : theirs;
  expect((await last.patch(`/users/${left[0].id}`, { role: 'viewer' })).body).toMatchObject({
    status: 409,
    reason: 'last_administrator',
  });
});

test('whoever administers by a role of the workspace’s own is an administrator, and may be the last', async () => {
  const { boss, makeUser, signedIn, admin } = await open();
  const ben = await makeUser({ role: 'viewer' });
  const bens = await signedIn(ben);
  const everything = { '*': { read: 'all', update: 'all', delete: 'all', create: true } };
  const own = { name: 'Head of sales', administers: true, objects: everything };
  const { id: role } = (await boss.post('/roles', own)).body.data;
  const refused = { status: 409, reason: 'last_administrator' };
  expect((await boss.patch(`/users/${admin.id}`, { role: 'viewer' })).body).toMatchObject(refused);
  expect((await boss.patch(`/users/${ben.id}`, { otherRoles: [role] })).status).toBe(200);
  expect((await boss.patch(`/users/${admin.id}`, { role: 'viewer' })).status).toBe(200);

  expect((await bens.patch(`/roles/${role}`, { administers: false })).body).toMatchObject(refused);
  expect((await bens.patch(`/users/${ben.id}`, { otherRoles: [] })).body).toMatchObject(refused);
  expect((await bens.patch(`/users/${admin.id}`, { otherRoles: [role] })).status).toBe(200);
  expect((await bens.patch(`/users/${ben.id}`, { otherRoles: [] })).status).toBe(200);
});

test('somebody in two workspaces chooses one, and finds it again the next time', async () => {
  const first = await workspace({ name: 'First' });
  const second = await workspace({ name: 'Second' });
  const door = await openFrontDoor(first);
  const credentials = await door.letIn(first.workspaceId, first.admin);
  const { identity } = credentials;
  await door.signIn.join(first.engine.database.query, {
    identity,
    workspace: second.workspaceId,
    user: second.admin.id,
  });
  const browser = door.browser();
  await browser.signIn(credentials);
  const at = async (headers = {}) => (await browser.get('/me', headers)).body;
  expect((await at()).data.workspace.name).toBe('First');
  expect((await at({ 'x-workspace': second.workspaceId })).data).toMatchObject({
    user: { id: second.admin.id },
    workspace: { name: 'Second' },
    workspaces: [{ name: 'First' }, { name: 'Second' }],
  });
  expect((await at({ 'x-workspace': first.workspaceId })).data.user.id).toBe(first.admin.id);
  expect((await at({ 'x-workspace': (await workspace()).workspaceId })).status).toBe(404);
  expect((await at({ 'x-workspace': 'Second' })).status).toBe(400);

  const another = door.browser();
  await another.signIn(credentials);
  await another.get('/me', { 'x-workspace': second.workspaceId });
  const later = door.browser();
  await later.signIn(credentials);
  expect((await later.get('/me')).body.data.workspace.name).toBe('Second');
});

test('administrators change the workspace; amounts in other currencies count at the new rate at once', async () => {
  const { boss, makeUser, signedIn } = await open();
  await boss.post('/deals', { name: 'Zloty', value: { amount: '400', currency: 'PLN' } });
  await boss.post('/deals', { name: 'Euro', value: { amount: '100', currency: 'EUR' } });
  const first = async () => (await boss.get('/deals?sort=-value&fields=title')).body.data[0].title;
  const over50 = async () =>
    (await boss.get(`/deals?filter=${JSON.stringify({ value: { gt: 50 } })}`)).body.data.length;
  expect(await over50()).toBe(1);

  const changed = await boss.patch('/workspace', { name: 'Pumps', rates: { PLN: '0.23' } });
  expect(changed.body.data).toMatchObject({
    name: 'Pumps',
    currency: 'EUR',
    rates: { PLN: '0.23' },
  });
  expect(await first()).toBe('Euro');
  expect(await over50()).toBe(2);

  expect((await boss.patch('/workspace', { currency: 'PLN' })).body.data).toMatchObject({
    currency: 'PLN',
    rates: {},
  });
  await boss.patch('/workspace', { rates: { EUR: '3.90' } });
  expect(await first()).toBe('Zloty');
  expect((await boss.get('/me')).body.data.workspace).toMatchObject({
    name: 'Pumps',
    currency: 'PLN',
    rates: { EUR: '3.90' },
  });

  expect((await boss.patch('/workspace', { currency: 'XYZ' })).status).toBe(422);
  expect((await boss.patch('/workspace', { rates: { EUR: '-1' } })).status).toBe(400);
  expect((await boss.patch('/workspace', { catalog_version: 3 })).status).toBe(400);
  const rep = await signedIn(await makeUser({ role: 'manager' }));
  expect((await rep.patch('/workspace', { name: 'Mine' })).status).toBe(403);
});

test('T13 a user record is changed by nobody through the ordinary ways', async () => {
  const { boss, admin, makeUser } = await open();
  const rep = await makeUser();
  const refused = [
    await boss.post('/users', { name: 'Eve', email: 'eve@firm.example' }),
    await boss.delete(`/users/${rep.id}`),
    await boss.post('/users/batch', { update: [{ id: admin.id, role: 'viewer' }] }),
    await boss.post('/users/batch', { ids: [rep.id], set: { active: false } }),
  ];
  expect(refused.map((answer) => answer.status)).toEqual([403, 403, 403, 403]);
});

test('nobody reports to whoever reports to them, at whatever distance, and the refusal says to whom', async () => {
  const { boss, makeUser } = await open();
  const [ana, ben, cleo] = await Promise.all(
    ['Ana', 'Ben', 'Cleo'].map((name) => makeUser({ name })),
  );
  if (!ana || !ben || !cleo) throw new Error('three people were made');
  const under = (who: TestUser, manager: string | null) =>
    boss.patch(`/users/${who.id}`, { manager });
  expect((await under(ben, ana.id)).status).toBe(200);
  expect((await under(cleo, ben.id)).body.data.manager).toBe(ben.id);
  const refused = await under(ana, cleo.id);
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toMatchObject([
    { field: 'manager', code: 'reports_below', values: { name: 'Cleo' } },
  ]);
  expect(refused.body.errors[0].message).toMatch(/^Cleo reports to this person/);
  expect((await under(ana, ana.id)).body.errors).toMatchObject([{ code: 'below_itself' }]);
  const nobody = '0197a000-0000-7000-8000-000000000000';
  expect((await under(ana, nobody)).body.errors).toMatchObject([{ code: 'not_found' }]);
  expect((await under(cleo, null)).status).toBe(200);
  expect((await under(ana, cleo.id)).status).toBe(200);
});
