import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { newId } from '#platform/id.ts';
import { type Door, eventually, openDoor } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestUser, type TestWorkspace, workspace } from '#test/workspace.ts';
import { addEventsRoute } from './events-route.ts';

const doors: Door[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.stop();
});

async function open(made: TestWorkspace) {
  const door = await openDoor(made, (app, api, { draining }) =>
    addEventsRoute(app, api, { draining }),
  );
  doors.push(door);
  const address = await door.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    door,
    address,
    async listen(who: TestUser) {
      await toldSoFar(made);
      return listenAt(`${address}/api/v1/events`, door.as(who).headers);
    },
  };
}

/** Ends when what has happened until now has been told: those who come later hear nothing of it. */
async function toldSoFar({ engine, workspaceId }: TestWorkspace): Promise<void> {
  const mark = newId();
  const told = Promise.withResolvers<void>();
  const deaf = engine.live.hear((message) => message.user === mark && told.resolve());
  await engine.live.send({ workspace: workspaceId, user: mark, kind: 'work', data: {} });
  await told.promise;
  deaf();
}

interface Heard {
  event: string;
  data: ReturnType<JSON['parse']>;
}

/** A screen that hears. */
async function listenAt(url: string, headers: Record<string, string>) {
  const leave = new AbortController();
  const answer = await fetch(url, { headers, signal: leave.signal });
  const heard: Heard[] = [];
  let ended = false;
  const reading = async (): Promise<void> => {
    let text = '';
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1];
        if (event) heard.push({ event, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '') });
      }
    }
  };
  const over = reading()
    .catch(() => {})
    .finally(() => (ended = true));
  if (answer.ok) await eventually(async () => heard.some((one) => one.event === 'hello'));
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    heard,
    changes: () => heard.filter((one) => one.event === 'change').map((one) => one.data),
    hasEnded: () => ended,
    leave: async () => {
      leave.abort();
      await over;
    },
  };
}

test('an open screen hears what somebody else changed', async () => {
  const made = await workspace();
  const { door, listen } = await open(made);
  const screen = await listen(await made.makeUser());
  expect(screen.type).toBe('text/event-stream; charset=utf-8');
  const { data, batch } = (await door.as(made.admin).post('/people', { lastName: 'Rossi' })).body;
  await eventually(async () => screen.changes().length);
  expect(screen.changes()).toEqual([
    { object: 'person', action: 'create', ids: [data.id], batch, by: made.admin.id },
  ]);
  await door.as(made.admin).delete(`/people/${data.id}`);
  await eventually(async () => screen.changes().length === 2);
  expect(screen.changes()[1]).toMatchObject({ action: 'delete', ids: [data.id] });
  await screen.leave();
});

test('a screen is not told by whom, where that is kept, but for its own doings', async () => {
  const made = await workspace();
  const rep = await made.makeUser();
  const outside = await openOutside(made);
  const ada = await outside.as(made.admin);
  await ada.patch('/fields/person.createdBy', { seenBy: ['manager'] });
  const { door, listen } = await open(made);
  const [adas, reps] = [await listen(made.admin), await listen(rep)];
  const { id } = (await door.as(made.admin).post('/people', { lastName: 'Rossi' })).body.data;
  await door.as(made.admin).patch(`/people/${id}`, { jobTitle: 'Buyer' });
  await door.as(rep).post('/people', { lastName: 'Verdi' });
  await eventually(async () => adas.changes().length === 3 && reps.changes().length === 3);
  expect(reps.changes().map(({ by }) => by)).toEqual([null, null, rep.id]);
  expect(adas.changes().map(({ by }) => by)).toEqual([made.admin.id, made.admin.id, rep.id]);
  await Promise.all([adas.leave(), reps.leave()]);
});

test('whose role or team is another asks for everything anew, and nobody else', async () => {
  const made = await workspace();
  const [rep, other] = [await made.makeUser(), await made.makeUser()];
  const outside = await openOutside(made);
  const ada = await outside.as(made.admin);
  const { listen } = await open(made);
  const [reps, others] = [await listen(rep), await listen(other)];
  const greeted = ({ heard }: typeof reps) => heard.filter(({ event }) => event === 'hello').length;
  expect((await ada.patch(`/users/${rep.id}`, { role: 'viewer' })).status).toBe(200);
  await eventually(async () => greeted(reps) === 2, 12_000);
  expect((await ada.post('/teams', { name: 'North', members: [rep.id] })).status).toBe(201);
  await eventually(async () => greeted(reps) === 3, 12_000);
  expect(greeted(others)).toBe(1);
  await Promise.all([reps.leave(), others.leave()]);
}, 40_000);

test('nobody hears of private views of others, of other workspaces, or of what is told to somebody else', async () => {
  const made = await workspace();
  const other = await workspace();
  const rep = await made.makeUser();
  const { door, listen } = await open(made);
  const [adas, reps] = [await listen(made.admin), await listen(rep)];
  const elsewhere = await open(other);
  await elsewhere.door.as(other.admin).post('/people', { lastName: 'Elsewhere' });
  await door.as(rep).post('/views', { object: 'deal', name: 'Mine' });
  await made.engine.live.send({
    workspace: made.workspaceId,
    user: rep.id,
    kind: 'work',
    data: { id: '1' },
  });
  await door.as(rep).post('/people', { lastName: 'Rossi' });
  await eventually(async () => adas.changes().length && reps.changes().length === 2);
  expect(adas.heard.map((one) => [one.event, one.data.object])).toEqual([
    ['hello', undefined],
    ['change', 'person'],
  ]);
  expect(reps.heard.map((one) => one.event)).toEqual(['hello', 'change', 'work', 'change']);
  await Promise.all([adas.leave(), reps.leave()]);
});

test('a change of very many is told without naming them', async () => {
  const made = await workspace();
  const { door, listen } = await open(made);
  const screen = await listen(made.admin);
  const create = Array.from({ length: 300 }, (_, i) => ({ lastName: `P${i}` }));
  await door.as(made.admin).post('/people/batch', { create });
  await eventually(async () => screen.changes().length);
  expect(screen.changes()[0].ids).toBeUndefined();
  await screen.leave();
});

test('ten windows of one person may be open; closing one makes room', async () => {
  const made = await workspace();
  const { listen } = await open(made);
  const screens = await Promise.all(Array.from({ length: 10 }, () => listen(made.admin)));
  expect(screens.map((screen) => screen.status)).toEqual(Array.from({ length: 10 }, () => 200));
  expect((await listen(made.admin)).status).toBe(429);
  expect((await listen(await made.makeUser())).status).toBe(200);
  await screens[0]?.leave();
  await eventually(async () => (await listen(made.admin)).status === 200);
});

test('the server ends open lines when it is about to stop', async () => {
  const made = await workspace();
  const { door, listen } = await open(made);
  const screen = await listen(made.admin);
  await door.stop();
  expect(await eventually(async () => screen.hasEnded())).toBe(true);
});

test('a screen that cannot keep up is told once to look at everything anew, and costs the server little', async () => {
  const made = await workspace();
  const { door, address } = await open(made);
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /api/v1/events HTTP/1.1\r\nhost: x\r\nx-test-user: ${made.admin.id}\r\n\r\n`);
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  await eventually(async () => text.includes('hello'));
  socket.pause();
  const message = { workspace: made.workspaceId, user: made.admin.id, kind: 'work' as const };
  const sent = 3000;
  for (let i = 0; i < sent; i++)
    await made.engine.live.send({ ...message, data: { fill: 'x'.repeat(7500) } });
  socket.resume();
  await eventually(async () => text.split('event: hello').length === 3);
  expect(text.split('event: work').length).toBeLessThan(sent);
  await door.as(made.admin).post('/people', { lastName: 'Rossi' });
  await eventually(async () => text.includes('event: change'));
  socket.destroy();
});

test('T5 whoever is deactivated while listening hears nothing more within seconds', async () => {
  const made = await workspace();
  const rep = await made.makeUser();
  const outside = await openOutside(made);
  const address = await outside.http.app.listen({ host: '127.0.0.1', port: 0 });
  const [ada, person] = [await outside.as(made.admin), await outside.as(rep)];
  const [adas, reps] = await Promise.all(
    [ada, person].map(({ headers }) => listenAt(`${address}/api/v1/events`, headers)),
  );
  expect((await ada.post(`/users/${rep.id}/deactivate`)).status).toBe(200);
  await eventually(async () => reps?.hasEnded(), 8000);
  const before = reps?.heard.length;
  await ada.post('/people', { lastName: 'Rossi' });
  await eventually(async () => adas?.changes().some((one) => one.object === 'person'));
  expect(reps?.heard).toHaveLength(before ?? 0);
  expect(adas?.hasEnded()).toBe(false);
  expect((await person.get('/events')).status).toBe(401);
  await outside.http.stop(1000);
});

test('nobody listens without being signed in', async () => {
  const made = await workspace();
  const { door } = await open(made);
  expect((await door.app.inject('/api/v1/events')).statusCode).toBe(401);
});
