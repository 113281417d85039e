import { expect, test } from 'vitest';
import { goodPassword, openFrontDoor } from '#test/front-door.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const made = await workspace();
  const door = await openFrontDoor(made);
  const { email, password } = await door.letIn(made.workspaceId, made.admin);
  const credentials = { email, password };
  const signedIn = async (agent: string) => {
    const browser = door.browser();
    await browser.post('/api/auth/sign-in/email', credentials, { 'user-agent': agent });
    return browser;
  };
  return { ...made, door, credentials, signedIn };
}

test('I see where I am signed in, and end one of them or all others', async () => {
  const { signedIn, clock } = await open();
  const [laptop, phone, tablet] = [
    await signedIn('Laptop'),
    await signedIn('Phone'),
    await signedIn('Tablet'),
  ];
  clock.pass(3600);
  await laptop.get('/me');
  const { data } = (await laptop.get('/api/auth/devices')).body;
  expect(data).toHaveLength(3);
  expect(data[0]).toMatchObject({
    agent: 'Laptop',
    address: '127.0.0.1',
    current: true,
  });
  expect(Date.parse(data[0].lastUsed) - Date.parse(data[0].since)).toBeGreaterThan(3_590_000);
  expect(JSON.stringify(data)).not.toContain('token');

  const theirs = data.find((one: { agent: string }) => one.agent === 'Phone');
  expect((await laptop.delete(`/api/auth/devices/${theirs.id}`)).status).toBe(200);
  expect((await phone.get('/me')).status).toBe(401);
  expect((await tablet.get('/me')).status).toBe(200);
  expect((await laptop.post('/api/auth/devices/end-others')).body).toEqual({ ended: 1 });
  expect((await tablet.get('/me')).status).toBe(401);
  expect((await laptop.get('/me')).status).toBe(200);
});

test('nobody sees or ends the sessions of somebody else', async () => {
  const { signedIn, door, makeUser, workspaceId } = await open();
  const boss = await signedIn('Laptop');
  const rep = door.browser();
  await rep.signIn(await door.letIn(workspaceId, await makeUser()));
  const [mine] = (await rep.get('/api/auth/devices')).body.data;
  expect((await boss.get('/api/auth/devices')).body.data).toHaveLength(1);
  expect((await boss.delete(`/api/auth/devices/${mine.id}`)).status).toBe(404);
  expect((await boss.delete('/api/auth/devices/x')).status).toBe(404);
  expect((await rep.get('/me')).status).toBe(200);
  expect((await door.browser().get('/api/auth/devices')).status).toBe(401);
});

test('T4 whoever gives their password again has another session id; a cookie that was taken before is worth nothing', async () => {
  const { signedIn, door, clock } = await open();
  const mine = await signedIn('Laptop');
  const taken = door.browser();
  for (const [name, value] of mine.cookies) taken.cookies.set(name, value);
  expect((await taken.get('/me')).status).toBe(200);
  expect((await mine.post('/api/auth/prove', { password: 'not this one' })).status).toBe(422);
  expect(Object.fromEntries(mine.cookies)).toEqual(Object.fromEntries(taken.cookies));

  const answer = await mine.post('/api/auth/prove', { password: goodPassword });
  expect(String(answer.headers['set-cookie'])).toMatch(/; Max-Age=60\d{4}; Path=\/; HttpOnly/);
  expect(Object.fromEntries(mine.cookies)).not.toEqual(Object.fromEntries(taken.cookies));
  // What was on its way at that moment is not lost.
  expect((await taken.get('/me')).status).toBe(200);
  clock.pass(11);
  expect((await mine.get('/api/auth/devices')).body.data).toHaveLength(1);
  expect((await mine.get('/me')).status).toBe(200);
  expect((await taken.get('/me')).status).toBe(401);
  expect((await taken.post('/api/auth/prove', { password: goodPassword })).status).toBe(401);
});

test('a session that ends with the browser still does after the password was given again', async () => {
  const { door, credentials } = await open();
  const browser = door.browser();
  await browser.post('/api/auth/sign-in/email', { ...credentials, rememberMe: false });
  const answer = await browser.post('/api/auth/prove', { password: goodPassword });
  expect(answer.status).toBe(200);
  expect(String(answer.headers['set-cookie'])).not.toMatch(/Max-Age/);
  expect((await browser.get('/me')).status).toBe(200);
});
