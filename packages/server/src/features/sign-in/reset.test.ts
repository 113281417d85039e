import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, inBackground } from '#test/door.ts';
import { goodPassword, openFrontDoor } from '#test/front-door.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import { workspace } from '#test/workspace.ts';
import { codeAt, stepAt } from './totp.ts';

let mailbox: Mailbox;
let stop: () => Promise<void>;
const better = 'walnut-harbour-3-tram';

beforeAll(async () => {
  mailbox = await openMailbox();
  stop = await inBackground((await workspace({ post: mailbox.post })).engine);
});
afterAll(async () => {
  await stop();
  await mailbox.stop();
});

async function open() {
  const made = await workspace({ post: mailbox.post });
  const door = await openFrontDoor(made);
  const credentials = await door.letIn(made.workspaceId, made.admin);
  return { ...made, door, credentials };
}
type Opened = Awaited<ReturnType<typeof open>>;

const ask = ({ door }: Pick<Opened, 'door'>, email: string, headers = {}) =>
  door.browser().post('/api/auth/forgot-password', { email }, headers);

async function linkFor(opened: Opened): Promise<string> {
  expect((await ask(opened, opened.credentials.email)).body).toEqual({ sent: true });
  const { text } = await mailbox.to(opened.credentials.email);
  return /\/new-password#(\S+)/.exec(text)?.[1] ?? '';
}

const reset = ({ door }: Opened, token: string, password = better) =>
  door.browser().post('/api/auth/reset-password', { token, password });

test('T5 T6 whoever forgot their password gets a link by mail, and signs in with a new one', async () => {
  const opened = await open();
  const { door, credentials } = opened;
  const elsewhere = door.browser();
  await elsewhere.signIn(credentials);
  const key = (await elsewhere.post('/api-keys', { name: 'old' })).body.data.key;
  expect((await door.program(key).get('/me')).status).toBe(200);
  const token = await linkFor(opened);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);

  expect((await reset(opened, token, 'Password2026!')).body.errors).toMatchObject([
    { field: 'password', code: 'password_common' },
  ]);
  expect((await reset(opened, token)).status).toBe(200);
  expect((await elsewhere.get('/me')).status).toBe(401);
  expect((await door.program(key).get('/me')).status).toBe(401);
  expect((await door.browser().signIn(credentials)).status).toBe(401);
  expect((await door.browser().signIn({ ...credentials, password: better })).status).toBe(200);
  const told = await mailbox.to(credentials.email);
  expect(told.text).toMatch(/Your password was set anew by a link/);
});

test('T6 of fifty who use the link at the same moment one succeeds', async () => {
  const opened = await open();
  const token = await linkFor(opened);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => reset(opened, token, `${better}-${i}`)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 404 || status === 429)).toHaveLength(49);
});

test('T6 a link ends after an hour, with a newer one, with another address or password', async () => {
  const opened = await open();
  const { clock, engine, credentials, door } = opened;
  const old = await linkFor(opened);
  const { rows } = await engine.database.query('select * from auth_proof');
  expect(JSON.stringify(rows)).not.toContain(old);
  const newer = await linkFor(opened);
  expect((await reset(opened, old)).body).toMatchObject({ status: 404, reason: 'link' });
  clock.pass(61 * 60);
  expect((await reset(opened, newer)).status).toBe(404);

  const third = await linkFor(opened);
  const browser = door.browser();
  await browser.signIn(credentials);
  await browser.post('/api/auth/change-password', {
    currentPassword: goodPassword,
    newPassword: better,
  });
  expect((await reset(opened, third)).status).toBe(404);

  await mailbox.to(credentials.email);
  const fourth = await linkFor(opened);
  await engine.database.query('update auth_user set email = $2 where email = $1', [
    credentials.email,
    `moved.${credentials.email}`,
  ]);
  expect((await reset(opened, fourth)).status).toBe(404);
});

test('T6 the link leads to this server, whatever host the request names', async () => {
  const opened = await open();
  await ask(opened, opened.credentials.email, { 'x-forwarded-host': 'evil.example' });
  const { text, html } = await mailbox.to(opened.credentials.email);
  expect(text).toContain('http://crm.example/new-password#');
  expect(text + html).not.toContain('evil.example');
});

test('T8 an address that nobody has gets the same answer, and no letter', async () => {
  const opened = await open();
  const { makeUser, door, workspaceId, engine, admin } = opened;
  const known = await ask(opened, opened.credentials.email);
  const unknown = await ask(opened, 'nobody@firm.example');
  const told = ({ status, body, headers }: typeof known) => [
    status,
    body,
    headers['content-length'],
  ];
  expect(told(unknown)).toEqual(told(known));

  const gone = await makeUser();
  await door.letIn(workspaceId, gone);
  const boss = door.browser();
  await boss.signIn(opened.credentials);
  await boss.post(`/users/${gone.id}/deactivate`);
  expect(told(await ask(opened, gone.email))).toEqual(told(known));

  await mailbox.to(admin.email);
  await eventually(async () => {
    const { rows } = await engine.database.query(
      `select 1 from outgoing_mail where state in ('waiting', 'trying')`,
    );
    return !rows.length;
  });
  const written = new Set(mailbox.received.map(({ to }) => to));
  expect(written.has('nobody@firm.example') || written.has(gone.email)).toBe(false);
});

test('T1 nobody is flooded with letters: of a thousand requests for an address ten are looked at', async () => {
  const { door } = await open();
  const asked = Array.from({ length: 1000 }, (_, i) =>
    door.app.inject({
      method: 'POST',
      url: '/api/auth/forgot-password',
      remoteAddress: `203.0.113.${i % 250}`,
      payload: { email: 'flooded@firm.example' },
    }),
  );
  const statuses = (await Promise.all(asked)).map((answer) => answer.statusCode);
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(990);
});

test('T3 a new password by a link does not take the second factor away', async () => {
  const opened = await open();
  const { door, credentials, clock } = opened;
  const browser = door.browser();
  await browser.signIn(credentials);
  await browser.post('/api/auth/prove', { password: goodPassword });
  const { secret } = (await browser.post('/api/auth/authenticator/start')).body;
  await browser.post('/api/auth/authenticator/finish', {
    code: codeAt(secret, stepAt(clock.now())),
  });
  await mailbox.to(credentials.email);
  expect((await reset(opened, await linkFor(opened))).status).toBe(200);
  const again = door.browser();
  expect((await again.signIn({ ...credentials, password: better })).body).toEqual({
    secondFactor: { totp: true, passkey: false },
  });
  expect((await again.get('/me')).status).toBe(401);
});

test('a server that sends no mail says so', async () => {
  const made = await workspace();
  const door = await openFrontDoor(made);
  expect((await ask({ door }, made.admin.email)).body).toEqual({ sent: false });
});
