import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, eventually, inBackground, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { changePerson } from '../people/change-person.ts';
import { forgetOld } from './forget-old.ts';
import { addNotificationRoutes } from './index.ts';

let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());

async function open() {
  const made = await workspace();
  const door = await openDoor(made, addNotificationRoutes);
  const user = await made.makeUser({ name: 'Rita Rep' });
  return { ...made, door, ada: door.as(made.admin), rita: { ...door.as(user), id: user.id } };
}

const newsOf = async (who: Caller) => (await who.get('/notifications')).body;
const told = (who: Caller, count = 1) =>
  eventually(async () => {
    const news = await newsOf(who);
    return news.data.length >= count && news;
  });

test('whoever is given a deal by somebody else is told; giving it to oneself is no news', async () => {
  const { ada, rita } = await open();
  await rita.post('/deals', { name: 'Her own' });
  const { id } = (await ada.post('/deals', { name: 'Pumps' })).body.data;
  await ada.patch(`/deals/${id}`, { owner: rita.id, rating: 3 });
  const { data, unread } = await told(rita);
  expect(data).toEqual([
    {
      id: expect.any(String),
      kind: 'owner',
      at: expect.any(String),
      read: false,
      object: 'deal',
      record: id,
      title: 'Pumps',
      by: 'Ada Admin',
      values: { count: 1 },
    },
  ]);
  expect(unread).toBe(1);
  expect((await newsOf(ada)).data).toEqual([]);
});

test('a deal that is passed on at once is news to the last one, and once', async () => {
  const { ada, rita } = await open();
  for (let i = 0; i < 5; i++) {
    const { id } = (await ada.post('/deals', { name: `Deal ${i}` })).body.data;
    await ada.patch(`/deals/${id}`, { owner: rita.id });
  }
  await told(rita, 5);
  await ada.post('/people', { lastName: 'Last', owner: rita.id });
  await told(rita, 6);
  expect((await newsOf(rita)).data).toHaveLength(6);
});

test('a person made for somebody else is news to them', async () => {
  const { ada, rita } = await open();
  await ada.post('/people', { lastName: 'Rossi', owner: rita.id });
  expect((await told(rita)).data).toMatchObject([{ object: 'person', title: 'Rossi' }]);
});

test('many at once are one notification with their number, however many portions they come in', async () => {
  const { ada, rita } = await open();
  const create = Array.from({ length: 6000 }, (_, i) => ({ lastName: `P${i}` }));
  await ada.post('/people/batch', { create });
  await ada.post('/people/batch', { where: {}, set: { owner: rita.id } });
  const { data } = await eventually(async () => {
    const news = await newsOf(rita);
    return news.data[0]?.values.count === 6000 && news;
  });
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ object: 'person', by: 'Ada Admin' });
  expect(data[0].record).toBeUndefined();
});

test('notifications are read one by one or all', async () => {
  const { ada, rita } = await open();
  for (const lastName of ['A', 'B', 'C']) await ada.post('/people', { lastName, owner: rita.id });
  const { data } = await told(rita, 3);
  expect((await rita.post('/notifications/read', { ids: [data[1].id] })).status).toBe(204);
  expect((await newsOf(rita)).data.map((one: { read: boolean }) => one.read)).toEqual([
    false,
    true,
    false,
  ]);
  await ada.post('/notifications/read');
  expect((await newsOf(rita)).unread).toBe(2);
  await rita.post('/notifications/read');
  expect((await newsOf(rita)).unread).toBe(0);
});

test('what has been deleted since keeps no title', async () => {
  const { ada, rita } = await open();
  const { id } = (await ada.post('/people', { lastName: 'Rossi', owner: rita.id })).body.data;
  await told(rita);
  await ada.delete(`/people/${id}`);
  expect((await newsOf(rita)).data[0].title).toBeUndefined();
});

test('background work that took more than ten seconds is told when it ends, shorter is not', async () => {
  const { ada, engine, clock, workspaceId, admin } = await open();
  await ada.post('/people/batch', { create: [{ lastName: 'A' }, { lastName: 'B' }] });
  const bulk = async (takes: number) => {
    clock.set('2026-11-22T10:00:00Z');
    const deaf = engine.live.hear((message) => {
      if (message.workspace === workspaceId && message.kind === 'work' && message.user === admin.id)
        clock.pass(takes);
    });
    const { id } = (
      await ada.post('/people/bulk', { where: {}, set: { jobTitle: `Takes ${takes}` } })
    ).body.data;
    await eventually(async () => {
      const { rows } = await engine.database.query(
        'select 1 from work_item where id = $1 and finished_at is not null',
        [id],
      );
      return rows.length;
    });
    deaf();
    return id as string;
  };
  await bulk(0);
  const long = await bulk(11);
  const { data } = await told(ada);
  expect(data).toMatchObject([
    {
      kind: 'work',
      object: 'person',
      values: { work: long, workKind: 'bulk', status: 'done', result: { updated: 2 } },
    },
  ]);
});

test('after 90 days notifications are gone', async () => {
  const { ada, rita, engine, clock } = await open();
  await ada.post('/people', { lastName: 'Rossi', owner: rita.id });
  await told(rita);
  clock.pass(89 * 86_400);
  await forgetOld(engine);
  expect((await newsOf(rita)).data).toHaveLength(1);
  clock.pass(2 * 86_400);
  await forgetOld(engine);
  expect((await newsOf(rita)).data).toEqual([]);
});

test('whoever is named on a restricted deal is told once, alone or with their team', async () => {
  const { ada, rita, makeUser, door } = await open();
  const [tom, uma] = await Promise.all(
    ['Tom', 'Uma'].map(async (name) => {
      const user = await makeUser({ name });
      return { ...door.as(user), id: user.id };
    }),
  );
  if (!tom || !uma) throw new Error('two people were made');
  const { id: team } = (await ada.post('/teams', { name: 'North', members: [tom.id, rita.id] }))
    .body.data;
  const deal = (
    await ada.post('/deals', { name: 'Pumps', access: 'restricted', accessList: [rita.id] })
  ).body.data.id;
  const { data } = await told(rita);
  expect(data).toMatchObject([
    { kind: 'access', object: 'deal', record: deal, title: 'Pumps', by: 'Ada Admin' },
  ]);
  await ada.patch(`/deals/${deal}`, { accessList: [rita.id, team] });
  expect((await told(tom)).data).toMatchObject([{ kind: 'access', record: deal }]);
  await ada.patch(`/deals/${deal}`, { accessList: [team, uma.id] });
  await told(uma);
  expect((await newsOf(rita)).data).toHaveLength(1);
  expect((await newsOf(tom)).data).toHaveLength(1);
  expect((await newsOf(ada)).data).toEqual([]);
});

test('nobody is told of a deal that is open to all, that they own, or that their role keeps from them', async () => {
  const { ada, rita, makeUser, door, as, admin } = await open();
  const uma = await makeUser({ name: 'Uma' });
  const { id: role } = (
    await ada.post('/roles', {
      name: 'No deals',
      objects: { '*': { read: 'all' }, deal: { read: 'none' } },
    })
  ).body.data;
  await as(admin).work((work) => changePerson(work, uma.id, { role }));
  const list = { accessList: [rita.id, uma.id] };
  const deal = (await ada.post('/deals', { name: 'Open to all', ...list })).body.data.id;
  await ada.patch(`/deals/${deal}`, { owner: rita.id });
  await ada.patch(`/deals/${deal}`, { access: 'restricted' });
  await ada.post('/deals', { name: 'Other', access: 'restricted', accessList: [rita.id] });
  const { data } = await told(rita, 2);
  expect(data.map((one: { kind: string; title: string }) => [one.kind, one.title])).toEqual([
    ['access', 'Other'],
    ['owner', 'Open to all'],
  ]);
  expect((await newsOf(door.as(uma))).data).toEqual([]);
});

test('whoever does not want to be told of what they are given is not, until they want it again', async () => {
  const { ada, rita, as, admin, engine, workspaceId } = await open();
  const mute = (muted: string[]) =>
    as(admin).work((work) => changePerson(work, rita.id, { preferences: { muted } }));
  await mute(['owner']);
  const unheard = (await ada.post('/people', { lastName: 'Unheard', owner: rita.id })).body.data.id;
  await eventually(async () => {
    const { rows } = await engine.database.query(
      `select 1 from event e join event_effect f on f.workspace_id = $1 and f.event_id = e.id
       where e.workspace_id = $1 and $2 = any(e.record_ids) and f.reaction = 'notifications.owner'`,
      [workspaceId, unheard],
    );
    return rows.length;
  });
  const { id } = (await ada.post('/deals', { name: 'Kept', owner: admin.id })).body.data;
  await ada.patch(`/deals/${id}`, { access: 'restricted', accessList: [rita.id] });
  expect((await told(rita)).data).toMatchObject([{ kind: 'access' }]);
  await mute([]);
  await ada.post('/people', { lastName: 'Heard', owner: rita.id });
  expect((await told(rita, 2)).data).toMatchObject([{ title: 'Heard' }, { kind: 'access' }]);
});
