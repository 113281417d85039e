import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Caller, eventually, inBackground } from '#test/door.ts';
import { openFrontDoor } from '#test/front-door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const made = await workspace();
  const door = await openFrontDoor(made);
  const browser = door.browser();
  await browser.signIn(await door.letIn(made.workspaceId, made.admin));
  const makeKey = async (wanted: object = {}) =>
    (await browser.post('/api-keys', { name: 'Nightly export', ...wanted })).body.data;
  return { ...made, door, browser, makeKey };
}

test('T27 a program works with a key, which is shown once and kept nowhere', async () => {
  const { door, browser, makeKey, admin, engine } = await open();
  const { key, id, prefix } = await makeKey();
  expect(key).toMatch(/^relata_[\w-]{43}$/);
  const program = door.program(key);
  expect((await program.get('/me')).body.data).toMatchObject({ user: { id: admin.id } });
  expect((await program.post('/people', { lastName: 'Rossi' })).status).toBe(201);

  const listed = await browser.get('/api-keys');
  expect(listed.body.data).toMatchObject([
    { id, prefix, name: 'Nightly export', scopes: ['read', 'write'], user: admin.id },
  ]);
  expect(JSON.stringify(listed.body)).not.toContain(key);
  const { rows } = await engine.database.query('select * from api_key where id = $1', [id]);
  expect(JSON.stringify(rows)).not.toContain(key);
  expect(rows[0]).toMatchObject({ hash: createHash('sha256').update(key).digest('hex') });
});

test('a key that only reads changes nothing', async () => {
  const { door, makeKey } = await open();
  const program = door.program((await makeKey({ scopes: ['read'] })).key);
  expect((await program.get('/deals')).status).toBe(200);
  const refused = [
    await program.post('/people', { lastName: 'Rossi' }),
    await program.patch('/me', { name: 'Somebody else' }),
    await program.patch('/workspace', { name: 'Another' }),
    await program.post('/api-keys', { name: 'more' }),
  ];
  expect(refused.map((answer) => answer.status)).toEqual([403, 403, 403, 403]);
});

test('a key makes no other key, and works in its own workspace alone', async () => {
  const { door, makeKey } = await open();
  const { key } = await makeKey();
  expect((await door.program(key).post('/api-keys', { name: 'child' })).body).toMatchObject({
    status: 403,
    reason: 'session_needed',
  });
  const other = await workspace();
  expect((await door.program(key).get('/me', { 'x-workspace': other.workspaceId })).status).toBe(
    404,
  );
});

test('T5 a revoked or expired key is nobody from that moment on', async () => {
  const { door, browser, makeKey, clock } = await open();
  const short = await makeKey({ expiresAt: new Date(Date.now() + 60_000).toISOString() });
  const long = await makeKey();
  expect((await door.program(short.key).get('/me')).status).toBe(200);
  expect((await door.program(long.key).get('/me')).status).toBe(200);
  clock.pass(61);
  expect((await door.program(short.key).get('/me')).status).toBe(401);
  expect((await browser.delete(`/api-keys/${long.id}`)).status).toBe(200);
  expect((await door.program(long.key).get('/me')).status).toBe(401);
  expect((await browser.delete(`/api-keys/${long.id}`)).status).toBe(404);
});

test('a key that would have expired already is not made', async () => {
  const { browser } = await open();
  expect(
    (await browser.post('/api-keys', { name: 'late', expiresAt: '2020-01-01T00:00:00Z' })).status,
  ).toBe(422);
  expect((await browser.post('/api-keys', { name: 'odd', scope: ['read'] })).status).toBe(400);
});

test('people see and end their own keys, administrators those of all', async () => {
  const { door, browser, makeKey, makeUser, workspaceId } = await open();
  const rep = await makeUser();
  const theirs = door.browser();
  await theirs.signIn(await door.letIn(workspaceId, rep));
  const mine = await makeKey();
  const own = (await theirs.post('/api-keys', { name: 'phone' })).body.data;
  expect((await theirs.get('/api-keys')).body.data).toMatchObject([{ id: own.id }]);
  expect((await theirs.delete(`/api-keys/${mine.id}`)).status).toBe(404);
  expect((await browser.get('/api-keys')).body.data).toHaveLength(2);
  expect((await browser.delete(`/api-keys/${own.id}`)).status).toBe(200);
});

test('T1 of a thousand made-up keys from one address ten are looked at, and nobody else is kept out', async () => {
  const { door, makeKey } = await open();
  const { key } = await makeKey();
  const guesses = await Promise.all(
    Array.from({ length: 1000 }, (_, i) => door.program(`relata_${'x'.repeat(40)}${i}`).get('/me')),
  );
  expect(guesses.filter((answer) => answer.status === 401)).toHaveLength(10);
  expect(guesses.filter((answer) => answer.status === 429)).toHaveLength(990);
  const elsewhere = await door.app.inject({
    url: '/api/v1/me',
    remoteAddress: '192.0.2.7',
    headers: { authorization: `Bearer ${key}` },
  });
  expect(elsewhere.statusCode).toBe(200);
});

test('a key for some objects knows these alone, and what they refer to, and is no administrator’s', async () => {
  const { browser, makeKey, admin, engine } = await open();
  const company = (await browser.post('/companies', { name: 'Acme' })).body.data.id;
  const deal = (await browser.post('/deals', { name: 'Pump', company })).body.data.id;
  const shop = await (await openOutside({ engine })).as(admin, ['deal:write', 'person:read']);
  expect((await shop.post('/deals', { name: 'From the shop' })).body).toMatchObject({ data: {} });
  expect((await shop.patch(`/deals/${deal}`, { name: 'Bigger pump' })).status).toBe(200);
  expect((await shop.get('/deals?include=stage,owner')).body.data).toHaveLength(2);
  expect((await shop.get('/people')).status).toBe(200);
  expect((await shop.get('/stages')).status).toBe(200);
  const refused = [
    await shop.post('/people', { lastName: 'Rossi' }),
    await shop.get('/companies'),
    await shop.get(`/companies/${company}`),
    await shop.post('/stages', { name: 'Mine' }),
    await shop.patch('/workspace', { name: 'Mine' }),
    await shop.patch('/me', { name: 'Mine' }),
    await shop.get('/audit'),
    await shop.post('/invitations', { email: 'eve@elsewhere.example', role: 'viewer' }),
  ];
  expect(refused.map(({ status }) => status >= 400 && status < 500)).toEqual(
    refused.map(() => true),
  );
  expect(JSON.stringify((await shop.get('/search?q=Acme')).body)).not.toContain(company);
  const byCompany = `/deals?filter=${encodeURIComponent('{"company.name":{"eq":"Acme"}}')}`;
  expect((await browser.get(byCompany)).body.data).toHaveLength(1);
  expect((await shop.get(byCompany)).body.data).toEqual([]);
  const { objects } = (await shop.get('/catalog')).body.data;
  const can = (name: string) => objects.find((one: { name: string }) => one.name === name)?.can;
  expect([can('deal')?.update, can('person')?.read, can('person')?.update]).toEqual([
    true,
    true,
    false,
  ]);
  expect(can('company')?.read ?? false).toBe(false);
  expect((await makeKey({ scopes: ['read', 'deal:write'] })).scopes).toEqual([
    'read',
    'deal:write',
  ]);
  expect((await browser.post('/api-keys', { name: 'x', scopes: ['nothing:read'] })).status).toBe(
    400,
  );
});

test('what a key for some objects starts in the background reaches no further than the key, then as now', async () => {
  const { admin, engine } = await open();
  const outside = await openOutside({ engine });
  const [whole, shop] = [await outside.as(admin), await outside.as(admin, ['deal:write'])];
  const stop = await inBackground(engine);
  try {
    const company = (await whole.post('/companies', { name: 'Acme' })).body.data.id;
    const deal = (await whole.post('/deals', { name: 'Pump', company })).body.data.id;
    const finished = (asked: Caller, id: string) =>
      eventually(async () => {
        const { data } = (await asked.get(`/work/${id}`)).body;
        return data?.status !== 'running' && data;
      });
    const filter = { 'company.name': { eq: 'Acme' } };
    const tagged = { where: filter, addTags: ['seen'] };
    const started = await shop.post('/deals/bulk', tagged);
    expect(started.status).toBe(202);
    const { result } = await finished(shop, started.body.data.id);
    expect(result).toMatchObject({ updated: 0 });
    expect((await whole.get(`/deals/${deal}`)).body.data.tags ?? []).toEqual([]);

    const byHand = (await whole.post('/deals/bulk', tagged)).body.data.id;
    expect((await finished(whole, byHand)).result).toMatchObject({ updated: 1 });
    expect((await shop.get(`/work/${byHand}`)).status).toBe(404);
    expect((await shop.post(`/work/${byHand}/cancel`)).status).toBe(404);
    expect((await shop.get('/work')).body.data).toMatchObject([{ id: started.body.data.id }]);
    expect((await whole.get('/work')).body.data).toHaveLength(2);
  } finally {
    await stop();
  }
});

test('a key for some objects leaves what its person keeps at hand, and has not read, as it is', async () => {
  const { admin, engine } = await open();
  const outside = await openOutside({ engine });
  const whole = await outside.as(admin);
  const deal = (await whole.post('/deals', { name: 'Pump' })).body.data.id;
  expect((await whole.put(`/favourites/deal/${deal}`)).status).toBe(204);
  const shop = await outside.as(admin, ['deal:write']);
  const refused = [
    await shop.post('/notifications/read', {}),
    await shop.delete(`/favourites/deal/${deal}`),
    await shop.put(`/favourites/deal/${deal}`),
  ];
  expect(refused.map(({ status, body }) => [status, body.reason])).toEqual(
    refused.map(() => [403, 'narrow_key']),
  );
  expect((await whole.get('/favourites')).body.data).toMatchObject([{ id: deal }]);
});
