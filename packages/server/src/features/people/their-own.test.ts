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

test('two devices that change different preferences at once keep both; null takes one away', async () => {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const rep = await outside.as(await firm.makeUser({ role: 'salesperson' }));
  await rep.patch('/me', { preferences: { navigation: 'wide' } });
  await Promise.all([
    rep.patch('/me', { preferences: { muted: ['work'] } }),
    rep.patch('/me', { preferences: { groups: 'never', navigation: 'narrow' } }),
  ]);
  const kept = async () => (await rep.get('/me')).body.data.user.preferences;
  expect(await kept()).toEqual({ navigation: 'narrow', muted: ['work'], groups: 'never' });
  await rep.patch('/me', { preferences: { groups: null } });
  expect(await kept()).toEqual({ navigation: 'narrow', muted: ['work'] });
  const [deals, people] = [{ '*': { sections: [] } }, { '*': { sections: [] } }];
  await rep.patch('/me', { preferences: { groups: null, layouts: { deal: deals } } });
  await rep.patch('/me', { preferences: { layouts: { person: people } } });
  expect((await kept()).layouts).toEqual({ deal: deals, person: people });
  await rep.patch('/me', { preferences: null });
  expect(await kept()).toBeNull();
});
