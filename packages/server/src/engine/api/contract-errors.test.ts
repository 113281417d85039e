import { beforeAll, describe, expect, test } from 'vitest';
import { type Caller, eventually } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;

beforeAll(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
});

/** A raw request, as no well-behaved client would send it. */
async function raw(
  url: string,
  payload: string | Buffer,
  headers: Record<string, string> = {},
  method = 'POST',
) {
  const answer = await outside.http.app.inject({
    method: method as 'POST',
    url: `/api/v1${url}`,
    payload,
    headers: { 'content-type': 'application/json', ...ada.headers, ...headers },
  });
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
}

describe('a refusal', () => {
  test('is problem+json with type, title, status, detail and the fields that are wrong', async () => {
    const { status, headers, body } = await ada.post('/companies', {
      emails: ['x'],
      employees: 'many',
    });
    expect(status).toBe(422);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toMatchObject({
      type: 'urn:relata:problem:invalid',
      title: 'Some fields need your attention',
      status: 422,
      detail: expect.any(String),
      errors: [
        {
          field: 'emails.0.value',
          code: 'email',
          message: '“x” is not an e-mail address. Check its spelling.',
        },
        { field: 'employees', code: 'number', message: 'Enter a number.' },
      ],
    });
    const unnamed = (await ada.post('/companies', { domain: 'x.example' })).body;
    expect(unnamed.errors).toMatchObject([{ field: 'name', code: 'required' }]);
  });

  test('speaks the caller’s language, else the one that their browser asks for', async () => {
    const titles: Record<string, string> = {};
    for (const language of ['en', 'pt-BR', 'it', 'pl']) {
      await ada.patch('/me', { language });
      const { body } = await ada.post('/companies', {});
      titles[language] = body.title;
      expect(body.errors[0].message).not.toBe(language === 'en' ? '' : 'Please fill this in.');
      const nobody = await outside.anybody.get('/companies', {
        'accept-language': `${language},en;q=0.5`,
      });
      expect(nobody.status).toBe(401);
      titles[`${language} 401`] = nobody.body.title;
    }
    expect(new Set(Object.values(titles)).size).toBe(8);
    await ada.patch('/me', { language: 'en' });
  });

  test('tells unreadable requests by what is wrong with them', async () => {
    expect(await raw('/people', '{"lastName": ')).toMatchObject({
      status: 400,
      body: { code: 'malformed' },
    });
    expect((await raw('/people', '')).status).toBe(400);
    expect((await raw('/people', '{"lastName":"A","__proto__":{"x":1}}')).status).toBe(400);
    expect(
      (await raw('/people', '{"lastName":"A","constructor":{"prototype":{"x":1}}}')).status,
    ).toBe(400);
    expect((await raw('/people', '{"constructor":1}')).status).toBe(400);
    for (const body of ['null', '[]', '"text"', '7', 'true', '[{}]']) {
      expect((await raw('/people', body)).status, body).toBe(400);
      expect((await raw('/people/batch', body)).status, body).toBe(body === 'null' ? 200 : 400);
      expect((await raw(`/people/${firm.admin.id}`, body, {}, 'PATCH')).status, body).toBe(400);
    }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'nonsense',
      'text/json',
    ])
      expect(await raw('/people', 'lastName=A', { 'content-type': type })).toMatchObject({
        status: 415,
        headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      });
    expect(
      (await raw('/people', '{}', { 'content-type': 'multipart/form-data; boundary=x' })).status,
    ).toBe(415);
    expect((await raw('/files', '{}')).status).toBe(415);
    const invalidUtf8 = Buffer.from([
      ...Buffer.from('{"lastName":"'),
      0xff,
      0xfe,
      ...Buffer.from('"}'),
    ]);
    expect([201, 400]).toContain((await raw('/people', invalidUtf8)).status);
  });

  test('stops bodies at ten mebibytes', async () => {
    const body = JSON.stringify({ description: 'x'.repeat(10 * 1024 * 1024) });
    expect(await raw('/people', body)).toMatchObject({
      status: 413,
      body: { code: 'too_large', title: 'This is too large' },
    });
    expect((await raw('/people', '{}', { 'content-length': '99999999999' })).status).toBe(413);
    const long = JSON.stringify({ lastName: 'Long', description: 'x'.repeat(99_000) });
    expect((await raw('/people', long)).status).toBe(201);
  });

  test('says that nothing is there: no such address, object, record, method', async () => {
    for (const path of [
      '/nonsense',
      '/people/nonsense',
      `/people/${firm.workspaceId}`,
      '/people/1/2/3/4',
      '/__proto__',
    ])
      expect((await ada.get(path)).status, path).toBe(404);
    expect((await ada.get('/people/%00')).status).toBe(404);
    expect((await ada.get('/people/%ff')).status).toBe(400);
    expect((await ada.get('/constructor/toString')).status).toBe(404);
    expect((await ada.put('/people')).status).toBe(404);
    expect((await ada.get('/person')).status).toBe(404);
  });

  test('comes before anything else to whoever is not signed in', async () => {
    const { anybody } = outside;
    for (const answer of await Promise.all([
      anybody.get('/people'),
      anybody.get('/nonsense'),
      anybody.post('/people', { nonsense: 1 }),
      anybody.patch(`/people/${firm.admin.id}`, {}),
      anybody.delete('/people/nonsense'),
      anybody.post('/changes/nonsense/undo'),
      anybody.get('/search?q=a'),
      anybody.get('/people', { authorization: 'Bearer nonsense' }),
      anybody.get('/people', { authorization: 'Basic eDp5' }),
      anybody.get('/people', { cookie: 'relata.session_token=x.y' }),
    ])) {
      expect(answer.status).toBe(401);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    }
  });

  test('names unknown fields, whatever they are called', async () => {
    const { id } = (await ada.post('/people', { lastName: 'A' })).body.data;
    for (const name of [
      'nonsense',
      'toString',
      'hasOwnProperty',
      'id"; drop table person; --',
      'a.b',
      '',
      'lastname',
    ])
      for (const answer of [
        await ada.post('/people', { lastName: 'A', [name]: 1 }),
        await ada.patch(`/people/${id}`, { [name]: 1 }),
      ]) {
        expect(answer.status, name).toBe(400);
        expect(answer.body.errors).toMatchObject([{ field: name, code: 'unknown_field' }]);
      }
    const system = await ada.patch(`/people/${id}`, {
      version: 7,
      createdAt: '2020-01-01T00:00:00Z',
      title: 'B',
    });
    expect(system.status).toBe(422);
    expect(system.body.errors).toMatchObject([
      { code: 'read_only' },
      { code: 'read_only' },
      { code: 'read_only' },
    ]);
  });

  test('of work in the background is said at once', async () => {
    expect(
      (await ada.post('/people/bulk', { where: { nonsense: { eq: 1 } }, set: { jobTitle: 'x' } }))
        .status,
    ).toBe(400);
    expect((await ada.post('/people/bulk', { where: {}, set: { nonsense: 1 } })).status).toBe(400);
    expect((await ada.post('/people/bulk', { where: {}, set: { emails: ['x'] } })).status).toBe(
      422,
    );
    expect((await ada.post('/people/bulk', { set: { jobTitle: 'x' } })).status).toBe(400);
    expect((await ada.post('/people/bulk', { ids: ['x'], set: { jobTitle: 'x' } })).status).toBe(
      404,
    );
    expect((await ada.post('/people/bulk', { where: {}, delete: true, set: {} })).status).toBe(400);
    const viewer = await outside.as(await firm.makeUser({ role: 'viewer' }));
    expect((await viewer.post('/people/bulk', { where: {}, delete: true })).status).toBe(403);
    expect(await eventually(async () => (await ada.get('/work')).body.data)).toEqual([]);
  });
});
