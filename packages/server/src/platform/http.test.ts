import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { Refusal, invalid } from '@relata/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp, type Http } from './http.ts';
import { createLog } from './log.ts';

const webApp = mkdtempSync(join(tmpdir(), 'relata-web-'));
const config = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'https://crm.example',
  metricsToken: 't'.repeat(32),
};
const logged: string[] = [];
const log = createLog('error', { write: (line) => void logged.push(line) });
let ready = true;
let http: Http;

beforeAll(async () => {
  mkdirSync(join(webApp, 'assets'));
  writeFileSync(join(webApp, 'index.html'), '<title>Relata</title>');
  writeFileSync(join(webApp, 'assets', 'app-1a2b.js'), 'start()');
  writeFileSync(join(webApp, 'assets', 'app-1a2b.js.br'), brotliCompressSync('start()'));
  http = await createHttp({ config, log, ready: async () => ready, webApp });
  http.app.get('/api/refuse', async () => {
    throw invalid('name', 'required', 'A name is needed.');
  });
  http.app.get('/api/busy', async () => {
    throw new Refusal('too_many', 'Slow down.', { details: { retryAfter: 7.2 } });
  });
  http.app.get('/api/away', async () => {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  });
  http.app.get('/api/defect', async () => {
    throw new Error('password of the database is hunter2');
  });
  http.app.post('/api/echo', async (request) => request.body);
  await http.app.ready();
});

afterAll(async () => {
  await http.stop();
  rmSync(webApp, { recursive: true });
});

test('a refusal is answered as a problem that names each field', async () => {
  const answer = await http.app.inject('/api/refuse');
  expect(answer.statusCode).toBe(422);
  expect(answer.headers['content-type']).toMatch('application/problem+json');
  expect(answer.json()).toMatchObject({
    type: 'urn:relata:problem:invalid',
    status: 422,
    errors: [{ field: 'name', code: 'required', message: 'A name is needed.' }],
  });
});

test('who must wait is told for how long', async () => {
  expect((await http.app.inject('/api/busy')).headers['retry-after']).toBe('8');
  const away = await http.app.inject('/api/away');
  expect([away.statusCode, away.headers['retry-after']]).toEqual([503, '2']);
});

test('T28 of a defect the caller learns nothing, we learn everything', async () => {
  const answer = await http.app.inject('/api/defect');
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('hunter2');
  expect(logged.at(-1)).toContain('hunter2');
  expect(logged.at(-1)).toContain(answer.json().request);
});

test.each([
  ['broken JSON', { payload: '{"a":', headers: { 'content-type': 'application/json' } }, 400],
  ['no JSON at all', { payload: '', headers: { 'content-type': 'application/json' } }, 400],
  ['another content type', { payload: 'x', headers: { 'content-type': 'text/csv' } }, 415],
  ['more than 10 MiB', { payload: { a: 'x'.repeat(10 * 1024 * 1024) } }, 413],
])('%s is refused', async (_, request, status) => {
  const answer = await http.app.inject({ method: 'POST', url: '/api/echo', ...request });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toMatch('application/problem+json');
  expect(answer.json()).toMatchObject({ status });
});

test('an address that cannot be read, or that leads nowhere, is answered as a problem', async () => {
  for (const [url, status] of [
    ['/api/%zz', 400],
    ['/api/nothing', 404],
    ['/assets/gone.js', 404],
  ] as const) {
    const answer = await http.app.inject(url);
    expect([url, answer.statusCode]).toEqual([url, status]);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
  }
});

test('T18 every answer forbids scripts from elsewhere, framing and guessing of types', async () => {
  for (const url of ['/', '/api/nothing', '/api/defect', '/healthz']) {
    const { headers } = await http.app.inject(url);
    const policy = Object.fromEntries(
      String(headers['content-security-policy'])
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
    );
    expect(policy).toMatchObject({
      'default-src': ["'self'"],
      // Neither inline nor made of text, and none of the app's is inline: there is nothing for a nonce to let in.
      'script-src': ["'self'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ['default'],
    });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeDefined();
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect((await http.app.inject('/api/nothing')).headers['cache-control']).toBe('no-store');
});

test('each page of the web app is the app, its hashed files are kept for good and come compressed', async () => {
  const page = await http.app.inject({ url: '/people/0199', headers: { accept: 'text/html' } });
  expect([page.statusCode, page.body]).toEqual([200, '<title>Relata</title>']);
  expect(page.headers['cache-control']).toBe('no-cache');

  const script = await http.app.inject({
    url: '/assets/app-1a2b.js',
    headers: { 'accept-encoding': 'gzip, br' },
  });
  expect(script.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  });
  expect(script.headers['content-type']).toMatch('javascript');
});

test('readiness follows the database', async () => {
  expect((await http.app.inject('/readyz')).statusCode).toBe(200);
  ready = false;
  expect((await http.app.inject('/readyz')).statusCode).toBe(503);
  ready = true;
  expect((await http.app.inject('/healthz')).json()).toEqual({ status: 'alive' });
});

test('measures are for this machine, or for whoever brings the token', async () => {
  const read = async (
    remoteAddress: string,
    headers: Record<string, string> = {},
  ): Promise<number> =>
    (await http.app.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
  expect(await read('127.0.0.1')).toBe(200);
  expect(await read('127.0.0.1', { 'x-forwarded-for': '198.51.100.7' })).toBe(404);
  expect(await read('198.51.100.7')).toBe(404);
  expect(await read('198.51.100.7', { authorization: 'Bearer wrong' })).toBe(404);
  expect(await read('198.51.100.7', { authorization: `Bearer ${config.metricsToken}` })).toBe(200);
});

test('a stop lets a running request end and takes no new ones', async () => {
  const own = await createHttp({ config, log, ready: async () => true });
  const reached = Promise.withResolvers<void>();
  own.app.get('/api/slow', async () => {
    reached.resolve();
    await sleep(100);
    return { done: true };
  });
  const address = await own.listen();
  const slow = fetch(`${address}/api/slow`);
  await reached.promise;
  const stopped = own.stop();
  expect(own.draining.aborted).toBe(true);
  expect(await (await slow).json()).toEqual({ done: true });
  await stopped;
  await expect(fetch(`${address}/healthz`)).rejects.toThrow();
});

test('a taken port is told in one sentence', async () => {
  const one = await createHttp({ config, log, ready: async () => true });
  const port = Number(new URL(await one.listen()).port);
  const two = await createHttp({ config: { ...config, port }, log, ready: async () => true });
  await expect(two.listen()).rejects.toThrow(`Port ${port} is taken`);
  await one.stop();
  await two.stop();
});

test('T30 where the server is, is said by whoever starts it, and by nobody else', async () => {
  const lines: string[] = [];
  const talkative = createLog('debug', { write: (line) => void lines.push(line) });
  const other = await createHttp({ config, log: talkative, ready: async () => true });
  const address = await other.listen();
  expect(lines).toEqual([]);
  await fetch(`${address}/healthz`);
  expect(lines.join()).toContain('answered');
  await other.stop();
});
