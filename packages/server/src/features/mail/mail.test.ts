import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMail } from '#platform/mail.ts';
import { certificate } from '#test/certificate.ts';
import { inBackground } from '#test/door.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

const password = 'pelican-harbour-31';
/** By SMTP_URL; the others are firms' own, of which one cannot be trusted, one is not there and one is not allowed. */
let installation: Mailbox;
let own: Mailbox;
let sealed: Mailbox;
let inside: Mailbox;
let dead: number;
/** Takes connections and says nothing. */
let silent: Server;
const waiting: Socket[] = [];
let stop: () => Promise<void>;

beforeAll(async () => {
  own = await openMailbox(undefined, { login: { user: 'sales', password } });
  sealed = await openMailbox(undefined, { encryption: 'tls' });
  inside = await openMailbox();
  const gone = await openMailbox();
  dead = gone.port;
  silent = createServer((socket) => void waiting.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  await gone.stop();
  const allow = [
    ...[own.port, sealed.port, dead, silentPort()].map((port) => `127.0.0.1:${port}`),
    ...[own.port, sealed.port].map((port) => `localhost:${port}`),
    // Without a port it is there for the web.
    '127.0.0.2',
  ].join(' ');
  installation = await openMailbox(undefined, { allow });
  stop = await inBackground((await workspace({ post: installation.post })).engine);
});
afterAll(async () => {
  await stop();
  for (const each of [installation, own, sealed, inside]) await each.stop();
  silent.close();
});

const silentPort = (): number => Object(silent.address()).port;

async function open(post = installation.post) {
  const firm = await workspace({ post, name: 'Pumps & Co' });
  const outside = await openOutside(firm);
  const boss = await outside.as(firm.admin);
  const invite = async () => {
    const email = `asked${++invited}@elsewhere.example`;
    const { body } = await boss.post('/invitations', { email, role: 'viewer' });
    return { email, mailed: body.data.mailed };
  };
  return { ...firm, outside, boss, invite };
}
let invited = 0;

const meant = () => ({
  ...{ host: '127.0.0.1', port: own.port, encryption: 'none', login: 'sales', password },
  ...{ senderName: 'Zażółć Pompy', senderAddress: 'sales@pumps.example' },
});
const told = () => {
  const { password: _password, ...rest } = meant();
  return rest;
};
const newest = async (boss: Awaited<ReturnType<typeof open>>['boss']) =>
  (await boss.get('/audit?action=setting_changed')).body.data[0];

test('OO-SET-01 a workspace that names a mail server sends its invitations by it, all others as before', async () => {
  const { boss, invite } = await open();
  const other = await open();
  expect((await boss.put('/mail-settings', meant())).body.data.server).toEqual(told());
  const mine = await invite();
  const { head } = await own.to(mine.email);
  expect(head).toMatch(/From: =\?UTF-8\?.*<sales@pumps\.example>/);
  const theirs = await other.invite();
  expect((await installation.to(theirs.email)).head).toContain('relata@crm.example');
  const back = await boss.delete('/mail-settings');
  expect(back.body.data).toEqual({ server: null, failed: null, works: true });
  const again = await invite();
  expect((await installation.to(again.email)).head).toContain('relata@crm.example');
});

test('OO-SET-01 mails about an account go by the installation, whatever its workspaces have', async () => {
  const { boss, outside, admin } = await open();
  await boss.put('/mail-settings', meant());
  await outside.signedIn(admin);
  const forgotten = { email: admin.email };
  await outside.http.app.inject({
    ...{ method: 'POST', url: '/api/auth/forgot-password', payload: forgotten },
    headers: { host: 'crm.example', origin: 'http://crm.example' },
  });
  expect((await installation.to(admin.email)).head).toContain('relata@crm.example');
});

test('OO-SET-01 a mail server that says nothing holds up nobody but the workspace that named it', async () => {
  const { boss, invite, outside, admin } = await open();
  const quick = await open();
  await boss.put('/mail-settings', { ...meant(), port: silentPort(), login: null });
  await quick.boss.put('/mail-settings', meant());
  for (let i = 0; i < 8; i++) await invite();
  await expect.poll(() => waiting.length).toBeGreaterThan(0);
  const byOwn = await quick.invite();
  await own.to(byOwn.email);
  const byInstallation = await (await open()).invite();
  await installation.to(byInstallation.email);
  await outside.signedIn(admin);
  await outside.http.app.inject({
    ...{ method: 'POST', url: '/api/auth/forgot-password', payload: { email: admin.email } },
    headers: { host: 'crm.example', origin: 'http://crm.example' },
  });
  await installation.to(admin.email);
  expect(waiting).toHaveLength(1);
  await boss.delete('/mail-settings');
  for (const socket of waiting) socket.destroy();
});

test('OO-SET-01 a test mail comes to whoever asks, before anything is saved', async () => {
  const { boss, admin } = await open();
  const sent = await boss.post('/mail-settings/test', meant());
  expect([sent.status, sent.body.data]).toEqual([200, { to: admin.email }]);
  const letter = await own.to(admin.email);
  expect(letter.text).toContain('Mails of Pumps & Co arrive');
  expect((await boss.get('/mail-settings')).body.data.server).toBeNull();
});

test('OO-SET-01 what is wrong with a mail server is said as the server says it', async () => {
  const { boss } = await open();
  const answerTo = async (changes: object) => {
    const { status, body } = await boss.post('/mail-settings/test', { ...meant(), ...changes });
    return { status, reason: body.reason, detail: body.detail };
  };
  const isSaid = async (changes: object, trouble: string, words: RegExp) =>
    expect(await answerTo(changes)).toEqual({
      ...{ status: 409, reason: `mail_${trouble}`, detail: expect.stringMatching(words) },
    });
  const localhost = { host: 'localhost', port: sealed.port, encryption: 'tls', login: null };
  await isSaid({ password: 'wrong-one' }, 'login', /answered: 535 .*sales may not come in with …/);
  await isSaid({ port: dead }, 'unreachable', /ECONNREFUSED/);
  await isSaid(
    { host: 'no-such-host.invalid', port: 587 },
    'unknown_host',
    /no-such-host\.invalid/,
  );
  await isSaid({ ...localhost, password: undefined }, 'certificate', /self-signed certificate/);
  await isSaid({ encryption: 'starttls' }, 'encryption', /STARTTLS/);
  await isSaid({ encryption: 'tls' }, 'encryption', /TLS/);
  own.answers.push(552);
  await isSaid({}, 'refused', /answered: 552/);
});

test('OO-SET-01 mail goes over TLS where the certificate is one to be trusted', async () => {
  const { boss, admin } = await open();
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, certificate]);
  try {
    const wanted = { ...meant(), host: 'localhost', port: sealed.port };
    const sent = await boss.post('/mail-settings/test', {
      ...wanted,
      ...{ encryption: 'tls', login: null, password: undefined },
    });
    expect(sent.body).toEqual({ data: { to: admin.email } });
    await sealed.to(admin.email);
  } finally {
    setDefaultCACertificates(before);
  }
});

test('T20 a mail server of the own network is not gone to, unless the operator has named it', async () => {
  const { boss } = await open();
  const places: [string, number][] = [
    ['127.0.0.1', inside.port],
    ['localhost', inside.port],
    ['2130706433', 25],
    ['0177.0.0.1', 25],
    ['::1', 587],
    ['169.254.169.254', 25],
    ['10.0.0.1', 587],
    ['127.0.0.2', 587],
    ['1.1.1.1', 6379],
  ];
  const reasons: unknown[] = [];
  for (const [host, port] of places) {
    const wanted = { ...meant(), host, port, encryption: 'none', login: null, password: undefined };
    reasons.push((await boss.post('/mail-settings/test', wanted)).body.reason);
  }
  expect(reasons).toEqual(places.map(() => 'mail_address'));
  expect(inside.received).toEqual([]);
});

test('T27 the password is kept sealed, told to nobody, and goes to no other server than it is for', async () => {
  const { boss, engine, workspaceId } = await open();
  await boss.put('/mail-settings', meant());
  const everything = JSON.stringify([
    (await boss.get('/mail-settings')).body,
    (await boss.get('/audit')).body,
    (await boss.get('/set-up/export')).body,
    (await engine.database.query('select * from workspace_mail')).rows,
  ]);
  expect(everything).toContain('sales@pumps.example');
  expect(everything).not.toContain(password);
  for (const change of [{ host: 'localhost' }, { login: 'other' }, { port: dead }]) {
    const wanted = { ...told(), ...change };
    const [saved, tried] = [
      await boss.put('/mail-settings', wanted),
      await boss.post('/mail-settings/test', wanted),
    ];
    for (const { status, body } of [saved, tried])
      expect([status, body.errors?.[0]]).toMatchObject([422, { field: 'password' }]);
  }
  expect((await boss.put('/mail-settings', { ...told(), senderName: 'Pumps' })).status).toBe(200);
  const kept = await engine.mails.own.open(engine.database.of(workspaceId).query, workspaceId);
  expect(kept).toMatchObject({ password, senderName: 'Pumps' });
});

test('OO-SET-01 each change is in the log and can be taken back, but not a password that is gone', async () => {
  const { boss } = await open();
  await boss.put('/mail-settings', meant());
  await boss.put('/mail-settings', { ...told(), senderName: 'Pumps' });
  const renamed = await newest(boss);
  expect([renamed.undoable, renamed.details]).toEqual([
    true,
    { of: 'mail', senderName: 'Pumps', before: { senderName: 'Zażółć Pompy' } },
  ]);
  expect((await boss.post(`/audit/${renamed.number}/undo`)).status).toBe(200);
  expect((await boss.get('/mail-settings')).body.data.server).toEqual(told());
  await boss.delete('/mail-settings');
  const gone = await newest(boss);
  expect(gone).toMatchObject({ undoable: false, details: { host: null, before: told() } });
  expect((await boss.post(`/audit/${gone.number}/undo`)).status).toBe(409);
  await boss.put('/mail-settings', { ...told(), login: null });
  const first = await newest(boss);
  expect((await boss.post(`/audit/${first.number}/undo`)).status).toBe(200);
  expect((await boss.get('/mail-settings')).body.data.server).toBeNull();
});

test('what cannot be a mail server is refused at its field', async () => {
  const { boss } = await open();
  const wrong: [object, string][] = [
    [{ host: 'smtp example' }, 'host'],
    [{ host: 'http://smtp.example' }, 'host'],
    [{ senderAddress: 'sales at pumps' }, 'senderAddress'],
    [{ senderName: 'Pumps <eve@elsewhere.example>' }, 'senderName'],
    [{ senderName: 'Pumps\r\nBcc: eve@elsewhere.example' }, 'senderName'],
    [{ port: 0 }, 'port'],
  ];
  for (const [change, field] of wrong) {
    const { status, body } = await boss.put('/mail-settings', { ...meant(), ...change });
    expect([change, status >= 400 && status < 500, body.errors?.[0]?.field]).toEqual([
      ...[change, true, field],
    ]);
  }
});

test('a mail that does not go is told on the page of the settings until one goes', async () => {
  const { boss, invite } = await open();
  await boss.put('/mail-settings', { ...meant(), login: null, password: undefined });
  const { email, mailed } = await invite();
  expect(mailed).toBe(true);
  const failed = async () => (await boss.get('/mail-settings')).body.data.failed;
  await expect.poll(failed, { timeout: 5000 }).toMatchObject({ trouble: 'sender' });
  await boss.put('/mail-settings', meant());
  expect(await failed()).toBeNull();
  const next = await invite();
  await own.to(next.email);
  expect(email).not.toBe(next.email);
});

test('a wrong password is told once and tried once; whoever puts it right sends what has waited', async () => {
  const { boss, invite, engine } = await open();
  await boss.put('/mail-settings', { ...meant(), password: 'wrong-one' });
  const tried = own.refusedLogins();
  const { email } = await invite();
  const failed = async () => (await boss.get('/mail-settings')).body.data.failed;
  await expect.poll(failed).toMatchObject({ trouble: 'login' });
  const newestJob = async () => {
    const { rows } = await engine.database.query<{ state: string }>(
      "select state from pgboss.job where name = 'mail.own' order by created_on desc limit 1",
    );
    return rows[0]?.state;
  };
  // Neither under way nor waiting for another try.
  await expect.poll(newestJob).toBe('completed');
  expect(own.refusedLogins() - tried).toBe(1);
  await boss.put('/mail-settings', meant());
  await own.to(email);
  expect(await failed()).toBeNull();
});

test('nobody but administrators sees or changes by which server mails go, and nobody tries without end', async () => {
  const { boss, outside, admin, makeUser } = await open();
  await boss.put('/mail-settings', meant());
  const manager = await outside.as(await makeUser({ role: 'manager' }));
  const reading = await outside.as(admin, ['read']);
  const asked = (one: typeof boss) =>
    Promise.all([
      one.get('/mail-settings'),
      one.put('/mail-settings', meant()),
      one.delete('/mail-settings'),
      one.post('/mail-settings/test', meant()),
    ]).then((all) => all.map(({ status }) => status));
  expect(await asked(manager)).toEqual([403, 403, 403, 403]);
  expect(await asked(outside.anybody)).toEqual([401, 401, 401, 401]);
  expect(await asked(reading)).toEqual([200, 403, 403, 403]);
  const answers: number[] = [];
  for (let i = 0; i < 11; i++)
    answers.push((await boss.post('/mail-settings/test', { ...meant(), port: dead })).status);
  expect(answers).toEqual([...Array<number>(10).fill(409), 429]);
});

test('many are asked in at once where no mails go but by the server of the workspace', async () => {
  const facts = { smtpUrl: undefined, mailFrom: '', publicUrl: 'http://crm.example' };
  const { boss, invite } = await open({ ...installation.post, mail: openMail(facts) });
  await boss.put('/mail-settings', meant());
  const asked = await Promise.all(Array.from({ length: 16 }, invite));
  expect(asked.map(({ mailed }) => mailed)).toEqual(asked.map(() => true));
});
