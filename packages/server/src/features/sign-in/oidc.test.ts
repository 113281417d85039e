import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type FrontDoor, goodPassword, openFrontDoor } from '#test/front-door.ts';
import {
  type FalseProvider,
  type Forgery,
  type IdentityProvider,
  openFalseProvider,
  openIdentityProvider,
} from '#test/identity-provider.ts';
import { workspace } from '#test/workspace.ts';
import { readExceptions } from '#platform/outbound/exceptions.ts';
import type { SignInConfig } from './auth-parts.ts';
import { codeAt, stepAt } from './totp.ts';

const home = 'http://crm.example';
let real: IdentityProvider;
let lying: FalseProvider;

beforeAll(async () => {
  real = await openIdentityProvider(`${home}/api/auth/oidc/return`);
  lying = await openFalseProvider();
});
afterAll(async () => {
  await real.stop();
  await lying.stop();
});

async function open(
  oidc: IdentityProvider['settings'] = real.settings,
  more: Partial<SignInConfig> = {},
) {
  const made = await workspace();
  const door = await openFrontDoor(made, home, { oidc, ...more });
  const credentials = await door.letIn(made.workspaceId, made.admin);
  return { ...made, door, credentials };
}

let subjects = 0;
/** Somebody whom neither side has seen before. */
function newcomer(email: string, isVerified = true): void {
  Object.assign(real.account, {
    sub: `subject-${++subjects}-${Date.now()}`,
    email,
    email_verified: isVerified,
    name: 'Nina New',
  });
}

/** There and back; gives where the browser ends up. */
async function travel(
  browser: Browser,
  start: string,
  visit: (address: string) => Promise<string> | string = real.visit,
): Promise<string> {
  const away = start.startsWith('http')
    ? start
    : String((await browser.get(start)).headers['location']);
  const back = new URL(await visit(away));
  return String((await browser.get(back.pathname + back.search)).headers['location']);
}

async function connected({
  door,
  credentials,
}: {
  door: FrontDoor;
  credentials: { email: string; password: string };
}) {
  const browser = door.browser();
  await browser.signIn(credentials);
  await browser.post('/api/auth/prove', { password: goodPassword });
  const { address } = (await browser.post('/api/auth/oidc/connect')).body;
  expect(await travel(browser, address)).toBe('/settings/security');
  return browser;
}

test('whoever has connected their account signs in by the provider', async () => {
  const opened = await open();
  const { door, admin } = opened;
  newcomer('another.address@elsewhere.example', false);
  const first = await connected(opened);
  expect((await first.get('/api/auth/factors')).body).toMatchObject({ provider: true });

  const browser = door.browser();
  expect((await browser.get('/api/auth/ways')).body).toMatchObject({ provider: 'Firm ID' });
  expect(await travel(browser, '/api/auth/oidc/start?to=/deals')).toBe('/deals');
  expect((await browser.get('/me')).body.data.user.id).toBe(admin.id);
  const outside = door.browser();
  expect(await travel(outside, '/api/auth/oidc/start?to=//evil.example')).toBe('/');
});

test('somebody invited comes in with an address that the provider has checked', async () => {
  const { door, credentials } = await open();
  const boss = door.browser();
  await boss.signIn(credentials);
  const email = `invited${Date.now()}@firm.example`;
  const { link } = (await boss.post('/invitations', { email, role: 'salesperson' })).body.data;
  const token = new URL(link, home).searchParams.get('token') ?? '';
  const start = `/api/auth/oidc/start?invitation=${token}`;

  newcomer('somebody.else@firm.example');
  expect(await travel(door.browser(), start)).toMatch(/problem=provider_unverified/);
  newcomer(email, false);
  expect(await travel(door.browser(), start)).toMatch(/problem=provider_unverified/);
  newcomer(email);
  expect(await travel(door.browser(), '/api/auth/oidc/start')).toMatch(/problem=provider_unknown/);
  const browser = door.browser();
  expect(await travel(browser, start)).toBe('/');
  expect((await browser.get('/me')).body.data).toMatchObject({
    user: { name: 'Nina New', email },
    role: 'salesperson',
  });
  const again = door.browser();
  expect(await travel(again, '/api/auth/oidc/start')).toBe('/');
  expect((await again.get('/me')).status).toBe(200);
});

test('T9 an address that somebody has here does not open their account, however the provider vouches for it', async () => {
  const { door, admin, credentials } = await open();
  newcomer(admin.email);
  const browser = door.browser();
  expect(await travel(browser, '/api/auth/oidc/start')).toMatch(/problem=provider_unknown/);
  expect((await browser.get('/me')).status).toBe(401);

  const other = await open();
  const boss = other.door.browser();
  await boss.signIn(other.credentials);
  const wanted = { email: credentials.email, role: 'viewer' };
  const { link } = (await boss.post('/invitations', wanted)).body.data;
  const token = new URL(link, home).searchParams.get('token') ?? '';
  expect(await travel(browser, `/api/auth/oidc/start?invitation=${token}`)).toMatch(
    /problem=provider_known/,
  );
  expect((await browser.get('/me')).status).toBe(401);
});

test('T9 an account of the provider belongs to one person', async () => {
  newcomer('shared@firm.example');
  await connected(await open());
  const { door, credentials } = await open();
  const browser = door.browser();
  await browser.signIn(credentials);
  await browser.post('/api/auth/prove', { password: goodPassword });
  const { address } = (await browser.post('/api/auth/oidc/connect')).body;
  expect(await travel(browser, address)).toMatch(/problem=provider_taken/);
});

test('T3 the provider does not stand in for the second factor', async () => {
  const opened = await open();
  newcomer('careful@firm.example');
  const first = await connected(opened);
  const { secret } = (await first.post('/api/auth/authenticator/start')).body;
  const code = (later: number) => codeAt(secret, stepAt(opened.clock.now()) + later);
  await first.post('/api/auth/authenticator/finish', { code: code(0) });
  const browser = opened.door.browser();
  expect(await travel(browser, '/api/auth/oidc/start?to=/deals')).toBe(
    '/sign-in?second=1&to=%2Fdeals',
  );
  expect((await browser.get('/me')).status).toBe(401);
  expect((await browser.post('/api/auth/second-factor', { code: code(1) })).status).toBe(200);
  expect((await browser.get('/me')).status).toBe(200);
});

test('T9 coming back twice, with another state, from another provider or in another browser is refused', async () => {
  const opened = await open();
  newcomer('replayed@firm.example');
  await connected(opened);
  const browser = opened.door.browser();
  const away = String((await browser.get('/api/auth/oidc/start')).headers['location']);
  const back = new URL(await real.visit(away));
  const arrive = async (who: Browser, search = back.search) =>
    String((await who.get(back.pathname + search)).headers['location']);
  expect(await arrive(opened.door.browser())).toMatch(/problem=provider_late/);
  const cookies = [...browser.cookies];
  expect(await arrive(browser)).toBe('/');
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  expect(await arrive(browser)).toMatch(/problem=provider_refused/);

  const other = opened.door.browser();
  const second = new URL(
    await real.visit(String((await other.get('/api/auth/oidc/start')).headers['location'])),
  );
  second.searchParams.set('state', 'of-somebody-else');
  expect(await arrive(other, second.search)).toMatch(/problem=provider_refused/);
  const third = opened.door.browser();
  const mixed = new URL(
    await real.visit(String((await third.get('/api/auth/oidc/start')).headers['location'])),
  );
  mixed.searchParams.set('iss', 'https://another-provider.example');
  expect(await arrive(third, mixed.search)).toMatch(/problem=provider_refused/);
  opened.clock.pass(601);
  const late = opened.door.browser();
  const fourth = String((await late.get('/api/auth/oidc/start')).headers['location']);
  opened.clock.pass(601);
  expect(await travel(late, fourth)).toMatch(/problem=provider_late/);
});

const forgeries: [string, Forgery][] = [
  ['of no algorithm', { header: { alg: 'none' }, signature: 'none' }],
  ['signed with a key of somebody else', { signature: 'other' }],
  ['signed with the public key as if it were a secret', { header: { alg: 'HS256' } }],
  ['for another audience', { claims: { aud: 'somebody-else' } }],
  ['from another issuer', { claims: { iss: 'https://evil.example' } }],
  ['with the nonce of another sign-in', { claims: { nonce: 'another' } }],
  ['without a nonce', { claims: { nonce: undefined } }],
  ['that has expired', { claims: { exp: 1_700_000_000 } }],
  ['of nobody', { claims: { sub: undefined } }],
];

test('a provider whose tokens are right is believed, which makes the next tests mean something', async () => {
  const opened = await open(lying.settings);
  lying.forgery = {};
  const browser = opened.door.browser();
  expect(await travel(browser, '/api/auth/oidc/start', lying.visit)).toMatch(/provider_unknown/);
});

test.each(forgeries)('T9 a token %s is refused', async (_what, forgery) => {
  const opened = await open(lying.settings);
  lying.forgery = forgery;
  const browser = opened.door.browser();
  expect(await travel(browser, '/api/auth/oidc/start', lying.visit)).toMatch(/provider_refused/);
  expect((await browser.get('/me')).status).toBe(401);
});

test('T20 a provider cannot send us to other places of our own network, unless the operator names them', async () => {
  const elsewhere = await openFalseProvider();
  lying.forgery = {};
  lying.tokensAt = `${elsewhere.settings.issuer}/token`;
  const go = async (more: Partial<SignInConfig>) => {
    const { door } = await open(lying.settings, more);
    return travel(door.browser(), '/api/auth/oidc/start', lying.visit);
  };
  try {
    expect(await go({})).toMatch(/problem=provider_refused/);
    expect(elsewhere.asked).toEqual([]);
    const { host } = new URL(elsewhere.settings.issuer);
    await go({ outboundAllow: readExceptions(host) });
    expect(elsewhere.asked).toEqual(['/token']);
  } finally {
    lying.tokensAt = null;
    await elsewhere.stop();
  }
});

test('whoever comes while the provider is away is told so', async () => {
  const { issuer, ...others } = lying.settings;
  const { door, credentials } = await open({ ...others, issuer: `${issuer}/nowhere` });
  const browser = door.browser();
  const sent = await browser.get('/api/auth/oidc/start');
  expect([sent.status, sent.headers['location']]).toEqual([302, '/sign-in?problem=provider_away']);
  await browser.signIn(credentials);
  await browser.post('/api/auth/prove', { password: goodPassword });
  expect((await browser.post('/api/auth/oidc/connect')).body).toMatchObject({
    status: 503,
    reason: 'provider_away',
  });
});

test('without a provider there is no way by one', async () => {
  const made = await workspace();
  const door = await openFrontDoor(made);
  expect((await door.browser().get('/api/auth/oidc/start')).status).toBe(404);
  expect((await door.browser().get('/api/auth/ways')).body).toEqual({
    passkeys: false,
    provider: null,
    logo: null,
    mail: false,
  });
});
