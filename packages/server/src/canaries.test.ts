import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { codeAt, stepAt } from '#features/sign-in/totp.ts';
import { type Canaries, openCanaries, waysToWrite } from '#test/canaries.ts';
import { freshDatabase } from '#test/database.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import { admin, type ServerProcess, startProcess } from '#test/process.ts';
import { type Visitor, visitorOf } from '#test/visitor.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'relata-canaries-'));
const boss = 'pelican-orchard-lantern-90';
let mailbox: Mailbox;
/** The mail server of a workspace's own. */
let own: Mailbox;
const ofOwnServer = 'password of a mail server of a workspace’s own';
let server: ServerProcess;
let dump: () => Promise<string>;
let canaries: Canaries;

beforeAll(async () => {
  canaries = openCanaries();
  mailbox = await openMailbox();
  const login = { user: 'sales', password: canaries.make(ofOwnServer) };
  own = await openMailbox(undefined, { login });
  const database = await freshDatabase('canaries');
  const { settings } = inject('database');
  const { rows } = await database.query<{ name: string }>('select current_database() as name');
  const name = rows[0]?.name ?? '';
  await database.stop();
  dump = () => everythingIn({ ...settings, database: name });
  const { user, password, host, port } = settings;
  if (password) canaries.keep('password of the database', String(password));
  const at = `${encodeURIComponent(String(user))}:${encodeURIComponent(String(password ?? ''))}`;
  server = await startProcess(dataDir, {
    DATABASE_URL: `postgres://${at}@/${name}?host=${encodeURIComponent(String(host))}&port=${port}`,
    LOG_LEVEL: 'trace',
    RELATA_ADMIN_PASSWORD: canaries.keep('password of the first administrator', boss),
    SECRET: canaries.make('secret of the server'),
    METRICS_TOKEN: canaries.make('token of the metrics'),
    SMTP_URL: mailbox.smtpUrl.replace(
      '//',
      `//relay:${canaries.make('password of the mail server')}@`,
    ),
    OUTBOUND_ALLOW: `127.0.0.1:${own.port}`,
    OIDC_ISSUER: 'https://provider.example',
    OIDC_CLIENT_ID: 'relata',
    OIDC_CLIENT_SECRET: canaries.make('secret at the provider'),
  });
});

afterAll(async () => {
  await server?.end();
  await mailbox.stop();
  await own.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every row of every table of every schema, the queue's included, as text. */
async function everythingIn(settings: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      parts.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return parts.join('\n');
  } finally {
    await client.end();
  }
}

/** In the next letter with a link that lets somebody in. */
async function tokenFor(address: string): Promise<string> {
  const { text } = await mailbox.to(address);
  const [, token] = /(?:[?]token=|\/new-(?:email|password)#)([\w.~-]+)/.exec(text) ?? [];
  return token ?? tokenFor(address);
}

/** Invited by mail, comes in, works with a key, an app and recovery codes, forgets the password once. */
async function live(ada: Visitor, i: number): Promise<void> {
  const email = `person${i}@firm.example`;
  const invited = await ada.post('/invitations', { email, role: 'administrator' });
  expect(invited.status).toBe(201);
  const token = canaries.keep(`invitation ${i}`, await tokenFor(email));
  const password = canaries.make(`password ${i}`);
  const person = visitorOf(server.address);
  const accepted = await person.post('/invitations/accept', { token, name: `P ${i}`, password });
  expect(accepted.status).toBe(201);
  for (const [name, value] of person.cookies) canaries.keep(`cookie ${name} ${i}`, value);
  expect((await person.post('/api/auth/prove', { password })).status).toBe(200);
  const { key } = (await person.post('/api-keys', { name: 'Shop' })).body.data;
  canaries.keep(`key ${i}`, key);
  const { secret } = (await person.post('/api/auth/authenticator/start')).body;
  canaries.keep(`authenticator ${i}`, secret);
  const code = codeAt(secret, stepAt(new Date()));
  const { recoveryCodes } = (await person.post('/api/auth/authenticator/finish', { code })).body;
  for (const [n, one] of recoveryCodes.entries()) canaries.keep(`recovery ${i}.${n}`, one);
  const asked = await person.post('/api/auth/email', { email: `new${i}@firm.example` });
  expect(asked.status).toBe(200);
  const moved = await tokenFor(`new${i}@firm.example`);
  canaries.keep(`new address ${i}`, moved);

  const outside = visitorOf(server.address);
  const wrong = { email, password: canaries.make(`wrong password ${i}`) };
  expect((await outside.post('/api/auth/sign-in/email', wrong)).status).toBe(401);
  const guess = canaries.make(`guessed key ${i}`);
  const guessed = await outside.get('/me', { authorization: `Bearer ${guess}` });
  expect(guessed.status).toBe(401);
  const half = await outside.post('/api/auth/sign-in/email', { email, password });
  for (const [name, value] of outside.cookies) canaries.keep(`half ${name} ${i}`, value);
  expect(half.status).toBe(200);
  await visitorOf(server.address).post('/api/auth/forgot-password', { email });
  canaries.keep(`reset ${i}`, await tokenFor(email));
}

/** With a password that is wrong first, then right; a mail goes and one does not. */
async function sendThrough(ada: Visitor): Promise<void> {
  const password = canaries.all.get(ofOwnServer) ?? '';
  const wrong = canaries.make('wrong password of a mail server');
  const meant = {
    ...{ host: '127.0.0.1', port: own.port, encryption: 'none', login: 'sales' },
    ...{ senderName: 'Pumps', senderAddress: 'sales@pumps.example' },
  };
  const refused = await ada.post('/mail-settings/test', { ...meant, password: wrong });
  expect([refused.status, JSON.stringify(refused.body).includes(wrong)]).toEqual([409, false]);
  expect((await ada.post('/mail-settings/test', { ...meant, password })).status).toBe(200);
  expect((await ada.put('/mail-settings', { ...meant, password: wrong })).status).toBe(200);
  await ada.post('/invitations', { email: 'waits@firm.example', role: 'viewer' });
  const failed = async () => (await ada.get('/mail-settings')).body.data.failed;
  for (let tries = 0; !(await failed()) && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await failed()).toMatchObject({ trouble: 'login' });
  expect((await ada.put('/mail-settings', { ...meant, password })).status).toBe(200);
  const told = await ada.get('/mail-settings');
  expect(JSON.stringify(told.body)).not.toContain('canary-');
  expect((await own.to('waits@firm.example')).head).toContain('sales@pumps.example');
}

test('T27 what lets somebody in stands neither in the database nor in a log, however it is written', async () => {
  const ada = visitorOf(server.address);
  const came = await ada.post('/api/auth/sign-in/email', { email: admin.email, password: boss });
  expect(came.status).toBe(200);
  for (let i = 0; i < 4; i++) await live(ada, i);
  await sendThrough(ada);
  const made = await ada.post('/lead-sources', { name: 'Shop' });
  const { key } = (await ada.post(`/lead-sources/${made.body.data.id}/key`)).body.data;
  canaries.keep('lead source', key);
  const lead = { lastName: 'Seen in the dump' };
  const taken = await visitorOf(server.address).post(`/lead-sources/${key}`, lead);
  expect(taken.status).toBe(201);
  // A tool with a key that lacks a letter, and a body that cannot be read.
  const near = canaries.keep('a key mistyped', `in_${canaries.make('its rest')}`);
  await visitorOf(server.address).post(`/lead-sources/${near}`, lead);
  await ada.post('/records/of/nothing', { password: canaries.make('a body') });
  await server.end();

  const kept = await dump();
  expect(kept).toContain('Seen in the dump');
  expect(kept).toContain('person3@firm.example');
  const log = server.said();
  expect(log).toContain('/api/auth/sign-in/email');
  expect(log.split('\n').length).toBeGreaterThan(40);

  expect(canaries.all.size).toBeGreaterThanOrEqual(50);
  const found: string[] = [];
  for (const [name, secret] of canaries.all)
    for (const written of waysToWrite(secret)) {
      if (kept.includes(written)) found.push(`${name} in the database`);
      if (log.includes(written)) found.push(`${name} in the log`);
    }
  expect(found).toEqual([]);
});

test('T27 a secret would be found in whatever it is written', () => {
  const secret = 'pelican/orchard?lantern-90 é';
  const bytes = Buffer.from(`{"before":"${secret}","after":1}`);
  const held = [
    bytes.toString(),
    ...[0, 1, 2].map((n) => Buffer.from(`${'x'.repeat(n)}${secret} and`).toString('base64')),
    Buffer.from(`a${secret} and`).toString('base64url'),
    `\\x${bytes.toString('hex')}`,
    bytes.toString('hex').toUpperCase(),
    `?token=${encodeURIComponent(secret)}`,
    JSON.stringify({ secret: `a ${secret}` }),
  ];
  for (const text of held)
    expect(
      waysToWrite(secret).some((written) => text.includes(written)),
      text,
    ).toBe(true);
});
