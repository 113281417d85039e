import { expect, test } from 'vitest';
import { goodPassword, openFrontDoor } from '#test/front-door.ts';
import { workspace } from '#test/workspace.ts';
import { recover } from './index.ts';
import { codeAt, stepAt } from './totp.ts';

test('whoever runs the server lets an administrator in again who has lost password and telephone', async () => {
  const { engine, clock, admin, workspaceId } = await workspace();
  const door = await openFrontDoor({ engine });
  const credentials = await door.letIn(workspaceId, admin);
  const browser = door.browser();
  await browser.signIn(credentials);
  await browser.post('/api/auth/prove', { password: credentials.password });
  const { secret } = (await browser.post('/api/auth/authenticator/start')).body;
  const code = codeAt(secret, stepAt(clock.now()));
  await browser.post('/api/auth/authenticator/finish', { code });

  const parts = { query: engine.database.query, clock, publicUrl: 'http://crm.example' };
  await expect(recover(parts, 'nobody@firm.example')).rejects.toThrow(/Nobody signs in/);
  const printed = await recover(parts, admin.email.toUpperCase());
  const token = /^http:\/\/crm\.example\/new-password#(\S{43})\n/.exec(printed)?.[1];
  const password = 'walnut-harbour-3-tram';
  const use = () => door.browser().post('/api/auth/reset-password', { token, password });
  expect((await use()).status).toBe(200);
  expect((await use()).status).toBe(404);
  expect((await browser.get('/me')).status).toBe(401);
  const again = door.browser();
  await again.signIn({ ...credentials, password });
  expect((await again.get('/me')).status).toBe(200);

  const { rows } = await engine.database.query<{ details: unknown }>(
    `select details from audit_entry where workspace_id = $1 and action = 'password_reset' order by number`,
    [workspaceId],
  );
  expect(rows.map(({ details }) => details)).toEqual([
    { by: 'operator', step: 'link made' },
    { by: 'operator' },
  ]);
});

test('also where everybody came by a provider that is gone, and the workspace asks for a second factor', async () => {
  const { engine, clock, admin, workspaceId } = await workspace();
  const door = await openFrontDoor({ engine });
  const { identity, email } = await door.letIn(workspaceId, admin);
  const { query } = engine.database;
  const boss = door.browser();
  await boss.signIn({ email, password: goodPassword });
  expect((await boss.patch('/workspace', { requireSecondFactor: true })).status).toBe(200);
  // They have no password, only an account at the provider.
  await query(
    `update auth_account set provider_id = 'oidc:https://gone.example', password = null where user_id = $1`,
    [identity],
  );
  expect((await door.browser().signIn({ email, password: goodPassword })).status).toBe(401);

  const printed = await recover({ query, clock, publicUrl: 'http://crm.example' }, email);
  const token = /#(\S{43})\n/.exec(printed)?.[1];
  const password = 'walnut-harbour-3-tram';
  const reset = await door.browser().post('/api/auth/reset-password', { token, password });
  expect(reset.status).toBe(200);
  const browser = door.browser();
  expect((await browser.signIn({ email, password })).status).toBe(200);
  expect((await browser.get('/me')).body).toMatchObject({ reason: 'second_factor_needed' });
  await browser.post('/api/auth/prove', { password });
  const { secret } = (await browser.post('/api/auth/authenticator/start')).body;
  await browser.post('/api/auth/authenticator/finish', {
    code: codeAt(secret, stepAt(clock.now())),
  });
  expect((await browser.get('/me')).body.data).toMatchObject({ role: 'administrator' });
});
