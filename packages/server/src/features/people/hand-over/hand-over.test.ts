import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, inBackground } from '#test/door.ts';
import { openFrontDoor } from '#test/front-door.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let made: TestWorkspace;
let stop: () => Promise<void>;

beforeAll(async () => {
  made = await workspace();
  stop = await inBackground(made.engine);
});
afterAll(() => stop());

async function open() {
  const firm = await workspace();
  const door = await openFrontDoor(firm);
  const signedIn = async (who: Parameters<typeof door.letIn>[1]) => {
    const browser = door.browser();
    await browser.signIn(await door.letIn(firm.workspaceId, who));
    return browser;
  };
  const boss = await signedIn(firm.admin);
  const finished = (id: string) =>
    eventually(async () => {
      const { rows } = await firm.engine.database.query<{ status: string; batch: string | null }>(
        'select status, batch from work_item where workspace_id = $1 and id = $2',
        [firm.workspaceId, id],
      );
      return rows[0] && rows[0].status !== 'running' ? rows[0] : null;
    });
  return { ...firm, door, boss, signedIn, finished };
}

test('who leaves hands over what is open; what is closed stays theirs; and it can be undone', async () => {
  const { boss, makeUser, signedIn, finished } = await open();
  const [leaver, successor] = [await makeUser({ name: 'Rui' }), await makeUser({ name: 'Eva' })];
  const rui = await signedIn(leaver);
  const deal = (await rui.post('/deals', { name: 'Open' })).body.data.id;
  const won = (await rui.post('/deals', { name: 'Won' })).body.data.id;
  await rui.post(`/deals/${won}/win`);
  const company = (await rui.post('/companies', { name: 'Acme' })).body.data.id;
  await rui.post('/people', { lastName: 'Silva' });
  const done = (await rui.post('/activities', { subject: 'Call', done: true })).body.data.id;
  const todo = (await rui.post('/activities', { subject: 'Visit' })).body.data.id;
  await rui.post('/views', { object: 'deal', name: 'Ours', sharedWith: 'everyone' });
  await rui.post('/views', { object: 'deal', name: 'Mine' });

  expect((await boss.get(`/users/${leaver.id}/belongings`)).body.data).toEqual([
    { object: 'deal', count: 1 },
    { object: 'person', count: 1 },
    { object: 'company', count: 1 },
    { object: 'activity', count: 1 },
    { object: 'view', count: 1 },
  ]);
  const answer = await boss.post(`/users/${leaver.id}/deactivate`, { handOverTo: successor.id });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ data: { active: false }, work: { kind: 'handOver' } });
  expect((await rui.get('/me')).status).toBe(401);
  const { status, batch } = await finished(answer.body.work.id);
  expect(status).toBe('done');

  const ownerOf = async (path: string) => (await boss.get(path)).body.data.owner;
  expect(await ownerOf(`/deals/${deal}`)).toBe(successor.id);
  expect(await ownerOf(`/companies/${company}`)).toBe(successor.id);
  expect(await ownerOf(`/activities/${todo}`)).toBe(successor.id);
  expect(await ownerOf(`/deals/${won}`)).toBe(leaver.id);
  expect(await ownerOf(`/activities/${done}`)).toBe(leaver.id);

  expect((await boss.post(`/changes/${batch}/undo`)).status).toBe(200);
  expect(await ownerOf(`/deals/${deal}`)).toBe(leaver.id);
  expect(await ownerOf(`/companies/${company}`)).toBe(leaver.id);
});

test('work is handed over later as well, and only to somebody else who is active', async () => {
  const { boss, makeUser, finished } = await open();
  const [leaver, successor, gone] = [await makeUser(), await makeUser(), await makeUser()];
  const deal = (await boss.post('/deals', { name: 'Open', owner: leaver.id })).body.data.id;
  await boss.post(`/users/${gone.id}/deactivate`);
  for (const handOverTo of [gone.id, leaver.id, deal])
    expect((await boss.post(`/users/${leaver.id}/deactivate`, { handOverTo })).body).toMatchObject({
      status: 422,
      errors: [{ field: 'handOverTo', code: 'successor' }],
    });
  expect((await boss.get(`/users/${leaver.id}`)).body.data.active).toBe(true);
  await boss.post(`/users/${leaver.id}/deactivate`);
  const begun = await boss.post(`/users/${leaver.id}/hand-over`, { handOverTo: successor.id });
  expect(begun.status).toBe(202);
  await finished(begun.body.data.id);
  expect((await boss.get(`/deals/${deal}`)).body.data.owner).toBe(successor.id);
});

test('only administrators see and hand over what others work on', async () => {
  const { makeUser, signedIn } = await open();
  const [leaver, rep] = [await makeUser(), await makeUser({ role: 'manager' })];
  const low = await signedIn(rep);
  expect((await low.get(`/users/${leaver.id}/belongings`)).status).toBe(403);
  expect((await low.post(`/users/${leaver.id}/hand-over`, { handOverTo: rep.id })).status).toBe(
    403,
  );
});

test('where only administrators change the owner, everybody else makes records for themselves and keeps them', async () => {
  const { boss, makeUser, signedIn } = await open();
  const [rep, other] = [await makeUser({ role: 'manager' }), await makeUser()];
  const low = await signedIn(rep);
  const first = (await low.post('/deals', { name: 'First', owner: other.id })).body.data.id;
  expect((await low.patch('/workspace', { ownerChange: 'administrators' })).status).toBe(403);
  await boss.patch('/workspace', { ownerChange: 'administrators' });
  await boss.patch('/workspace', { currency: 'PLN' });
  expect((await low.get('/me')).body.data.workspace.ownerChange).toBe('administrators');

  const refused = { status: 403, reason: 'owner_change' };
  expect((await low.patch(`/deals/${first}`, { owner: rep.id })).body).toMatchObject(refused);
  const many = { ids: [first], set: { owner: rep.id } };
  expect((await low.post('/deals/batch', many)).body).toMatchObject(refused);
  expect((await low.post('/deals', { name: 'X', owner: other.id })).body).toMatchObject(refused);
  const own = (await low.post('/deals', { name: 'Own' })).body.data;
  expect(own.owner).toBe(rep.id);
  expect((await low.patch(`/deals/${own.id}`, { name: 'Renamed', owner: rep.id })).status).toBe(
    200,
  );
  expect((await low.post('/activities', { subject: 'Call', owner: other.id })).status).toBe(201);
  expect((await boss.patch(`/deals/${own.id}`, { owner: other.id })).status).toBe(200);
});
