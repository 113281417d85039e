import type { Actor } from '@relata/model';
import { beforeAll, expect, test } from 'vitest';
import { working } from '#engine/work.ts';
import { changePerson } from '#features/people/change-person.ts';
import { eventually } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestUser, type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let boss: Awaited<ReturnType<Outside['signedIn']>>;
let rui: TestUser;

beforeAll(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  boss = await outside.signedIn(firm.admin);
  rui = await firm.makeUser({ name: 'Rui', role: 'salesperson' });
});

const as = ({ id }: { id: string }) => ({ 'x-view-as': id });

test('an administrator sees what a salesperson sees, in their own language, and is told so', async () => {
  const ruis = await outside.as(rui);
  await firm
    .as(firm.admin)
    .work((work) =>
      changePerson(work, rui.id, { visibility: { deal: 'restricted' }, language: 'pl' }),
    );
  await boss.post('/deals', { name: 'Of the boss' });
  await ruis.post('/deals', { name: 'Of Rui' });
  const titles = async (headers = {}) =>
    (await boss.get('/deals?sort=title', headers)).body.data.map(
      (one: { title: string }) => one.title,
    );
  expect(await titles()).toEqual(['Of Rui', 'Of the boss']);
  expect(await titles(as(rui))).toEqual(['Of Rui']);
  const { data } = (await boss.get('/me', as(rui))).body;
  expect(data).toMatchObject({
    user: { id: rui.id, name: 'Rui', language: 'en', preferences: null },
    viewedBy: 'Ada Admin',
    can: { administer: false },
  });
  expect((await boss.get('/me')).body.data).toMatchObject({
    viewedBy: null,
    can: { administer: true },
  });
  const objects = (await boss.get('/catalog', as(rui))).body.data.objects;
  const offered = objects.flatMap(({ name, can }: { name: string; can: Record<string, boolean> }) =>
    ['create', 'update', 'delete', 'import', 'export', 'bulk', 'changeOwner']
      .filter((verb) => can[verb])
      .map((verb) => `${name}.${verb}`),
  );
  expect(offered).toEqual([]);
});

test('only an administrator who is signed in may, and only as somebody who is active here', async () => {
  const code = async (caller: typeof boss, user: string) => {
    const { status, body } = await caller.get('/deals', { 'x-view-as': user });
    return [status, body.code, body.reason].filter(Boolean).join(' ');
  };
  const manager = await firm.makeUser({ role: 'manager' });
  expect(await code(await outside.signedIn(manager), rui.id)).toBe(
    '403 forbidden administrators_only',
  );
  expect(await code(await outside.as(firm.admin), rui.id)).toBe('403 forbidden session_needed');
  expect(await code(boss, 'rui')).toBe('400 malformed');
  const elsewhere = await workspace();
  expect(await code(boss, (await elsewhere.makeUser()).id)).toBe('404 not_found');
  expect(await code(boss, elsewhere.admin.id)).toBe('404 not_found');
  const gone = await firm.makeUser({ name: 'Gone' });
  expect(await code(boss, gone.id)).toBe('200');
  await boss.post(`/users/${gone.id}/deactivate`);
  expect(await code(boss, gone.id)).toBe('403 forbidden viewed_inactive');
  expect((await outside.anybody.get('/deals', as(rui))).status).toBe(401);
});

test('the log says once that somebody looked, and again when they go on after an hour', async () => {
  const seen = await firm.makeUser({ name: 'Seen' });
  await Promise.all(
    ['/deals', '/people', '/me', '/catalog'].map((path) => boss.get(path, as(seen))),
  );
  firm.clock.pass(30);
  await boss.get('/deals', as(seen));
  const noted = async () =>
    (await boss.get(`/audit?action=viewed_as&actor=${firm.admin.id}`)).body.data.filter(
      ({ record }: { record: string }) => record === seen.id,
    );
  expect(await noted()).toMatchObject([
    { actor: { id: firm.admin.id }, object: 'user', details: { name: 'Seen' } },
  ]);
  firm.clock.pass(61 * 60);
  await boss.get('/deals', as(seen));
  expect(await noted()).toHaveLength(2);
});

test('nothing can be written, whichever address is tried, and reading leaves nothing behind', async () => {
  const open = outside.routes.filter(({ url }) => url.startsWith('/api/'));
  const changing = open.filter(({ method }) => !['GET', 'OPTIONS'].includes(method));
  expect(changing.length).toBeGreaterThan(50);
  await boss.get('/deals', as(rui));
  const before = await everything();
  const failures: string[] = [];
  for (const { method, url } of open) {
    // What goes on until somebody closes it has a test of its own.
    if (url === '/api/v1/events') continue;
    const path = url
      .replace(':plural', 'deals')
      .replace(':object', 'deal')
      .replaceAll(/:\w+(\(\^.*\$\))?/g, rui.id)
      .replace('*', '');
    for (const asked of [
      { headers: as(rui), url: path },
      { headers: {}, url: `${path}?viewAs=${rui.id}` },
    ]) {
      const answer = await outside.http.app.inject({
        method: method as 'GET',
        ...(method === 'GET' ? {} : { payload: {} }),
        url: asked.url,
        headers: { ...boss.headers, ...asked.headers },
      });
      const said = `${method} ${asked.url} → ${answer.statusCode} ${answer.body.slice(0, 200)}`;
      const isRefused = answer.statusCode === 403 && answer.json().reason === 'viewing_as';
      const isWriting = changing.some((one) => one.method === method && one.url === url);
      if (isWriting ? !isRefused : answer.statusCode >= 500) failures.push(said);
      if (url.startsWith('/api/auth/') && !isRefused) failures.push(said);
    }
  }
  expect(failures).toEqual([]);
  expect(await everything()).toEqual(before);
});

/** What every table holds, but for the log, the sessions and jobs of the server itself. */
async function everything(): Promise<Record<string, string>> {
  const { query } = firm.engine.database;
  const { rows } = await query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'audit_%' and table_name <> 'auth_session'
     order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: sums } = await query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from "${name}" t`,
    );
    found[name] = sums[0]?.sum ?? '';
  }
  return found;
}

test('the engine itself writes nothing for whoever looks on, should a door ever be left open', async () => {
  const actor: Actor = {
    ...rui.actor,
    readOnly: true,
    viewedBy: { user: firm.admin.id, name: 'Ada' },
  };
  await expect(working(firm.engine, actor, async () => 1)).rejects.toMatchObject({
    reason: 'viewing_as',
  });
});

test('what only that person may know stays theirs', async () => {
  const ana = await firm.makeUser({ name: 'Ana', role: 'salesperson' });
  const anas = await outside.as(ana);
  const deal = (await anas.post('/deals', { name: 'Quiet deal', access: 'personal' })).body.data.id;
  const about = [{ object: 'deal', id: deal }];
  const note = (await anas.post('/notes', { body: 'Murmur', about })).body.data.id;
  await anas.post('/activities', { subject: 'Murmur again', about });
  const open = (await anas.post('/deals', { name: 'Loud deal' })).body.data.id;
  await anas.post('/views', { name: 'My own', object: 'deal' });
  await anas.post('/views', { name: 'For all', object: 'deal', sharedWith: 'everyone' });
  await anas.put(`/favourites/deal/${open}`);
  await boss.patch(`/deals/${open}`, { owner: firm.admin.id });
  await boss.patch(`/deals/${open}`, { owner: ana.id });
  await anas.post('/api-keys');
  await anas.patch('/me', { preferences: { secret: 'arrangement' } });
  const form = new FormData();
  form.append('file', new File(['Name\nAcme\n'], 'mine.csv'));
  form.append('object', 'company');
  const imported = (await anas.send('/imports', form)).body.data.id;

  const titles = async (path: string) =>
    (await boss.get(path, as(ana))).body.data.map(
      (one: { title?: string; name?: string }) => one.title ?? one.name,
    );
  expect(await titles('/deals?q=deal')).toEqual(['Loud deal']);
  expect(await titles('/notes')).toEqual([]);
  expect(await titles('/activities')).toEqual([]);
  expect(await titles('/search?q=Murmur')).toEqual([]);
  expect(await titles('/views?filter={"owner":{"eq":"@me"}}')).toEqual(['For all']);
  for (const path of ['/favourites', '/notifications', '/work', '/imports', '/recycle-bin'])
    expect(await titles(path), path).toEqual([]);
  for (const path of [
    `/deals/${deal}`,
    `/notes/${note}`,
    `/imports/${imported}`,
    `/imports/${imported}/refused`,
    `/access/why?object=deal&id=${deal}&user=${ana.id}`,
  ])
    expect((await boss.get(path, as(ana))).status, path).toBe(404);
  expect((await boss.get('/api-keys', as(ana))).body.reason).toBe('viewing_as');
  expect((await boss.get('/deals/export?format=csv', as(ana))).body.reason).toBe('viewing_as');
  expect((await boss.get('/export', as(ana))).body.reason).toBe('viewing_as');
  expect(JSON.stringify((await boss.get('/me', as(ana))).body)).not.toContain('arrangement');
});

test('who looks on hears of what the person may see, and of nothing that is for them alone', async () => {
  const eva = await firm.makeUser({ name: 'Eva', role: 'salesperson' });
  const evas = await outside.as(eva);
  const url = await outside.http.app.listen({ host: '127.0.0.1', port: 0 });
  const stopping = new AbortController();
  const answer = await fetch(`${url}/api/v1/events?viewAs=${eva.id}`, {
    headers: boss.headers,
    signal: stopping.signal,
  });
  expect(answer.status).toBe(200);
  let heard = '';
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const listening = (async () => {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: '' };
      if (done) return;
      heard += value;
    }
  })().catch(() => undefined);
  const hidden = (await evas.post('/deals', { name: 'Hush', access: 'personal' })).body.data.id;
  await evas.post('/notifications/read');
  const shown = (await evas.post('/deals', { name: 'Hello' })).body.data.id;
  await eventually(async () => heard.includes(shown));
  expect(heard).not.toContain(hidden);
  expect(heard).not.toContain('event: notification');
  stopping.abort();
  await listening;
});
