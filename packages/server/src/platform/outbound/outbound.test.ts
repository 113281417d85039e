import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { readExceptions } from './exceptions.ts';
import { openOutbound, type OutboundSettings } from './outbound.ts';

interface Place {
  port: number;
  /** What arrived, in order. */
  requests: { url: string; headers: IncomingMessage['headers']; body: string; to: string }[];
  stop(): Promise<void>;
}

const open: Place[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
});

/** Somebody's web server on this machine. */
async function place(
  answer: (response: ServerResponse, url: string) => void = (response) => response.end('hello'),
): Promise<Place> {
  const requests: Place['requests'] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { url = '', headers, socket } = request;
      requests.push({ url, headers, body, to: socket.localAddress ?? '' });
      answer(response, url);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port is free');
  const made: Place = {
    port: address.port,
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  open.push(made);
  return made;
}

/** Knows names of these tests; each is asked for its next answer. */
function resolver(known: Record<string, string[]>) {
  const asked: string[] = [];
  const resolve: OutboundSettings['resolve'] = async (name) => {
    asked.push(name);
    const answers = known[name] ?? ['127.0.0.1'];
    const address = answers.length > 1 ? answers.shift() : answers[0];
    return [{ address: address ?? '', family: 4 }];
  };
  return { asked, resolve };
}

const only = ({ port }: Place) => readExceptions(`127.0.0.1:${port}`);

test('what the operator has named is reached, with what was sent and what came back', async () => {
  const there = await place((response) => {
    response.writeHead(
      201,
      [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ].flat(),
    );
    response.end('made');
  });
  const outbound = openOutbound({ allow: only(there) });
  const answer = await outbound(`http://127.0.0.1:${there.port}/x?y=1`, {
    method: 'POST',
    headers: { authorization: 'Bearer z' },
    body: new URLSearchParams({ a: 'ü' }),
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await answer.text()).toBe('made');
  expect(there.requests).toMatchObject([
    {
      url: '/x?y=1',
      body: 'a=%C3%BC',
      headers: {
        authorization: 'Bearer z',
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        'accept-encoding': 'identity',
      },
    },
  ]);
  await expect(
    openOutbound({ allow: [] })(`http://127.0.0.1:${there.port}/`),
  ).rejects.toMatchObject({
    reason: 'address',
  });
  expect(there.requests).toHaveLength(1);
});

test('T20 a name that changes its mind leads to what was checked, and the next time is checked again', async () => {
  const there = await place();
  const trap = await place();
  const { asked, resolve } = resolver({ 'rebinding.example': ['127.0.0.1', '127.0.0.2'] });
  const outbound = openOutbound({ allow: only(there), resolve });
  const address = `http://rebinding.example:${there.port}/`;
  expect(await (await outbound(address)).text()).toBe('hello');
  expect(asked).toEqual(['rebinding.example']);
  expect(there.requests).toMatchObject([
    { to: '127.0.0.1', headers: { host: `rebinding.example:${there.port}` } },
  ]);
  await expect(outbound(address)).rejects.toMatchObject({ reason: 'address' });
  expect(asked).toHaveLength(2);
  expect(there.requests).toHaveLength(1);
  expect(trap.requests).toHaveLength(0);
});

test('T20 of several addresses of a name only those that may be reached are tried', async () => {
  const there = await place();
  const outbound = openOutbound({
    allow: only(there),
    resolve: async () => [
      { address: '127.0.0.2', family: 4 },
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ],
  });
  await outbound(`http://several.example:${there.port}/`);
  expect(there.requests).toMatchObject([{ to: '127.0.0.1' }]);
});

test('T20 a redirect is checked like what was asked for first', async () => {
  const inner = await place();
  let to = '';
  const there = await place((response) => response.writeHead(302, { location: to }).end());
  const { resolve } = resolver({ 'inner.example': ['10.0.0.1'] });
  const outbound = openOutbound({ allow: only(there), resolve });
  const targets = [
    `http://127.0.0.1:${inner.port}/`,
    `//127.0.0.1:${inner.port}/`,
    `http://2130706433:${inner.port}/`,
    'http://inner.example/',
    'http://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
    `http://me:secret@127.0.0.1:${there.port}/`,
  ];
  for (const target of targets) {
    to = target;
    await expect(outbound(`http://127.0.0.1:${there.port}/`), target).rejects.toMatchObject({
      reason: 'address',
    });
  }
  expect(there.requests).toHaveLength(targets.length);
  expect(inner.requests).toHaveLength(0);
});

test('T20 three redirects are followed and a fourth is not', async () => {
  const there = await place((response, url) => {
    const left = Number(url.slice(1));
    if (left === 0) response.end('arrived');
    else response.writeHead(left % 2 ? 307 : 301, { location: `/${left - 1}` }).end();
  });
  const outbound = openOutbound({ allow: only(there) });
  expect(await (await outbound(`http://127.0.0.1:${there.port}/3`)).text()).toBe('arrived');
  await expect(outbound(`http://127.0.0.1:${there.port}/4`)).rejects.toMatchObject({
    reason: 'redirects',
  });
  const asIs = await outbound(`http://127.0.0.1:${there.port}/4`, { redirect: 'manual' });
  expect([asIs.status, asIs.headers.get('location')]).toEqual([301, '/3']);
});

test('T20 what says who we are stays with the host that it was for', async () => {
  const other = await place();
  const there = await place((response, url) =>
    response
      .writeHead(302, { location: url === '/same' ? '/end' : `http://127.0.0.1:${other.port}/` })
      .end(),
  );
  const headers = {
    Authorization: 'Bearer secret',
    cookie: 'session=secret',
    'x-api-key': 'secret',
    accept: 'text/plain',
  };
  const allow = [...only(there), ...only(other)];
  const outbound = openOutbound({ allow });
  await outbound(`http://127.0.0.1:${there.port}/other`, { headers });
  expect(there.requests[0]?.headers).toMatchObject({ authorization: 'Bearer secret' });
  expect(other.requests[0]?.headers).toMatchObject({ accept: 'text/plain' });
  expect(JSON.stringify(other.requests)).not.toMatch(/secret/);
});

test('T20 what was sent with a body is not sent on to where a redirect points', async () => {
  const other = await place();
  const there = await place((response) =>
    response.writeHead(307, { location: `http://127.0.0.1:${other.port}/` }).end(),
  );
  const outbound = openOutbound({ allow: [...only(there), ...only(other)] });
  const address = `http://127.0.0.1:${there.port}/`;
  expect((await outbound(address, { method: 'POST', body: 'secret' })).status).toBe(307);
  expect((await outbound(address, { body: 'secret' })).status).toBe(307);
  expect((await outbound(address, { method: 'DELETE' })).status).toBe(307);
  expect(other.requests).toHaveLength(0);
});

test('T20 more than 5 MiB are not taken, nor what never ends', async () => {
  const whole = Buffer.alloc(5 * 1024 * 1024, 'x');
  const there = await place((response, url) => {
    if (url === '/endless') {
      const pour = (): void => {
        while (!response.destroyed && response.write(whole.subarray(0, 65_536)));
        if (!response.destroyed) response.once('drain', pour);
      };
      return pour();
    }
    response.write(whole);
    return response.end(url === '/more' ? 'y' : '');
  });
  const outbound = openOutbound({ allow: only(there) });
  const at = (path: string) => outbound(`http://127.0.0.1:${there.port}${path}`);
  expect((await (await at('/all')).bytes()).length).toBe(whole.length);
  await expect(at('/more')).rejects.toMatchObject({ reason: 'too_big' });
  await expect(at('/endless')).rejects.toMatchObject({ reason: 'too_big' });
});

test('T20 nobody keeps us waiting: not a name, not an answer, not the rest of it, not a redirect', async () => {
  const closed: string[] = [];
  const there = await place((response, url) => {
    response.on('close', () => closed.push(url));
    if (url === '/trickle') {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    }
    if (url === '/redirect') response.writeHead(302, { location: '/silent' }).end();
  });
  const outbound = openOutbound({ allow: only(there), patienceMs: 300 });
  for (const path of ['/silent', '/trickle', '/redirect'])
    await expect(outbound(`http://127.0.0.1:${there.port}${path}`), path).rejects.toMatchObject({
      reason: 'too_slow',
    });
  await expect
    .poll(() => closed.toSorted())
    .toEqual(['/redirect', '/silent', '/silent', '/trickle']);
  const never = openOutbound({ allow: [], patienceMs: 300, resolve: () => new Promise(() => {}) });
  await expect(never('https://slow.example/')).rejects.toMatchObject({ reason: 'too_slow' });
});

test('a server that is not there, breaks off or speaks nonsense is said to be unreachable', async () => {
  const there = await place((response) => {
    response.write('half');
    response.socket?.destroy();
  });
  const gone = await place();
  await gone.stop();
  open.pop();
  const outbound = openOutbound({ allow: [...only(there), ...only(gone)] });
  for (const { port } of [there, gone])
    await expect(outbound(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      reason: 'unreachable',
    });
  const nameless = openOutbound({
    allow: [],
    resolve: () => Promise.reject(new Error('ENOTFOUND')),
  });
  await expect(nameless('https://nobody.example/')).rejects.toMatchObject({
    reason: 'unreachable',
  });
});
