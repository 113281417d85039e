import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailServer } from '#platform/outbound/mail-server.ts';
import { openSealer } from '#platform/seal.ts';
import { sealAnew } from '#platform/seal-anew.ts';
import { mailSealed } from '#engine/mails/outbox.ts';
import { ownServerSealed } from '#engine/mails/own-servers.ts';
import {
  type Browser,
  type FrontDoor,
  goodPassword,
  openFrontDoor,
  testSecret,
} from '#test/front-door.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import { workspace } from '#test/workspace.ts';
import { signInSealed } from './index.ts';
import { codeAt, stepAt } from './totp.ts';

let mailbox: Mailbox;
beforeAll(async () => void (mailbox = await openMailbox()));
afterAll(() => mailbox.stop());

const publicUrl = 'http://crm.example';
const old = { secret: testSecret };
const mailSecret = 'a secret of tests, long enough to seal with';
const fresh = 'another secret, long enough to sign with as well';

/** Somebody with an app and recovery codes, and a letter on its way to them. */
async function open() {
  const made = await workspace({ post: mailbox.post });
  await made.engine.database.query('delete from auth_totp');
  await made.engine.database.query('delete from auth_recovery_code');
  await made.engine.database.query('delete from outgoing_mail');
  const door = await openFrontDoor(made, publicUrl, old);
  const credentials = await door.letIn(made.workspaceId, made.admin);
  const browser = door.browser();
  await browser.signIn(credentials);
  await browser.post('/api/auth/prove', { password: goodPassword });
  const { secret } = (await browser.post('/api/auth/authenticator/start')).body;
  const code = () => codeAt(secret, stepAt(made.clock.now()));
  const { recoveryCodes } = (await browser.post('/api/auth/authenticator/finish', { code: code() }))
    .body;
  const enter = async (at: FrontDoor, factor: string) => {
    made.clock.pass(60);
    const next = at.browser();
    await next.signIn(credentials);
    const given = factor === 'app' ? { code: code() } : { recoveryCode: factor };
    return (await next.post('/api/auth/second-factor', given)).status;
  };
  return { ...made, door, browser, recoveryCodes, enter, secret, credentials };
}

/** The same browser, at another server: it brings the cookies it has. */
function goesOn(door: FrontDoor, from: Browser): Browser {
  const browser = door.browser();
  for (const [name, value] of from.cookies) browser.cookies.set(name, value);
  return browser;
}

test('T27 with a new secret nobody notices: the old one opens until everything is sealed anew', async () => {
  const { engine, browser, recoveryCodes, enter } = await open();
  const both = { secret: fresh, olderSecrets: [testSecret, mailSecret] };
  const during = await openFrontDoor({ engine }, publicUrl, both);
  const here = goesOn(during, browser);
  expect((await here.get('/me')).status).toBe(200);
  expect(await enter(during, 'app')).toBe(200);
  expect(await enter(during, recoveryCodes[0])).toBe(200);

  const { query } = engine.database;
  const columns = [...signInSealed, mailSealed];
  const waiting = await query<{ id: string; content: string }>(
    `select id, content from outgoing_mail where state = 'waiting'`,
  );
  expect(waiting.rows.length).toBeGreaterThan(0);
  const done = await sealAnew({ query }, both, columns);
  expect(done).toEqual({ sealed: 1 + 9 + waiting.rows.length, lost: 0 });
  expect(await sealAnew({ query }, both, columns)).toEqual({ sealed: 0, lost: 0 });

  const after = await openFrontDoor({ engine }, publicUrl, { secret: fresh });
  expect(await enter(after, 'app')).toBe(200);
  expect(await enter(after, recoveryCodes[1])).toBe(200);
  expect(await enter(after, recoveryCodes[1])).toBe(422);
  const now = openSealer({ secret: fresh }, mailSealed.purpose);
  const before = openSealer({ secret: mailSecret }, mailSealed.purpose);
  const { rows } = await query<{ id: string; content: string }>(
    `select id, content from outgoing_mail where id = $1`,
    [waiting.rows[0]?.id],
  );
  expect(now.open(rows[0]?.content ?? '')).toBe(before.open(waiting.rows[0]?.content ?? ''));
  // Whoever signed in long ago signs in again, once the secret by which it was signed is gone.
  expect((await goesOn(after, browser).get('/me')).status).toBe(401);
});

test('T27 where sessions were signed with the older secret, signing out and a new password still work', async () => {
  const { engine, browser, credentials } = await open();
  const both = { secret: fresh, olderSecrets: [testSecret] };
  const during = await openFrontDoor({ engine }, publicUrl, both);
  const other = goesOn(during, browser);
  const changed = await other.post('/api/auth/change-password', {
    currentPassword: credentials.password,
    newPassword: 'walnut-harbour-3-tram',
  });
  expect(changed.status).toBe(200);
  expect((await goesOn(during, browser).get('/me')).status).toBe(401);
  expect((await other.get('/me')).status).toBe(200);
  const kept = goesOn(during, other);
  await other.post('/api/auth/sign-out');
  expect((await kept.get('/me')).status).toBe(401);
});

test('T27 whatever is kept sealed is sealed anew: no column is forgotten', async () => {
  const { engine, workspaceId } = await open();
  const { query } = engine.database;
  const server: MailServer = {
    ...{ host: 'smtp.pumps.example', port: 587, encryption: 'starttls' },
    ...{ login: 'sales', password: 'secret', senderName: '', senderAddress: 'a@pumps.example' },
  };
  await engine.mails.own.put(query, workspaceId, server, true);
  const { rows } = await query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = current_schema() and data_type in ('text', 'jsonb')`,
  );
  const found: string[] = [];
  for (const { table, column } of rows) {
    const { rowCount } = await query(
      `select 1 from "${table}" where "${column}"::text ~ '^"?1\\.[0-9a-f]{8}\\.' limit 1`,
    );
    if (rowCount) found.push(`${table}.${column}`);
  }
  const known = [...signInSealed, mailSealed, ownServerSealed].map(
    ({ table, column }) => `${table}.${column}`,
  );
  expect(found.toSorted()).toEqual(known.toSorted());
});

test('T27 what opens a door is nowhere in the database', async () => {
  const { engine, browser, door, recoveryCodes, secret, credentials } = await open();
  const key = (await browser.post('/api-keys', { name: 'Shop' })).body.data.key;
  const { link } = (
    await browser.post('/invitations', { email: 'new@firm.example', role: 'viewer' })
  ).body.data;
  const half = door.browser();
  await half.signIn(credentials);
  const cookies = [...browser.cookies.values(), ...half.cookies.values()].map(decodeURIComponent);
  const { challenge } = (await half.post('/api/auth/passkeys/sign-in/start')).body;
  const secrets: string[] = [
    ...[credentials.password, secret, key, key.slice(12), new URL(link).searchParams.get('token')],
    ...recoveryCodes,
    ...recoveryCodes.map((code: string) => code.replaceAll('-', '')),
    ...cookies,
    ...(challenge ? [challenge] : []),
  ];
  expect(secrets.length).toBeGreaterThan(25);
  const { query } = engine.database;
  const tables = await query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  );
  for (const { name } of tables.rows) {
    const { rows } = await query<{ row: string }>(`select t::text as row from "${name}" t`);
    const text = rows.map(({ row }) => row).join('\n');
    for (const one of secrets) expect(text.includes(one), `${name} holds ${one}`).toBe(false);
  }
});
