import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { newId } from '#platform/id.ts';
import { type Caller, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addFileRoutes } from './index.ts';
import { removeOrphans } from './remove-orphans.ts';

const maxBytes = 100_000;

async function open() {
  const made = await workspace();
  const door = await openDoor(made, (app, api) => addFileRoutes(app, api, { maxBytes }));
  const stored = async (): Promise<number> => {
    let count = 0;
    const later = new Date(Date.now() + 86_400_000);
    for await (const { workspaceId } of made.engine.files.storedBefore(later))
      if (workspaceId === made.workspaceId) count++;
    return count;
  };
  return { ...made, door, ada: door.as(made.admin), stored };
}

function form(content: string | Uint8Array<ArrayBuffer>, name: string, about?: unknown): FormData {
  const sent = new FormData();
  if (about !== undefined) sent.set('about', JSON.stringify(about));
  sent.set('file', new Blob([content]), name);
  return sent;
}

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);

async function uploaded(who: Caller, ...sent: Parameters<typeof form>) {
  const { status, body } = await who.send('/files', form(...sent));
  expect(status).toBe(201);
  return body.data as {
    id: string;
    name: string;
    contentType: string;
    versions: { key: string }[];
  };
}

test('a file is stored with the company that it is about, shown on its timeline, and downloaded', async () => {
  const { ada } = await open();
  const acme = (await ada.post('/companies', { name: 'Acme' })).body.data;
  const file = await uploaded(ada, 'Good morning', 'Offer.txt', [
    { object: 'company', id: acme.id },
  ]);
  expect(file).toMatchObject({
    name: 'Offer.txt',
    contentType: 'text/plain',
    size: 12,
    version: 1,
  });
  const timeline = await ada.get(`/companies/${acme.id}/timeline?kinds=file`);
  expect(timeline.body.data[0].record.title).toBe('Offer.txt');

  const { headers, raw } = await ada.get(`/files/${file.id}/content`);
  expect(raw.toString()).toBe('Good morning');
  expect(headers).toMatchObject({
    'content-type': 'text/plain',
    'content-length': '12',
    'content-disposition': `attachment; filename="Offer.txt"; filename*=UTF-8''Offer.txt`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  });
});

test('an unchanged file is not sent twice', async () => {
  const { ada } = await open();
  const file = await uploaded(ada, 'Good morning', 'a.txt');
  const { headers } = await ada.get(`/files/${file.id}/content`);
  const again = await ada.get(`/files/${file.id}/content`, {
    'if-none-match': String(headers['etag']),
  });
  expect([again.status, again.raw.length]).toEqual([304, 0]);
});

test.each([
  ['a picture', png, 'a.png', 'image/png', 'inline'],
  ['a picture with a false name', png, 'a.html', 'image/png', 'inline'],
  ['a PDF', '%PDF-1.7', 'a.pdf', 'application/pdf', 'inline'],
  ['a page', '<html><script>alert(1)</script>', 'a.html', 'application/octet-stream', 'attachment'],
  [
    'a page called a picture',
    '<html><script>alert(1)</script>',
    'a.png',
    'application/octet-stream',
    'attachment',
  ],
  [
    'a drawing with a script',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'a.svg',
    'application/octet-stream',
    'attachment',
  ],
  ['a text', 'Good morning', 'a.txt', 'text/plain', 'attachment'],
  [
    'bytes called a text',
    new Uint8Array([0, 1, 2]),
    'a.txt',
    'application/octet-stream',
    'attachment',
  ],
] as const)(
  '%s is served as what it is, and only harmless ones are shown',
  async (_, content, name, type, how) => {
    const { ada } = await open();
    const file = await uploaded(ada, content, name);
    const { headers } = await ada.get(`/files/${file.id}/content?inline=1`);
    expect(headers['content-type']).toBe(type);
    expect(headers['content-disposition']).toMatch(new RegExp(`^${how};`));
    expect(headers['x-content-type-options']).toBe('nosniff');
  },
);

test.each([
  ['a path', '../../etc/passwd', 'passwd'],
  ['a path of Windows', 'C:\\Users\\ada\\offer.pdf', 'offer.pdf'],
  ['control characters', 'a\u0000b\u0007.txt', 'ab.txt'],
  ['text turned around', 'invoice\u202egpj.exe', 'invoicegpj.exe'],
  ['dots alone', '...', 'file'],
  ['letters of other languages', 'Umowa „żółw” – kopia.pdf', 'Umowa „żółw” – kopia.pdf'],
  ['a long name', `${'ż'.repeat(300)}.pdf`, `${'ż'.repeat(125)}.pdf`],
])('a name with %s is kept as it can be shown', async (_, given, kept) => {
  const { ada } = await open();
  const sent = await uploaded(ada, 'x', given);
  expect(sent.name).toBe(kept);
  const { headers } = await ada.get(`/files/${sent.id}/content`);
  const exact = String(headers['content-disposition']).split("UTF-8''")[1] ?? '';
  expect(decodeURIComponent(exact)).toBe(kept);
});

test('a file is renamed like any record, to a name without folders', async () => {
  const { ada } = await open();
  const file = await uploaded(ada, 'x', 'x.txt');
  const renamed = await ada.patch(`/files/${file.id}`, { name: '../y\u202e.txt' });
  expect(renamed.body.data).toMatchObject({ name: 'y.txt', title: 'y.txt' });
});

test('a new version leaves the old ones; undo brings the old one back', async () => {
  const { ada } = await open();
  const file = await uploaded(ada, 'first', 'a.txt');
  const second = await ada.send(`/files/${file.id}/versions`, form('second one', 'b.txt'));
  expect(second.status).toBe(201);
  expect(second.body.data).toMatchObject({ name: 'a.txt', size: 10, version: 2 });
  expect(second.body.data.versions.map((one: { number: number }) => one.number)).toEqual([2, 1]);
  expect((await ada.get(`/files/${file.id}/content`)).body).toBe('second one');
  expect((await ada.get(`/files/${file.id}/content?version=1`)).body).toBe('first');
  expect((await ada.get(`/files/${file.id}/content?version=3`)).status).toBe(404);
  await ada.post(`/changes/${second.body.batch}/undo`);
  expect((await ada.get(`/files/${file.id}/content`)).body).toBe('first');
});

test('what is refused leaves nothing on the disk', async () => {
  const { ada, door, makeUser, stored } = await open();
  const viewer = door.as(await makeUser({ role: 'viewer' }));
  const rep = door.as(await makeUser());
  const file = await uploaded(ada, 'mine', 'a.txt');
  expect(await stored()).toBe(1);
  const nobody = [{ object: 'company', id: newId() }];
  const answers = await Promise.all([
    viewer.send('/files', form('x', 'x.txt')),
    ada.send('/files', form('x', 'x.txt', nobody)),
    ada.send('/files', form('x', 'x.txt', { object: 'company' })),
    ada.send('/files', form('x'.repeat(maxBytes + 1), 'x.txt')),
    rep.send(`/files/${file.id}/versions`, form('x', 'x.txt')),
    ada.send(`/files/${newId()}/versions`, form('x', 'x.txt')),
    ada.send('/files', new FormData()),
    ada.post('/files', { name: 'without content' }),
    ada.post('/files/batch', { create: [{ name: 'without content' }] }),
  ]);
  expect(answers.map((one) => one.status)).toEqual([403, 422, 422, 413, 403, 404, 400, 415, 422]);
  expect(await stored()).toBe(1);
});

test('a body that ends in the middle is refused and leaves nothing', async () => {
  const { ada, stored } = await open();
  const body =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf of it';
  const answer = await ada.post('/files', body, {
    'content-type': 'multipart/form-data; boundary=b',
  });
  expect(answer.status).toBe(400);
  expect(await stored()).toBe(0);
});

test('somebody who sends far too much gets the answer although they are still sending', async () => {
  const { ada, door } = await open();
  const address = await door.app.listen({ host: '127.0.0.1', port: 0 });
  const body = form('x'.repeat(20_000_000), 'x.txt');
  const answer = await fetch(`${address}/api/v1/files`, {
    method: 'POST',
    body,
    headers: ada.headers,
  });
  expect(answer.status).toBe(413);
  await door.stop();
});

test('a photo is a picture that is there', async () => {
  const { ada } = await open();
  const picture = await uploaded(ada, png, 'ada.png');
  const letter = await uploaded(ada, 'Dear Ada', 'ada.txt');
  const person = (photo: string) => ada.post('/people', { lastName: 'Rossi', photo: [photo] });
  expect((await person(picture.id)).status).toBe(201);
  expect((await person(letter.id)).body.errors).toMatchObject([{ field: 'photo', code: 'image' }]);
  expect((await person(newId())).body.errors).toMatchObject([
    { field: 'photo', code: 'not_found' },
  ]);
});

test('somebody who does not know the workspace or the file gets nothing', async () => {
  const { ada, door } = await open();
  const file = await uploaded(ada, 'secret', 'a.txt');
  const other = await workspace();
  expect((await door.app.inject(`/api/v1/files/${file.id}/content`)).statusCode).toBe(401);
  const elsewhere = await openDoor(other, (app, api) => addFileRoutes(app, api));
  expect((await elsewhere.as(other.admin).get(`/files/${file.id}/content`)).status).toBe(404);
  await ada.delete(`/files/${file.id}`);
  expect((await ada.get(`/files/${file.id}/content`)).status).toBe(404);
});

test('stored files that nothing needs are removed after a day, all others are kept', async () => {
  const { ada, engine, clock, workspaceId, stored } = await open();
  const live = await uploaded(ada, 'live', 'a.txt');
  const versioned = await ada.send(`/files/${live.id}/versions`, form('undone', 'a.txt'));
  await ada.post(`/changes/${versioned.body.batch}/undo`);
  const binned = await uploaded(ada, 'binned', 'b.txt');
  await ada.delete(`/files/${binned.id}`);
  await engine.files.put(workspaceId, Readable.from(['orphan']), { maxBytes: 10 });
  await removeOrphans(engine);
  expect(await stored()).toBe(4);
  clock.pass(2 * 86_400);
  await removeOrphans(engine);
  expect(await stored()).toBe(3);
  await ada.post(`/files/${binned.id}/restore`);
  expect((await ada.get(`/files/${binned.id}/content`)).body).toBe('binned');
});
