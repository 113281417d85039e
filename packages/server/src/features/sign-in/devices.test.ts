import { expect, test } from 'vitest';
import { openFrontDoor } from '#test/front-door.ts';
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
