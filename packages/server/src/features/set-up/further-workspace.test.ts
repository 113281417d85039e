import { expect, test } from 'vitest';
import { openFrontDoor } from '#test/front-door.ts';
import { workspace } from '#test/workspace.ts';

test('somebody makes a second workspace and goes from one to the other without signing in again', async () => {
  const firm = await workspace({ name: 'Pumps', currency: 'PLN' });
  const door = await openFrontDoor(firm);
  const boss = door.browser();
  await boss.signIn(await door.letIn(firm.workspaceId, firm.admin));
  await boss.post('/companies', { name: 'Acme' });
  const made = await boss.post('/workspaces', { name: ' Valves ' });
  expect(made.status).toBe(201);
  expect(made.body.data).toMatchObject({ name: 'Valves', currency: 'PLN' });
  expect((await boss.get('/me')).body.data.workspace.name).toBe('Pumps');

  const there = { 'x-workspace': made.body.data.id };
  expect((await boss.get('/me', there)).body.data).toMatchObject({
    workspace: { name: 'Valves' },
    workspaces: [{ name: 'Pumps' }, { name: 'Valves' }],
    can: { administer: true },
  });
  expect((await boss.get('/companies')).body.data).toEqual([]);
  expect((await boss.get('/pipelines')).body.data).toHaveLength(1);
  await boss.get('/me', { 'x-workspace': firm.workspaceId });
  expect((await boss.get('/companies')).body.data).toHaveLength(1);
});

test('only administrators make workspaces', async () => {
  const firm = await workspace();
  const door = await openFrontDoor(firm);
  const low = door.browser();
  await low.signIn(await door.letIn(firm.workspaceId, await firm.makeUser({ role: 'manager' })));
  expect((await low.post('/workspaces', { name: 'Mine' })).status).toBe(403);
});
