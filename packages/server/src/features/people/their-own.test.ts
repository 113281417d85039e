import { expect, test } from 'vitest';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

test('how I arranged the app, and when I was last here, is for me and the administrators', async () => {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const [admin, boss] = [firm.admin, await outside.as(firm.admin)];
  const rep = await outside.as(await firm.makeUser({ role: 'salesperson' }));
  await boss.patch('/me', { theme: 'dark', preferences: { muted: ['work'] } });
  const theirs = ['theme', 'preferences', 'lastSeenAt'];
  const seen = [
    (await rep.get(`/users/${admin.id}`)).body.data,
    ...(await rep.get('/users')).body.data,
  ];
  expect(seen.length).toBeGreaterThan(2);
  for (const user of seen) for (const name of theirs) expect(user).not.toHaveProperty(name);
  expect((await rep.get(`/users/${admin.id}?fields=theme`)).status).toBe(400);
  expect((await rep.get('/users?sort=-lastSeenAt')).status).toBe(400);
  expect(JSON.stringify((await rep.get(`/users/${admin.id}/history`)).body)).not.toContain('muted');
  expect((await rep.patch('/me', { theme: 'light' })).body.data.user).toMatchObject({
    theme: 'light',
    lastSeenAt: null,
  });
  expect((await boss.get('/users?sort=-lastSeenAt')).body.data[0]).toMatchObject({
    theme: expect.any(String),
  });
});
