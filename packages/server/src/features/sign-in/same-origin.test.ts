import { expect, test } from 'vitest';
import { openFrontDoor } from '#test/front-door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const made = await workspace();
  const door = await openFrontDoor(made);
  const browser = door.browser();
  const credentials = await door.letIn(made.workspaceId, made.admin);
  await browser.signIn(credentials);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const post = async (
    headers: Record<string, string>,
    payload: object | string = { lastName: 'Rossi' },
    url = '/api/v1/people',
  ) => {
    const answer = await door.app.inject({
      method: 'POST',
      url,
      headers: { host: 'crm.example', cookie, ...headers },
      payload,
    });
    return answer.statusCode;
  };
  return { ...made, door, post, credentials };
}

test('T19 another site cannot make a browser change anything', async () => {
  const { post, engine, workspaceId, credentials } = await open();
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://crm.example.evil.example' },
    { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    expect(await post(headers)).toBe(403);
    expect(await post(headers, credentials, '/api/auth/sign-in/email')).toBe(403);
    expect(await post(headers, {}, '/api/auth/sign-out')).toBe(403);
    expect(await post(headers, {}, '/api/v1/setup')).toBe(403);
    // The same address, spelled otherwise.
    expect(await post(headers, {}, '/%61pi/v1/setup')).toBe(403);
  }
  const { rows } = await engine.database.query('select 1 from person where workspace_id = $1', [
    workspaceId,
  ]);
  expect(rows).toHaveLength(0);
});

test('our own pages may, under whichever name the server is reached', async () => {
  const { post } = await open();
  expect(await post({ origin: 'http://crm.example', 'sec-fetch-site': 'same-origin' })).toBe(201);
  expect(await post({ origin: 'http://192.168.1.20:8080', host: '192.168.1.20:8080' })).toBe(201);
  expect(await post({ origin: 'http://crm.example', host: '10.0.0.7:3000' })).toBe(201);
  expect(await post({})).toBe(201);
});

test('T19 what a plain form can send is not taken', async () => {
  const { post } = await open();
  const own = { origin: 'http://crm.example' };
  expect(await post({ ...own, 'content-type': 'text/plain' }, '{"lastName":"Rossi"}')).toBe(415);
  expect(
    await post({ ...own, 'content-type': 'application/x-www-form-urlencoded' }, 'lastName=Rossi'),
  ).toBe(415);
  expect(
    await post(
      { ...own, 'content-type': 'application/json; charset=utf-8' },
      '{"lastName":"Rossi"}',
    ),
  ).toBe(201);
});

test('T19 no route at all lets another site write: each refuses before it looks at anything', async () => {
  const made = await workspace();
  const outside = await openOutside(made);
  const reads = new Set(['GET', 'HEAD', 'OPTIONS']);
  // These are asked from elsewhere on purpose, with the key of a source or form or a link of a letter; they look at no cookie.
  const meant = /^\/api\/v1\/(lead-sources|forms|forms\/confirm)\/:(key|link)\(/;
  const writing = outside.routes.filter(
    ({ method, url }) => !reads.has(method) && url.startsWith('/api/') && !meant.test(url),
  );
  expect(writing.length).toBeGreaterThan(50);
  for (const { method, url } of writing) {
    const send = (headers: Record<string, string>) =>
      outside.http.app.inject({
        method: method as 'POST',
        url: url.replaceAll(/:\w+/g, 'x'),
        headers: { host: 'crm.example', ...headers },
        payload: 'a=b',
      });
    const told = `${method} ${url}`;
    const foreign = { origin: 'https://evil.example', 'content-type': 'application/json' };
    expect((await send(foreign)).json(), told).toMatchObject({ status: 403, reason: 'other_site' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await send({ 'content-type': type })).statusCode, told).toBe(415);
  }
});
