import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBackground } from '#test/door.ts';
import { goodPassword, openFrontDoor } from '#test/front-door.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import { workspace } from '#test/workspace.ts';

let mailbox: Mailbox;
let stop: () => Promise<void>;
beforeAll(async () => {
  mailbox = await openMailbox();
  stop = await inBackground((await workspace({ post: mailbox.post })).engine);
});
afterAll(async () => {
  await stop();
  await mailbox.stop();
});

let addresses = 0;
const address = () => `moved${++addresses}.${Date.now()}@firm.example`;

async function open() {
  const made = await workspace({ post: mailbox.post });
  const door = await openFrontDoor(made);
  const credentials = await door.letIn(made.workspaceId, made.admin);
  const browser = door.browser();
  await browser.signIn(credentials);
  const ask = async (email: string) => {
    await browser.post('/api/auth/prove', { password: goodPassword });
    return browser.post('/api/auth/email', { email });
  };
  const linkTo = async (email: string): Promise<string> => {
    const { text } = await mailbox.to(email.trim().toLowerCase());
    return /http:\/\/crm\.example\/new-email#(\S+)/.exec(text)?.[1] ?? '';
  };
  const confirm = (token: string) => door.browser().post('/api/auth/email/confirm', { token });
  return { ...made, door, credentials, browser, ask, linkTo, confirm };
}

test('a new address counts once its link has been opened; the old one is told, and signs in no more', async () => {
  const { door, credentials, browser, ask, linkTo, confirm, admin } = await open();
  const elsewhere = door.browser();
  await elsewhere.signIn(credentials);
  const email = address();
  expect((await browser.post('/api/auth/email', { email })).body).toMatchObject({
    status: 403,
    reason: 'prove_again',
  });
  expect((await ask(` ${email.toUpperCase()}`)).body).toEqual({ sent: true });
  const token = await linkTo(email);
  expect((await mailbox.to(credentials.email)).text).toContain(email);
  expect((await browser.get('/me')).body.data.user.email).toBe(credentials.email);

  expect((await confirm(token)).body).toEqual({ email });
  expect((await mailbox.to(credentials.email)).text).toContain(`was changed to ${email}`);
  expect((await browser.get('/me')).body.data.user).toMatchObject({ id: admin.id, email });
  expect((await elsewhere.get('/me')).status).toBe(401);
  expect((await door.browser().signIn(credentials)).status).toBe(401);
  expect((await door.browser().signIn({ ...credentials, email })).status).toBe(200);
  expect((await browser.get('/users')).body.data).toMatchObject([{ email }]);
});

test('T6 the link works once, for an hour, until the next one, and no longer than the password', async () => {
  const { ask, linkTo, confirm, clock, browser } = await open();
  const [first, second, third, fourth] = [address(), address(), address(), address()];
  await ask(first);
  const old = await linkTo(first);
  await ask(second);
  const newer = await linkTo(second);
  expect((await confirm(old)).body).toMatchObject({ status: 404, reason: 'link' });
  const all = await Promise.all(Array.from({ length: 9 }, () => confirm(newer)));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  await ask(third);
  const late = await linkTo(third);
  clock.pass(3601);
  expect((await confirm(late)).status).toBe(404);
  await ask(fourth);
  const overtaken = await linkTo(fourth);
  await browser.post('/api/auth/change-password', {
    currentPassword: goodPassword,
    newPassword: 'walnut-harbour-3-tram',
  });
  expect((await confirm(overtaken)).status).toBe(404);
});

test('T8 an address that somebody has gets the same answer and no letter, and is nobody else’s in the end', async () => {
  const { ask, linkTo, confirm, door, workspaceId, makeUser, browser } = await open();
  const other = await makeUser();
  await door.letIn(workspaceId, other);
  expect((await ask(other.email)).body).toEqual({ sent: true });
  const email = address();
  await ask(email);
  const token = await linkTo(email);
  expect(mailbox.received.filter(({ to }) => to === other.email)).toEqual([]);
  // Somebody was faster.
  await door.signIn.createIdentity((await open()).engine.database.query, {
    name: 'Eve',
    email,
    password: goodPassword,
  });
  expect((await confirm(token)).body).toMatchObject({
    status: 422,
    errors: [{ field: 'email', code: 'taken' }],
  });
  expect((await browser.get('/me')).status).toBe(200);
  expect((await ask('no address')).body).toMatchObject({ errors: [{ code: 'email' }] });
});

test('somebody in two workspaces has the new address in both', async () => {
  const { engine, door, credentials, ask, linkTo, confirm } = await open();
  const second = await workspace({ post: mailbox.post });
  const { rows } = await engine.database.query<{ id: string }>(
    'select id from auth_user where email = $1',
    [credentials.email],
  );
  const identity = rows[0]?.id ?? '';
  await door.signIn.join(engine.database.query, {
    identity,
    workspace: second.workspaceId,
    user: second.admin.id,
  });
  const email = address();
  await ask(email);
  await confirm(await linkTo(email));
  const found = await engine.database.query<{ email: string }>(
    'select u.email from "user" u join membership m on m.user_id = u.id where m.identity_id = $1',
    [identity],
  );
  expect(found.rows).toEqual([{ email }, { email }]);
});

test('where no mail is sent, an administrator makes the link and hands it over', async () => {
  const made = await workspace();
  const door = await openFrontDoor(made);
  const boss = door.browser();
  await boss.signIn(await door.letIn(made.workspaceId, made.admin));
  const rep = await made.makeUser();
  const credentials = await door.letIn(made.workspaceId, rep);
  const low = door.browser();
  await low.signIn(credentials);
  const email = address();
  await low.post('/api/auth/prove', { password: goodPassword });
  expect((await low.post('/api/auth/email', { email })).body).toEqual({ sent: false });
  const path = `/users/${rep.id}/email-link`;
  expect((await low.post(path, { email })).status).toBe(403);
  expect((await boss.post(path, { email: made.admin.email })).body).toMatchObject({
    errors: [{ code: 'taken' }],
  });
  const { link } = (await boss.post(path, { email })).body.data;
  const token = /#(\S{43})$/.exec(link)?.[1];
  expect((await door.browser().post('/api/auth/email/confirm', { token })).status).toBe(200);
  expect((await low.get('/me')).status).toBe(401);
  expect((await door.browser().signIn({ ...credentials, email })).status).toBe(200);

  const second = await workspace();
  await door.signIn.join(made.engine.database.query, {
    identity: credentials.identity,
    workspace: second.workspaceId,
    user: (await second.makeUser()).id,
  });
  expect((await boss.post(path, { email: address() })).body).toMatchObject({
    status: 403,
    reason: 'works_elsewhere',
  });
});
