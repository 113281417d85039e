import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBackground } from '#test/door.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

let mailbox: Mailbox;
let stop: () => Promise<void>;
beforeAll(async () => {
  mailbox = await openMailbox();
  stop = await inBackground((await workspace({ post: mailbox.post })).engine);
});
afterAll(async () => {
  await stop();
  await mailbox.stop();
});

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const profile = {
  ...{ address: 'ul. Długa 1\n00-001 Warszawa', phone: '+48 22 555 01 00' },
  ...{ website: 'https://pumps.example', email: 'hello@pumps.example' },
  ...{ taxId: 'PL5260001246', registrationNumber: 'KRS 0000123456' },
};

async function open() {
  const firm = await workspace({ post: mailbox.post, name: 'Pumps & Co' });
  const outside = await openOutside(firm);
  const boss = await outside.as(firm.admin);
  const upload = async (content: Buffer, name: string): Promise<string> => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)]), name);
    return (await boss.send('/files', form)).body.data.id;
  };
  const said = async () => (await boss.get('/me')).body.data.workspace;
  return { ...firm, outside, boss, upload, said };
}

test('OO-SET-08 a firm says how it is reached and what its numbers are; everybody in it knows', async () => {
  const { boss, said, outside, makeUser } = await open();
  expect(await said()).toMatchObject({ logo: null, address: null, taxId: null });
  expect((await boss.patch('/workspace', profile)).status).toBe(200);
  expect(await said()).toMatchObject(profile);
  const rep = await outside.as(await makeUser());
  expect((await rep.get('/me')).body.data.workspace).toMatchObject(profile);
  expect((await rep.patch('/workspace', profile)).status).toBe(403);
  await boss.patch('/workspace', { address: ' ', phone: null });
  expect(await said()).toMatchObject({ ...profile, address: null, phone: null });
});

test('OO-SET-08 a change of it is in the log and taken back, and goes along in the file of the set-up', async () => {
  const { boss, said } = await open();
  await boss.patch('/workspace', profile);
  await boss.patch('/workspace', { address: 'Somewhere else' });
  const [entry] = (await boss.get('/audit?action=setting_changed')).body.data;
  expect(entry.details).toMatchObject({
    address: 'Somewhere else',
    before: { address: profile.address },
  });
  expect((await boss.post(`/audit/${entry.number}/undo`)).status).toBe(200);
  expect(await said()).toMatchObject(profile);
  const { body: file } = await boss.get('/set-up/export');
  expect(file.workspace).toMatchObject(profile);
  expect(file.workspace).not.toHaveProperty('logo');
  const other = await open();
  expect((await other.boss.post('/set-up/apply', file)).status).toBe(200);
  expect(await other.said()).toMatchObject({ ...profile, logo: null });
});

test('OO-SET-08 the logo is there for everybody who gets a mail or fills in a form, nobody else’s picture is', async () => {
  const { boss, upload, outside, workspaceId, said } = await open();
  const path = `/workspaces/${workspaceId}/logo`;
  expect((await outside.anybody.get(path)).status).toBe(404);
  const logo = await upload(pixel, 'logo.png');
  expect((await boss.patch('/workspace', { logo })).status).toBe(200);
  expect((await said()).logo).toMatch(new RegExp(`^${logo}\\.[0-9a-f]{64}$`));
  const shown = await outside.anybody.get(path);
  expect([shown.status, shown.headers['content-type'], shown.raw]).toEqual([
    200,
    'image/png',
    pixel,
  ]);
  expect(String(shown.headers['content-security-policy'])).toContain('sandbox');
  const letter = await upload(Buffer.from('%PDF-1.7 no picture'), 'logo.png');
  for (const wrong of [letter, workspaceId]) {
    const { status, body } = await boss.patch('/workspace', { logo: wrong });
    expect([status, body.errors?.[0]]).toMatchObject([422, { field: 'logo', code: 'image' }]);
  }
  const large = await upload(Buffer.concat([pixel, Buffer.alloc(1_100_000)]), 'large.png');
  expect((await boss.patch('/workspace', { logo: large })).body.errors[0].code).toBe('logo_size');
  for (const nowhere of ['x', workspaceId.replaceAll(/[0-9]/g, '0'), `${workspaceId}0`])
    expect((await outside.anybody.get(`/workspaces/${nowhere}/logo`)).status).toBe(404);
  await boss.delete(`/files/${logo}`);
  expect((await outside.anybody.get(path)).status).toBe(404);
});

test('T13 nobody but administrators replaces the logo: a new version of its file is not shown', async () => {
  const { boss, upload, outside, workspaceId, makeUser, said } = await open();
  const path = `/workspaces/${workspaceId}/logo`;
  const logo = await upload(pixel, 'logo.png');
  await boss.patch('/workspace', { logo });
  const { logo: kept } = await said();
  const manager = await outside.as(await makeUser({ role: 'manager' }));
  const replace = async (content: Buffer) => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)]), 'logo.png');
    const sent = await manager.send(`/files/${logo}/versions`, form);
    expect(sent.status).toBe(201);
    return sent.body.batch;
  };
  const other = Buffer.concat([pixel, Buffer.from('other')]);
  const batch = await replace(other);
  expect((await outside.anybody.get(path)).raw).toEqual(pixel);
  expect((await boss.patch('/workspace', { logo: kept })).status).toBe(200);
  expect((await outside.anybody.get(path)).raw).toEqual(pixel);
  // An administrator who chooses the file again means what it holds by then.
  await boss.patch('/workspace', { logo });
  expect((await outside.anybody.get(path)).raw).toEqual(other);
  // The same number as before, but not what was chosen.
  expect((await manager.post(`/changes/${batch}/undo`)).status).toBeLessThan(300);
  await replace(Buffer.concat([pixel, Buffer.alloc(2_000_000)]));
  expect((await outside.anybody.get(path)).status).toBe(404);
});

test('OO-SET-08 a logo whose bytes are gone keeps no mail back, and nobody keeps that it is gone', async () => {
  const { boss, upload, engine, outside, workspaceId } = await open();
  const logo = await upload(pixel, 'logo.png');
  await boss.patch('/workspace', { logo, address: 'Long Street 1' });
  const { body } = await boss.get(`/files/${logo}?fields=versions`);
  await engine.files.remove(workspaceId, body.data.versions[0].key);
  await boss.post('/invitations', { email: 'unseen@elsewhere.example', role: 'viewer' });
  const { html } = await mailbox.to('unseen@elsewhere.example');
  expect(html).toContain('Long Street 1');
  expect(html).not.toContain('<img');
  const { status, headers } = await outside.anybody.get(`/workspaces/${workspaceId}/logo`);
  expect([status, String(headers['cache-control'])]).toEqual([
    404,
    expect.not.stringMatching(/max-age=86400/),
  ]);
});

test('OO-SET-08 its mails carry logo and address, and nothing in them is markup', async () => {
  const { boss, upload } = await open();
  await boss.patch('/workspace', {
    ...profile,
    address: '<b>Long Street 1</b>',
    logo: await upload(pixel, 'logo.png'),
  });
  await boss.post('/invitations', { email: 'guest@elsewhere.example', role: 'viewer' });
  const { html, text } = await mailbox.to('guest@elsewhere.example');
  expect(html).toContain('<img src="cid:logo" alt="Pumps &amp; Co"');
  expect(html).toContain('&lt;b&gt;Long Street 1&lt;/b&gt;');
  expect(html).toContain('PL5260001246 · KRS 0000123456');
  expect(text).toContain('+48 22 555 01 00 · hello@pumps.example · https://pumps.example');
});

test('OO-SET-08 the page of a form shows whose it is', async () => {
  const { boss, upload, outside, workspaceId } = await open();
  const made = await boss.post('/forms', {
    ...{ name: 'Contact', language: 'en', fields: [{ field: 'lastName', required: true }] },
  });
  const path = `/forms/${made.body.data.key}`;
  const page = async () => (await outside.anybody.get(path, { accept: 'text/html' })).body;
  expect(await page()).not.toContain('<img');
  await boss.patch('/workspace', { logo: await upload(pixel, 'logo.png') });
  expect(await page()).toContain(`src="/api/v1/workspaces/${workspaceId}/logo?of=`);
});

test('what cannot be reached is refused at its field', async () => {
  const { boss } = await open();
  for (const [field, value] of [
    ['email', 'hello at pumps'],
    ['website', 'pumps'],
    ['website', 'javascript:alert(1)'],
  ] as const) {
    const { status, body } = await boss.patch('/workspace', { [field]: value });
    expect([status, body.errors?.[0]?.field]).toEqual([422, field]);
  }
});
