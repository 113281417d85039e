import { createHook } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { goodPassword, openFrontDoor } from '#test/front-door.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const made = await workspace();
  const door = await openFrontDoor(made);
  const credentials = await door.letIn(made.workspaceId, made.admin);
  return { ...made, door, credentials };
}

test('a person signs in with e-mail and password, works, and signs out', async () => {
  const { door, credentials, admin } = await open();
  const browser = door.browser();
  expect((await browser.get('/me')).body).toMatchObject({ status: 401, code: 'unauthenticated' });

  const answer = await browser.signIn(credentials);
  expect(answer.status).toBe(200);
  expect(answer.body).not.toHaveProperty('token');
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^relata\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  expect((await browser.get('/me')).body.data).toMatchObject({
    user: { id: admin.id },
    role: 'administrator',
  });
  expect((await browser.post('/companies', { name: 'Pumps' })).status).toBe(201);

  const stolen = door.browser();
  for (const [name, value] of browser.cookies) stolen.cookies.set(name, value);
  expect((await stolen.get('/me')).status).toBe(200);
  expect((await browser.post('/api/auth/sign-out')).status).toBe(200);
  expect(browser.cookies.size).toBe(0);
  expect((await stolen.get('/me')).status).toBe(401);
});

test('the e-mail address is taken in any case, with blanks around it', async () => {
  const { door, credentials } = await open();
  const email = `  ${credentials.email.toUpperCase()} `;
  expect((await door.browser().signIn({ ...credentials, email })).status).toBe(200);
});

test('T8 whether the address or the password is wrong, the answer is the same', async () => {
  const { door, credentials } = await open();
  const wrong = await door.browser().signIn({ ...credentials, password: `${goodPassword}!` });
  const unknown = await door.browser().signIn({ ...credentials, email: 'nobody@firm.example' });
  const noAddress = await door.browser().signIn({ email: 'nobody', password: goodPassword });
  const tooLong = await door.browser().signIn({ ...credentials, password: 'x'.repeat(5000) });
  const told = ({ body: { request: _request, ...body } }: typeof wrong) => body;
  expect(told(wrong)).toMatchObject({
    status: 401,
    code: 'unauthenticated',
    reason: 'credentials',
  });
  expect(told(unknown)).toEqual(told(wrong));
  expect(told(noAddress)).toEqual(told(wrong));
  expect(told(tooLong)).toEqual(told(wrong));
  expect(wrong.headers).not.toHaveProperty('set-cookie');
});

test('T2 a password of 128 characters counts to its last one', async () => {
  const made = await workspace();
  const door = await openFrontDoor(made);
  const password = `${'lantern otter '.repeat(9)}x7`;
  expect(password).toHaveLength(128);
  const credentials = await door.letIn(made.workspaceId, made.admin, password);
  expect((await door.browser().signIn(credentials)).status).toBe(200);
  const almost = `${password.slice(0, -1)}8`;
  expect((await door.browser().signIn({ ...credentials, password: almost })).status).toBe(401);
});

test('T1 of a thousand guesses at one account ten are looked at, wherever they come from', async () => {
  const { door, credentials, clock } = await open();
  const guesses = Array.from({ length: 1000 }, (_, i) =>
    door.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      remoteAddress: `203.0.113.${i % 250}`,
      payload: { email: credentials.email, password: `wrong-guess-${i}` },
    }),
  );
  const statuses = (await Promise.all(guesses)).map((answer) => answer.statusCode);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(990);
  const refused = await door.browser().signIn(credentials);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(500);

  clock.pass(601);
  expect((await door.browser().signIn(credentials)).status).toBe(200);
});

test('T1 an address that guesses at many accounts is stopped, and cannot say that it is another', async () => {
  const { door, credentials } = await open();
  const guess = (i: number, more = {}) =>
    door.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      remoteAddress: '2001:db8:1:2::1',
      headers: { 'x-forwarded-for': `198.51.100.${i}`, 'x-relata-address': `198.51.100.${i}` },
      payload: { email: `guess${i}@firm.example`, password: 'some-long-guess' },
      ...more,
    });
  for (let i = 0; i < 10; i++) expect((await guess(i)).statusCode).toBe(401);
  expect((await guess(11)).statusCode).toBe(429);
  expect((await guess(12, { remoteAddress: '2001:db8:1:2:ffff::9' })).statusCode).toBe(429);
  expect((await guess(13, { remoteAddress: '2001:db8:1:3::1' })).statusCode).toBe(401);
  expect((await door.browser().signIn(credentials)).status).toBe(200);
});

test('fifty colleagues behind one address sign in at the same moment', async () => {
  const { door, credentials } = await open();
  const all = await Promise.all(
    Array.from({ length: 50 }, () => door.browser().signIn(credentials)),
  );
  expect(all.map((answer) => answer.status)).toEqual(Array.from({ length: 50 }, () => 200));
});

test('T4 a session ends a week after its last use, and a month after it began', async () => {
  const { door, credentials, clock } = await open();
  const week = 7 * 86_400;
  const idle = door.browser();
  await idle.signIn(credentials);
  clock.pass(week + 60);
  expect((await idle.get('/me')).status).toBe(401);

  clock.reset();
  const busy = door.browser();
  await busy.signIn(credentials);
  for (let days = 0; days < 30; days += 5) {
    const answer = await busy.get('/me');
    expect(answer.status).toBe(200);
    if (days > 0)
      expect(String(answer.headers['set-cookie'])).toMatch(/Max-Age=\d+; Path=\/; HttpOnly/);
    clock.pass(5 * 86_400);
  }
  expect((await busy.get('/me')).status).toBe(401);
});

test('T4 a cookie with another signature is nobody', async () => {
  const { door, credentials } = await open();
  const browser = door.browser();
  await browser.signIn(credentials);
  const [[name, value] = ['', '']] = browser.cookies;
  const token = decodeURIComponent(value).split('.')[0] ?? '';
  for (const forged of [
    token,
    `${token}.`,
    `${token}.${btoa('x'.repeat(32))}`,
    `%E0%A4%A.x`,
    `x${value}`,
  ]) {
    browser.cookies.set(name, forged);
    expect((await browser.get('/me')).status).toBe(401);
  }
});

test('T4 over HTTPS the cookie is tied to this host and never sent in the clear', async () => {
  const made = await workspace();
  const door = await openFrontDoor(made, 'https://crm.example');
  const credentials = await door.letIn(made.workspaceId, made.admin);
  const browser = door.browser();
  const answer = await browser.signIn(credentials);
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Host-relata\.session_token=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect((await browser.get('/me')).status).toBe(200);
});

test('T5 whoever changes their password ends all other sessions', async () => {
  const { door, credentials } = await open();
  const [here, elsewhere] = [door.browser(), door.browser()];
  await here.signIn(credentials);
  await elsewhere.signIn(credentials);
  expect((await elsewhere.get('/me')).status).toBe(200);
  const change = (currentPassword: string, newPassword: string) =>
    here.post('/api/auth/change-password', { currentPassword, newPassword });

  expect((await change('not-the-right-one', 'walnut-harbour-3-tram')).body).toMatchObject({
    status: 422,
    errors: [{ field: 'currentPassword', code: 'password_wrong' }],
  });
  expect((await change(goodPassword, 'Password2026!')).body.errors).toMatchObject([
    { field: 'newPassword', code: 'password_common' },
  ]);
  expect((await change(goodPassword, 'walnut-harbour-3-tram')).status).toBe(200);
  expect((await here.get('/me')).status).toBe(200);
  expect((await elsewhere.get('/me')).status).toBe(401);
  expect((await door.browser().signIn(credentials)).status).toBe(401);
});

test('T8 nobody makes an account for themselves', async () => {
  const { door } = await open();
  const wanted = { name: 'Eve', email: 'eve@elsewhere.example', password: goodPassword };
  expect((await door.browser().post('/api/auth/sign-up/email', wanted)).status).toBe(404);
});

test('T4 each sign-in begins a session of its own, whatever cookie the browser brought along', async () => {
  const { door, credentials } = await open();
  const name = 'relata.session_token';
  const attacker = door.browser();
  await attacker.signIn(credentials);
  const planted = attacker.cookies.get(name) ?? '';
  await attacker.post('/api/auth/sign-out');

  const victim = door.browser();
  victim.cookies.set(name, planted);
  await victim.signIn(credentials);
  const first = victim.cookies.get(name) ?? '';
  expect(first).not.toBe(planted);
  attacker.cookies.set(name, planted);
  expect((await attacker.get('/me')).status).toBe(401);
  expect((await victim.get('/me')).status).toBe(200);
  // 128 bits at least: 32 letters and digits of better-auth's are 190.
  expect(decodeURIComponent(first).split('.')[0]?.length).toBeGreaterThanOrEqual(32);
  const [other] = [door.browser()];
  await other.signIn(credentials);
  expect(other.cookies.get(name)).not.toBe(first);
});

test('T8 a sign-in costs the same work, whether or not there is such an address', async () => {
  const { door, credentials } = await open();
  let hashes = 0;
  const hook = createHook({ init: (_id, type) => void (type === 'ARGON2REQUEST' && hashes++) });
  const worked = async (email: string, password: string): Promise<number> => {
    hashes = 0;
    hook.enable();
    await door.browser().signIn({ email, password });
    hook.disable();
    return hashes;
  };
  expect(await worked(credentials.email, 'not-the-right-one')).toBe(1);
  expect(await worked('nobody@firm.example', 'not-the-right-one')).toBe(1);
  expect(await worked('nobody@firm.example', credentials.password)).toBe(1);
  // Nor when it is no address, or a password too long to be any: for both alike.
  for (const password of ['x', 'x'.repeat(1000)])
    expect(await worked(credentials.email, password)).toBe(
      await worked('nobody@firm.example', password),
    );
});
