import { expect, test } from 'vitest';
import { auditBy } from '#engine/audit/audit.ts';
import { checkChain } from '#engine/audit/chain.ts';
import { goodPassword, openFrontDoor } from '#test/front-door.ts';
import { workspace } from '#test/workspace.ts';
import { mostADay } from './invite.ts';
import { invitationLetter } from './letter.ts';

async function open() {
  const made = await workspace({ name: 'Pumps & Co' });
  const door = await openFrontDoor(made);
  const boss = door.browser();
  await boss.signIn(await door.letIn(made.workspaceId, made.admin));
  const invite = async (email: string, role = 'salesperson') => {
    const answer = await boss.post('/invitations', { email, role });
    expect(answer.status).toBe(201);
    const { id, link } = answer.body.data;
    return { id: String(id), link: String(link), token: String(link).split('?token=')[1] ?? '' };
  };
  const accept = (token: string, more: object = {}) =>
    door
      .browser()
      .post('/invitations/accept', { token, name: 'Rui', password: goodPassword, ...more });
  return { ...made, door, boss, invite, accept };
}

let number = 0;
/** Identities belong to the whole server: each test has addresses of its own. */
const address = (): string => `invited${process.pid}x${++number}@pumps.example`;

test('whoever is invited opens the link, chooses a name and a password, and is inside', async () => {
  const { boss, door, invite, workspaceId } = await open();
  const email = address();
  const { link, token } = await invite(email.toUpperCase());
  expect(link).toMatch(/\/invite\?token=[\w-]{64}$/);
  expect((await boss.get('/invitations')).body.data).toMatchObject([
    { email, role: 'salesperson', status: 'pending' },
  ]);

  const browser = door.browser();
  const seen = await browser.get('/invitations/by-token', { 'x-invitation': token });
  expect(seen.body.data).toEqual({
    email,
    workspace: 'Pumps & Co',
    inviter: 'Ada Admin',
    role: 'salesperson',
    hasAccount: false,
    signedIn: false,
  });
  const answer = await browser.post('/invitations/accept', {
    token,
    name: 'Rui Costa',
    password: goodPassword,
    language: 'pt-BR',
  });
  expect([answer.status, answer.body.data.workspace]).toEqual([201, workspaceId]);
  expect((await browser.get('/me')).body.data).toMatchObject({
    user: { name: 'Rui Costa', email, language: 'pt-BR' },
    role: 'salesperson',
    can: { administer: false },
  });
  expect((await boss.get('/invitations')).body.data).toMatchObject([{ status: 'accepted' }]);
});

test('T7 of fifty who use a link at the same moment one comes in, and nobody afterwards', async () => {
  const { invite, accept } = await open();
  const { token } = await invite(address());
  const all = await Promise.all(Array.from({ length: 50 }, () => accept(token)));
  const statuses = all.map((answer) => answer.status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(
    statuses.filter((status) => status === 201 || status === 409 || status === 422),
  ).toHaveLength(50);
  expect((await accept(token)).body).toMatchObject({ status: 409, reason: 'invitation_accepted' });
});

test('T7 the link holds 256 bits, and neither they nor anything else that opens the door is stored', async () => {
  const { invite, engine } = await open();
  const { token } = await invite(address());
  expect(Buffer.from(token, 'base64url')).toHaveLength(48);
  const secret = Buffer.from(token, 'base64url').subarray(16);
  for (const table of ['invitation', 'audit_entry', 'outgoing_mail', 'change', 'event']) {
    const { rows } = await engine.database.query(`select * from ${table}`);
    const text = JSON.stringify(rows);
    expect(text).not.toContain(token);
    expect(text).not.toContain(secret.toString('hex'));
  }
});

test('T7 an invitation ends after seven days, when it is withdrawn, and when another link is sent', async () => {
  const { boss, invite, accept, clock } = await open();
  const email = address();
  const first = await invite(email);
  const second = await invite(email, 'manager');
  expect(second.id).toBe(first.id);
  expect((await accept(first.token)).body).toMatchObject({ status: 404, reason: 'invitation' });
  expect((await boss.get('/invitations')).body.data).toHaveLength(1);

  clock.pass(7 * 86_400);
  expect((await accept(second.token)).body).toMatchObject({
    status: 409,
    reason: 'invitation_expired',
  });
  expect((await boss.get('/invitations')).status).toBe(401);
  clock.reset();
  const sent = await boss.post(`/invitations/${first.id}/resend`);
  const third = String(sent.body.data.link).split('?token=')[1] ?? '';
  expect((await accept(second.token)).status).toBe(404);
  expect((await boss.post(`/invitations/${first.id}/revoke`)).status).toBe(200);
  expect((await accept(third)).body).toMatchObject({ status: 409, reason: 'invitation_revoked' });
  expect((await boss.get('/invitations')).body.data).toMatchObject([{ status: 'revoked' }]);
});

test('nobody is invited twice: who works here is refused, who left is to be reactivated', async () => {
  const { boss, makeUser } = await open();
  const rep = await makeUser();
  const again = { email: rep.email.toUpperCase(), role: 'salesperson' };
  expect((await boss.post('/invitations', again)).body).toMatchObject({
    status: 409,
    reason: 'already_here',
  });
  await boss.post(`/users/${rep.id}/deactivate`);
  expect((await boss.post('/invitations', again)).body).toMatchObject({
    status: 409,
    reason: 'inactive_person',
    details: { user: rep.id },
  });
  expect(
    (await boss.post('/invitations', { email: 'rep', role: 'salesperson' })).body,
  ).toMatchObject({ status: 422, errors: [{ field: 'email', code: 'email' }] });
  expect((await boss.post('/invitations', { email: address(), role: 'king' })).body).toMatchObject({
    status: 422,
    errors: [{ field: 'role', code: 'option' }],
  });
});

test('T7 only administrators invite, and what they promise ends with their own rights', async () => {
  const { boss, door, workspaceId, admin, makeUser, invite, accept } = await open();
  const rep = await makeUser();
  const low = door.browser();
  await low.signIn(await door.letIn(workspaceId, rep));
  const wanted = { email: address(), role: 'salesperson' };
  expect((await low.post('/invitations', wanted)).body).toMatchObject({
    status: 403,
    reason: 'administrators_only',
  });
  expect((await low.get('/invitations')).status).toBe(403);
  expect((await door.browser().post('/invitations', wanted)).status).toBe(401);

  const high = await invite(address(), 'administrator');
  const other = await invite(address());
  await boss.patch(`/users/${rep.id}`, { role: 'administrator' });
  await low.patch(`/users/${admin.id}`, { role: 'salesperson' });
  expect((await accept(high.token)).body).toMatchObject({
    status: 409,
    reason: 'invitation_revoked',
  });
  expect((await accept(other.token)).status).toBe(201);
});

test('somebody with an account comes in by it, and works in both places without signing in again', async () => {
  const { door, invite, accept, workspaceId } = await open();
  const elsewhere = await workspace({ name: 'Elsewhere' });
  const rui = await elsewhere.makeUser({ name: 'Rui' });
  const credentials = await door.letIn(elsewhere.workspaceId, rui);
  const { token } = await invite(credentials.email);

  const wrong = await accept(token, { password: 'another-password-99' });
  expect(wrong.body).toMatchObject({ status: 422, errors: [{ code: 'password_wrong' }] });
  const stranger = door.browser();
  expect((await stranger.post('/invitations/accept', { token })).status).toBe(401);

  const browser = door.browser();
  await browser.signIn(credentials);
  expect((await browser.get('/me')).body.data.workspace.name).toBe('Elsewhere');
  const seen = await browser.get('/invitations/by-token', { 'x-invitation': token });
  expect(seen.body.data).toMatchObject({ hasAccount: true, signedIn: true });
  expect((await browser.post('/invitations/accept', { token })).status).toBe(201);
  expect((await browser.get('/me')).body.data).toMatchObject({
    workspace: { name: 'Pumps & Co' },
    workspaces: [{ name: 'Elsewhere' }, { name: 'Pumps & Co' }],
  });
  const there = await browser.get('/me', { 'x-workspace': elsewhere.workspaceId });
  expect(there.body.data.workspace.name).toBe('Elsewhere');
  const here = await browser.get('/me', { 'x-workspace': workspaceId });
  expect(here.body.data.user.id).not.toBe(rui.id);
});

test('T7 an invitation is for its own address', async () => {
  const { door, invite, makeUser, workspaceId } = await open();
  const elsewhere = await workspace();
  const known = await door.letIn(elsewhere.workspaceId, await elsewhere.makeUser());
  const { token } = await invite(known.email);
  const other = door.browser();
  await other.signIn(await door.letIn(workspaceId, await makeUser()));
  expect((await other.post('/invitations/accept', { token })).body).toMatchObject({
    status: 403,
    reason: 'other_address',
  });
});

test('T1 whoever guesses links is stopped', async () => {
  const { door, invite } = await open();
  const { token } = await invite(address());
  const guess = (text: string) =>
    door.browser().get('/invitations/by-token', { 'x-invitation': text });
  for (let i = 0; i < 10; i++)
    expect((await guess(`${token.slice(0, -2)}${String(i).padStart(2, 'a')}`)).status).toBe(404);
  expect((await guess(token)).status).toBe(429);
});

test('who was invited, came in or was refused stands in an unbroken log', async () => {
  const { engine, invite, accept, workspaceId, admin } = await open();
  const email = address();
  const { token } = await invite(email);
  await accept(token);
  const { rows } = await engine.database.query<{ action: string; actor_id: string }>(
    'select action, actor_id from audit_entry where workspace_id = $1 order by number',
    [workspaceId],
  );
  expect(rows.map((row) => row.action)).toEqual([
    'signed_in',
    'invited',
    'invitation_accepted',
    'signed_in',
  ]);
  expect(rows[1]?.actor_id).toBe(admin.id);
  const { query } = engine.database;
  expect(await checkChain(query, workspaceId)).toEqual({ entries: 4, broken: null });
  await query(
    `update audit_entry set details = '{"email": "other@pumps.example"}' where workspace_id = $1 and number = 1`,
    [workspaceId],
  );
  expect(await checkChain(query, workspaceId)).toMatchObject({ broken: 1 });
});

test('the e-mail says who invites where, in the language of the workspace, while the link works', async () => {
  const made = await workspace({ name: 'Pompy <b>', language: 'pl' });
  const door = await openFrontDoor(made);
  const boss = door.browser();
  await boss.signIn(await door.letIn(made.workspaceId, made.admin));
  const email = address();
  const { body } = await boss.post('/invitations', { email, role: 'viewer' });
  const token = String(body.data.link).split('?token=')[1] ?? '';
  const write = () =>
    invitationLetter(made.engine, { token, inviter: 'Ada' }, 'https://crm.example');
  expect(await write()).toMatchObject({
    to: email,
    subject: 'Zaproszenie do Pompy <b>',
    button: { href: `https://crm.example/invite?token=${token}` },
  });
  await boss.post(`/invitations/${body.data.id}/revoke`);
  expect(await write()).toBeNull();
});

test('a workspace sends five hundred invitations a day, those sent again included, and then waits', async () => {
  const { boss, invite, engine, workspaceId, admin, clock } = await open();
  const at = clock.now().toISOString();
  const actor = { workspace: workspaceId, user: admin.id, name: admin.name };
  for (let i = 1; i < mostADay; i++)
    await auditBy(engine.database.query, actor, at, { action: 'invited' }, null);
  const { id } = await invite(address());
  const full = await boss.post('/invitations', { email: address(), role: 'viewer' });
  expect(full.body).toMatchObject({
    status: 429,
    reason: 'invitations',
  });
  expect(Number(full.headers['retry-after'])).toBeGreaterThan(86_000);
  expect((await boss.post(`/invitations/${id}/resend`)).status).toBe(429);
  clock.pass(86_401);
  await invite(address());
});
