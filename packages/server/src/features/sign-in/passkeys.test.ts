import { expect, test } from 'vitest';
import { goodPassword, openFrontDoor } from '#test/front-door.ts';
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
