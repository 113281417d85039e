import { expect, test } from 'vitest';
import { type Browser, goodPassword, openFrontDoor } from '#test/front-door.ts';
import { workspace } from '#test/workspace.ts';
import { base32, codeAt, stepAt } from './totp.ts';

async function open() {
  const made = await workspace();
  const door = await openFrontDoor(made);
  const credentials = await door.letIn(made.workspaceId, made.admin);
  const code = (secret: string, later = 0) => codeAt(secret, stepAt(made.clock.now()) + later);
  return { ...made, door, credentials, code };
}
type Opened = Awaited<ReturnType<typeof open>>;

/** Signs in with the password alone and sets an authenticator app up. */
async function setUp({ door, credentials, code, clock }: Opened) {
  const browser = door.browser();
  await browser.signIn(credentials);
  await browser.post('/api/auth/prove', { password: goodPassword });
  const { secret, address } = (await browser.post('/api/auth/authenticator/start')).body;
  const finished = await browser.post('/api/auth/authenticator/finish', { code: code(secret) });
  clock.pass(60);
  return { browser, secret, address, recoveryCodes: finished.body.recoveryCodes };
}

/** With the password only. */
async function halfWay({ door, credentials }: Opened): Promise<Browser> {
  const browser = door.browser();
  await browser.signIn(credentials);
  return browser;
}

const give = (browser: Browser, factor: object) => browser.post('/api/auth/second-factor', factor);

test('codes are those of RFC 6238', () => {
  const secret = base32(Buffer.from('12345678901234567890'));
  expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  const codes = [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000];
  expect(codes.map((second) => codeAt(secret, stepAt(new Date(second * 1000))))).toEqual([
    '287082',
    '081804',
    '050471',
    '005924',
    '279037',
    '353130',
  ]);
});

test('with an authenticator app, the password alone lets nobody in', async () => {
  const opened = await open();
  const { code } = opened;
  const { secret, address, recoveryCodes } = await setUp(opened);
  expect(address).toMatch(/^otpauth:\/\/totp\/Relata:.+secret=[A-Z2-7]{32}&issuer=Relata/);
  expect(recoveryCodes).toHaveLength(10);

  const browser = opened.door.browser();
  const half = await browser.signIn(opened.credentials);
  expect(half.body).toEqual({ secondFactor: { totp: true, passkey: false } });
  expect([...browser.cookies.keys()]).toEqual(['relata.second_factor']);
  expect((await browser.get('/me')).status).toBe(401);
  expect((await browser.get('/api/auth/devices')).status).toBe(401);
  expect((await give(browser, { code: '000000' })).body).toMatchObject({
    status: 422,
    errors: [{ field: 'code', code: 'code_wrong' }],
  });
  expect((await give(browser, { code: code(secret) })).status).toBe(200);
  expect([...browser.cookies.keys()]).toEqual(['relata.session_token']);
  expect((await browser.get('/me')).status).toBe(200);
});

test('T3 a code lets one in, however many bring it at the same moment', async () => {
  const opened = await open();
  const { secret } = await setUp(opened);
  const halves = await Promise.all(Array.from({ length: 5 }, () => halfWay(opened)));
  const given = opened.code(secret);
  const answers = await Promise.all(halves.map((half) => give(half, { code: given })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200, 422, 422, 422, 422,
  ]);
  opened.clock.pass(30);
  const [, second] = halves;
  if (!second) throw new Error('there are five');
  expect((await give(await halfWay(opened), { code: given })).status).toBe(422);
  expect((await give(await halfWay(opened), { code: opened.code(secret) })).status).toBe(200);
});

test('T3 a recovery code works once, and is stored so that nobody can read it', async () => {
  const opened = await open();
  const { recoveryCodes } = await setUp(opened);
  const [recoveryCode, other] = recoveryCodes;
  const typed = recoveryCode.toLowerCase().replaceAll('-', ' ');
  const { rows } = await opened.engine.database.query(
    'select c.hash, t.secret from auth_recovery_code c, auth_totp t',
  );
  expect(JSON.stringify(rows)).not.toContain(recoveryCode.replaceAll('-', ''));

  const both = await Promise.all([halfWay(opened), halfWay(opened)]);
  const answers = await Promise.all(both.map((half) => give(half, { recoveryCode: typed })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
  const later = await halfWay(opened);
  expect((await give(later, { recoveryCode })).body.errors).toMatchObject([
    { field: 'recoveryCode', code: 'recovery_code_wrong' },
  ]);
  expect((await give(later, { recoveryCode: other })).status).toBe(200);
  expect((await later.get('/api/auth/factors')).body).toMatchObject({ recoveryCodes: 8 });
});

test('T1 of a thousand guessed codes ten are looked at; the right password changes nothing about it', async () => {
  const opened = await open();
  const { secret } = await setUp(opened);
  const half = await halfWay(opened);
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, i) =>
      opened.door.app.inject({
        method: 'POST',
        url: '/api/auth/second-factor',
        remoteAddress: `203.0.113.${i % 250}`,
        headers: { cookie: [...half.cookies].map((pair) => pair.join('=')).join('; ') },
        payload: { code: String(i).padStart(6, '0') },
      }),
    ),
  );
  const statuses = answers.map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 422)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(990);
  const again = await halfWay(opened);
  expect((await give(again, { code: opened.code(secret) })).status).toBe(429);
});

test('the second half of a sign-in may take ten minutes', async () => {
  const opened = await open();
  const { secret } = await setUp(opened);
  const half = await halfWay(opened);
  opened.clock.pass(601);
  expect((await give(half, { code: opened.code(secret) })).body).toMatchObject({
    status: 401,
    reason: 'sign_in_again',
  });
  expect((await give(opened.door.browser(), { code: opened.code(secret) })).status).toBe(401);
});

test('whoever finds a screen open cannot change how its owner signs in', async () => {
  const opened = await open();
  const { browser, recoveryCodes } = await setUp(opened);
  opened.clock.pass(601);
  const paths = ['authenticator/start', 'authenticator/remove', 'recovery-codes'];
  for (const path of paths)
    expect((await browser.post(`/api/auth/${path}`)).body).toMatchObject({
      status: 403,
      reason: 'prove_again',
      details: { password: true },
    });
  expect((await browser.post('/api/auth/prove', { password: 'not this one' })).status).toBe(422);
  expect((await browser.post('/api/auth/recovery-codes')).status).toBe(403);
  expect((await browser.post('/api/auth/prove', { password: goodPassword })).status).toBe(200);
  const renewed = (await browser.post('/api/auth/recovery-codes')).body.recoveryCodes;
  expect(renewed).toHaveLength(10);
  expect(renewed).not.toContain(recoveryCodes[0]);
  const half = await halfWay(opened);
  expect((await give(half, { recoveryCode: recoveryCodes[0] })).status).toBe(422);

  expect((await browser.post('/api/auth/authenticator/remove')).status).toBe(200);
  expect((await browser.get('/api/auth/factors')).body).toMatchObject({
    totp: false,
    recoveryCodes: 0,
  });
  expect((await (await halfWay(opened)).get('/me')).status).toBe(200);
});

test('a key neither has nor makes a second factor', async () => {
  const { door, credentials } = await open();
  const browser = door.browser();
  await browser.signIn(credentials);
  const { key } = (await browser.post('/api-keys', { name: 'k' })).body.data;
  for (const path of ['prove', 'authenticator/start', 'recovery-codes'])
    expect((await door.program(key).post(`/api/auth/${path}`, { password: 'x' })).status).not.toBe(
      200,
    );
  expect((await door.program(key).get('/api/auth/devices')).status).toBe(403);
});

test('where the workspace asks for a second factor, who has none sets one up and can do nothing before', async () => {
  const opened = await open();
  const { door, makeUser, workspaceId, code } = opened;
  const { browser: boss } = await setUp(opened);
  const rep = await makeUser();
  const theirs = await door.letIn(workspaceId, rep);
  const browser = door.browser();
  await browser.signIn(theirs);
  const { key } = (await browser.post('/api-keys', { name: 'script' })).body.data;
  expect((await browser.get('/deals')).status).toBe(200);

  expect((await boss.patch('/workspace', { requireSecondFactor: true })).body.data).toMatchObject({
    requireSecondFactor: true,
  });
  for (const who of [browser, door.program(key)])
    for (const answer of [
      await who.get('/me'),
      await who.get('/deals'),
      await who.post('/companies', { name: 'x' }),
      await who.get('/api-keys'),
    ])
      expect(answer.body).toMatchObject({ status: 403, reason: 'second_factor_needed' });
  expect((await boss.get('/me')).status).toBe(200);

  const later = door.browser();
  await later.signIn(theirs);
  expect((await later.get('/me')).status).toBe(403);
  expect((await later.get('/api/auth/factors')).body).toMatchObject({ demanded: true });
  await later.post('/api/auth/prove', { password: goodPassword });
  const { secret } = (await later.post('/api/auth/authenticator/start')).body;
  await later.post('/api/auth/authenticator/finish', { code: code(secret) });
  expect((await later.get('/me')).status).toBe(200);
  expect((await door.program(key).get('/me')).status).toBe(200);

  await boss.patch('/workspace', { name: 'Renamed' });
  expect((await boss.get('/me')).body.data.workspace).toMatchObject({ requireSecondFactor: true });
});

test('the log of the workspace tells of it', async () => {
  const opened = await open();
  const { secret } = await setUp(opened);
  const half = await halfWay(opened);
  await give(half, { code: opened.code(secret) });
  await half.post('/api/auth/sign-out');
  const { rows } = await opened.engine.database.query<{ action: string; details: unknown }>(
    'select action, details from audit_entry where workspace_id = $1 order by number',
    [opened.workspaceId],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'signed_in',
    'second_factor_on',
    'signed_in',
    'signed_out',
  ]);
  expect(rows[2]?.details).toEqual({ way: 'authenticator' });
});
