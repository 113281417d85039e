import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBackground } from '#test/door.ts';
import { type Browser, type FrontDoor, goodPassword, openFrontDoor } from '#test/front-door.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';
import { codeAt, stepAt } from './totp.ts';

const home = 'https://crm.example';
let mailbox: Mailbox;
let stop: () => Promise<void>;

beforeAll(async () => {
  mailbox = await openMailbox(home);
  stop = await inBackground((await workspace({ post: mailbox.post })).engine);
});
afterAll(async () => {
  await stop();
  await mailbox.stop();
});

interface Guessing extends TestWorkspace {
  door: FrontDoor;
  /** Signed in, with the password given again. */
  browser: Browser;
  credentials: { email: string; password: string };
}

async function open(): Promise<Guessing> {
  const made = await workspace({ post: mailbox.post });
  const door = await openFrontDoor(made, home);
  const credentials = await door.letIn(made.workspaceId, made.admin);
  const browser = door.browser();
  await browser.signIn(credentials);
  await browser.post('/api/auth/prove', { password: goodPassword });
  return { ...made, door, browser, credentials };
}

const with32 = (i: number): string => String(i).padStart(43, 'x');
const cookieOf = (browser: Browser): string =>
  [...browser.cookies].map((pair) => pair.join('=')).join('; ');
const signedIn = ({ browser }: Guessing) => ({
  headers: { cookie: cookieOf(browser), origin: home, host: 'crm.example' },
});

async function halfWay({ door, browser, credentials, clock }: Guessing) {
  const { secret } = (await browser.post('/api/auth/authenticator/start')).body;
  await browser.post('/api/auth/authenticator/finish', {
    code: codeAt(secret, stepAt(clock.now())),
  });
  const half = door.browser();
  await half.signIn(credentials);
  return { headers: { cookie: cookieOf(half), origin: home, host: 'crm.example' } };
}

type Guess = (i: number) => InjectOptions & { url: string };

/**
 * Every way to prove who one is. `account`: guesses are made at one of them from everywhere; otherwise from one
 * network, since a guess may be anybody's. `prepare` gives the guesses.
 */
const ways: Record<string, { account?: true; prepare(who: Guessing): Promise<Guess> | Guess }> = {
  'POST /api/auth/sign-in/email': {
    account: true,
    prepare:
      ({ credentials: { email } }) =>
      (i) => ({ url: '/api/auth/sign-in/email', payload: { email, password: `wrong ${i}` } }),
  },
  'POST /api/auth/sign-in/email, at anybody': {
    prepare: () => (i) => ({
      url: '/api/auth/sign-in/email',
      payload: { email: `guess${i}@firm.example`, password: 'often-used-one' },
    }),
  },
  'POST /api/auth/second-factor': {
    account: true,
    async prepare(who) {
      const half = await halfWay(who);
      return (i) => ({
        ...half,
        url: '/api/auth/second-factor',
        payload: { code: String(i).padStart(6, '0') },
      });
    },
  },
  'POST /api/auth/second-factor, recovery codes': {
    account: true,
    async prepare(who) {
      const half = await halfWay(who);
      return (i) => ({
        ...half,
        url: '/api/auth/second-factor',
        payload: { recoveryCode: `AAAA-BBBB-${i}` },
      });
    },
  },
  'POST /api/auth/authenticator/finish': {
    account: true,
    async prepare(who) {
      await who.browser.post('/api/auth/authenticator/start');
      return (i) => ({
        ...signedIn(who),
        url: '/api/auth/authenticator/finish',
        payload: { code: String(i).padStart(6, '0') },
      });
    },
  },
  'POST /api/auth/change-password': {
    account: true,
    prepare: (who) => (i) => ({
      ...signedIn(who),
      url: '/api/auth/change-password',
      payload: { currentPassword: `wrong ${i}`, newPassword: 'walnut-harbour-3-tram' },
    }),
  },
  'POST /api/auth/prove': {
    account: true,
    prepare: (who) => (i) => ({
      ...signedIn(who),
      url: '/api/auth/prove',
      payload: { password: `wrong ${i}` },
    }),
  },
  'POST /api/auth/forgot-password': {
    account: true,
    prepare:
      ({ credentials: { email } }) =>
      () => ({ url: '/api/auth/forgot-password', payload: { email } }),
  },
  'POST /api/auth/email': {
    account: true,
    prepare: (who) => (i) => ({
      ...signedIn(who),
      url: '/api/auth/email',
      payload: { email: `other${i}@firm.example` },
    }),
  },
  'POST /api/auth/reset-password': {
    prepare: () => (i) => ({
      url: '/api/auth/reset-password',
      payload: { token: with32(i), password: 'walnut-harbour-3-tram' },
    }),
  },
  'POST /api/auth/email/confirm': {
    prepare: () => (i) => ({ url: '/api/auth/email/confirm', payload: { token: with32(i) } }),
  },
  'POST /api/auth/passkeys/sign-in/finish': {
    prepare: () => (i) => ({
      url: '/api/auth/passkeys/sign-in/finish',
      payload: {
        response: {
          ...{ id: with32(i), rawId: with32(i), type: 'public-key' },
          response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
        },
      },
    }),
  },
  'GET /api/v1/invitations/by-token': {
    prepare: () => (i) => ({
      method: 'GET',
      url: '/api/v1/invitations/by-token',
      headers: { 'x-invitation': with32(i) },
    }),
  },
  'POST /api/v1/invitations/accept': {
    prepare: () => (i) => ({
      url: '/api/v1/invitations/accept',
      payload: { token: with32(i), name: 'Eve', password: goodPassword },
    }),
  },
  'POST /api/v1/invitations/accept, the password of an account': {
    account: true,
    async prepare({ browser, door }) {
      const elsewhere = await workspace();
      const { email } = await door.letIn(elsewhere.workspaceId, await elsewhere.makeUser());
      const { link } = (await browser.post('/invitations', { email, role: 'viewer' })).body.data;
      const token = new URL(link, home).searchParams.get('token') ?? '';
      return (i) => ({
        url: '/api/v1/invitations/accept',
        payload: { token, password: `wrong ${i}` },
      });
    },
  },
  'GET /api/v1/me': {
    prepare: () => (i) => ({
      method: 'GET',
      url: '/api/v1/me',
      headers: { authorization: `Bearer rel_${with32(i)}` },
    }),
  },
};

test.each(Object.entries(ways))(
  'T1 of a thousand guesses ten are looked at: %s',
  async (_name, { account, prepare }) => {
    const who = await open();
    const guess = await prepare(who);
    const ask = async (i: number): Promise<number> => {
      const { headers, ...rest } = guess(i);
      const { statusCode } = await who.door.app.inject({
        method: 'POST',
        remoteAddress: account ? `203.0.113.${i % 250}` : `2001:db8:77:1:${i.toString(16)}::1`,
        ...rest,
        // What a caller says of where they are is not believed.
        headers: { ...headers, 'x-forwarded-for': `198.51.100.${i % 250}`, forwarded: `for=${i}` },
      });
      return statusCode;
    };
    const statuses: number[] = [];
    // Fifty at once: more would wait for the database, and be refused for another reason.
    for (let i = 0; i < 1000; i += 50)
      statuses.push(...(await Promise.all(Array.from({ length: 50 }, (_, more) => ask(i + more)))));
    const looked = statuses.filter((status) => status !== 429);
    expect(looked).toHaveLength(10);
    // Had they not been understood, nothing would have been guessed.
    expect(looked.filter((status) => status === 400 || status >= 500)).toEqual([]);
  },
);

/** What proves nothing: it needs a session, or only begins something, or ends it. */
const noGuess = [
  'POST /api/auth/sign-out',
  'POST /api/auth/authenticator/start',
  'POST /api/auth/authenticator/remove',
  'POST /api/auth/recovery-codes',
  'POST /api/auth/devices/end-others',
  'POST /api/auth/passkeys/start',
  'POST /api/auth/passkeys/sign-in/start',
  // A challenge of its own that a key has signed, for somebody who is signed in.
  'POST /api/auth/passkeys/finish',
];

test('T1 no address of the sign-in was forgotten here', async () => {
  const { routes } = await openOutside(await workspace());
  const posted = routes
    .filter(({ method, url }) => method === 'POST' && url.startsWith('/api/auth/'))
    .map(({ method, url }) => `${method} ${url}`);
  expect(posted.filter((one) => !(one in ways) && !noGuess.includes(one))).toEqual([]);
  expect(noGuess.filter((one) => !posted.includes(one))).toEqual([]);
});

test('T23 an address that is written otherwise is still the same account and the same network', async () => {
  const { door, credentials } = await open();
  const forms = [
    '/api/auth/sign-in/email',
    '/api/auth/sign-in/%65mail',
    '/api/auth/sign%2Din/email',
    '/api/auth/sign-in/email?x=1',
    '/api/auth/sign-in/email/',
    '/api/auth/SIGN-IN/email',
    '//api/auth/sign-in/email',
  ];
  const names = [credentials.email, credentials.email.toUpperCase(), ` ${credentials.email}\t`];
  let looked = 0;
  for (let i = 0; i < 100; i++) {
    const { statusCode } = await door.app.inject({
      method: 'POST',
      url: forms[i % forms.length] ?? '',
      remoteAddress: `203.0.113.${i}`,
      payload: { email: names[i % names.length], password: `wrong ${i}` },
    });
    expect([401, 404, 429]).toContain(statusCode);
    if (statusCode === 401) looked++;
  }
  expect(looked).toBe(10);
});

test('T2 passwords are kept by argon2id, with 19 MiB, two passes and a salt of their own', async () => {
  const { engine, door, workspaceId, makeUser } = await open();
  await door.letIn(workspaceId, await makeUser());
  const { rows } = await engine.database.query<{ password: string }>(
    "select password from auth_account where provider_id = 'credential'",
  );
  const parts = rows.map(
    ({ password }) =>
      /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]{22})\$[\w+/]{43}$/.exec(password) ?? [],
  );
  expect(parts.length).toBeGreaterThan(1);
  for (const [, memory, passes] of parts) {
    expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1024);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
  }
  expect(new Set(parts.map(([, , , salt]) => salt)).size).toBe(parts.length);
});

test('T3 an invitation to another firm does not lead around the second factor', async () => {
  const who = await open();
  await halfWay(who);
  const elsewhere = await open();
  const wanted = { email: who.credentials.email, role: 'viewer' };
  const { link } = (await elsewhere.browser.post('/invitations', wanted)).body.data;
  const token = new URL(link, home).searchParams.get('token') ?? '';
  const browser = who.door.browser();
  const accepted = await browser.post('/invitations/accept', { token, password: goodPassword });
  expect(accepted.status).toBe(201);
  expect([...browser.cookies.keys()]).toEqual(['__Host-relata.second_factor']);
  expect((await browser.get('/me')).status).toBe(401);
});

test('T5 whoever was deactivated cannot take it back: not by session, key, or any way to sign in', async () => {
  const { door, browser, workspaceId, makeUser } = await open();
  const other = await makeUser({ role: 'administrator' });
  const theirs = await door.letIn(workspaceId, other);
  const out = door.browser();
  await out.signIn(theirs);
  const { key } = (await out.post('/api-keys', { name: 'k' })).body.data;
  expect((await browser.post(`/users/${other.id}/deactivate`)).status).toBe(200);
  for (const who of [out, door.program(key)]) {
    expect((await who.post(`/users/${other.id}/reactivate`)).status).toBe(401);
    expect((await who.patch(`/users/${other.id}`, { name: 'Back' })).status).toBe(401);
  }
  expect((await door.browser().signIn(theirs)).status).toBe(401);
});
