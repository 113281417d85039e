import { expect, test } from 'vitest';
import { openAuthenticator } from '#test/authenticator.ts';
import { type Browser, goodPassword, openFrontDoor } from '#test/front-door.ts';
import { workspace } from '#test/workspace.ts';

async function open(publicUrl = 'https://crm.example') {
  const made = await workspace();
  const door = await openFrontDoor(made, publicUrl);
  const browser = door.browser();
  await browser.signIn(await door.letIn(made.workspaceId, made.admin));
  return { ...made, door, browser };
}

test('a passkey is asked for with a challenge of 256 bits, finger or PIN included', async () => {
  const { browser, admin } = await open();
  expect((await browser.post('/api/auth/passkeys/start')).body).toMatchObject({
    reason: 'prove_again',
  });
  await browser.post('/api/auth/prove', { password: goodPassword });
  const options = (await browser.post('/api/auth/passkeys/start')).body;
  expect(options).toMatchObject({
    rp: { id: 'crm.example', name: 'Relata' },
    user: { name: admin.email },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);
});

test('what is no passkey of ours lets nobody in', async () => {
  const { door, browser } = await open();
  const stranger = door.browser();
  const { challenge } = (await stranger.post('/api/auth/passkeys/sign-in/start')).body;
  const data = { type: 'webauthn.get', challenge, origin: 'https://crm.example' };
  const response = {
    id: 'aWQ',
    rawId: 'aWQ',
    type: 'public-key',
    response: {
      clientDataJSON: Buffer.from(JSON.stringify(data)).toString('base64url'),
      authenticatorData: 'AAAA',
      signature: 'AAAA',
    },
  };
  const answer = await stranger.post('/api/auth/passkeys/sign-in/finish', { response });
  expect(answer.body).toMatchObject({ status: 401, reason: 'credentials' });
  expect((await stranger.get('/me')).status).toBe(401);

  await browser.post('/api/auth/prove', { password: goodPassword });
  const made = {
    ...response,
    response: { clientDataJSON: response.response.clientDataJSON, attestationObject: 'AAAA' },
  };
  expect(
    (await browser.post('/api/auth/passkeys/finish', { name: 'Mine', response: made })).body,
  ).toMatchObject({ status: 422, reason: 'passkey' });
  expect((await browser.get('/api/auth/factors')).body).toMatchObject({ keys: [], passkeys: 0 });
});

test('a server that is reached by number or without HTTPS offers none', async () => {
  for (const address of ['http://127.0.0.1:8080', 'http://crm.example', 'https://[::1]']) {
    const { browser } = await open(address);
    expect((await browser.get('/api/auth/ways')).body).toMatchObject({ passkeys: false });
    expect((await browser.post('/api/auth/passkeys/sign-in/start')).body).toMatchObject({
      status: 409,
      reason: 'passkeys_off',
    });
  }
  const { browser } = await open('http://localhost:8080');
  expect((await browser.get('/api/auth/ways')).body).toMatchObject({ passkeys: true });
});

const origin = 'https://crm.example';

async function withPasskey() {
  const opened = await open(origin);
  const { browser, door } = opened;
  await browser.post('/api/auth/prove', { password: goodPassword });
  const passkey = openAuthenticator(origin);
  const { challenge } = (await browser.post('/api/auth/passkeys/start')).body;
  const made = passkey.make(challenge);
  const finished = await browser.post('/api/auth/passkeys/finish', { name: 'Key', response: made });
  expect(finished.status).toBe(200);
  const challenged = async (by: Browser): Promise<string> =>
    (await by.post('/api/auth/passkeys/sign-in/start')).body.challenge;
  const bring = (by: Browser, response: object) =>
    by.post('/api/auth/passkeys/sign-in/finish', { response });
  return { ...opened, passkey, made, challenged, bring, stranger: door.browser() };
}

test('a passkey signs in without a password, and is both factors', async () => {
  const { passkey, challenged, bring, stranger, admin } = await withPasskey();
  const response = passkey.use(await challenged(stranger));
  expect((await bring(stranger, response)).body).toEqual({ done: true });
  expect((await stranger.get('/me')).body.data.user.id).toBe(admin.id);
  expect((await stranger.get('/api/auth/factors')).body).toMatchObject({ passkeys: 1 });
});

test('T3 what a passkey has said once lets nobody in a second time, nor at the same moment', async () => {
  const { passkey, made, challenged, bring, stranger, door, browser } = await withPasskey();
  const response = passkey.use(await challenged(stranger));
  const all = await Promise.all(Array.from({ length: 9 }, () => bring(door.browser(), response)));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await bring(stranger, response)).body).toMatchObject({
    status: 401,
    reason: 'credentials',
  });

  // Nor the answer to another's challenge, of another site, or to making it.
  const elsewhere = openAuthenticator('https://crm.example.evil.example');
  const challenge = await challenged(door.browser());
  const answers = [
    elsewhere.use(challenge),
    { ...passkey.use(challenge), id: 'aWQ' },
    passkey.use('AAAA'),
  ];
  for (const one of answers)
    expect((await bring(door.browser(), one)).body).toMatchObject({ status: 401 });
  await browser.post('/api/auth/prove', { password: goodPassword });
  expect(
    (await browser.post('/api/auth/passkeys/finish', { name: 'Again', response: made })).body,
  ).toMatchObject({ status: 422, reason: 'passkey' });
});

test('T3 a passkey whose counter goes back has been copied, and lets nobody in; a challenge lasts five minutes', async () => {
  const { passkey, challenged, bring, stranger, door, clock } = await withPasskey();
  passkey.counter = 41;
  expect((await bring(stranger, passkey.use(await challenged(stranger)))).status).toBe(200);
  passkey.counter = 17;
  const copy = door.browser();
  expect((await bring(copy, passkey.use(await challenged(copy)))).body).toMatchObject({
    status: 401,
    reason: 'credentials',
  });
  passkey.counter = 42;
  const late = await challenged(copy);
  clock.pass(5 * 60 + 1);
  expect((await bring(copy, passkey.use(late))).status).toBe(401);
  expect((await bring(copy, passkey.use(await challenged(copy)))).status).toBe(200);
});
