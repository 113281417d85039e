import {
  explainAccess,
  matches,
  type Reach,
  reach,
  type Role,
  roles,
  systemActor,
  visibilities,
} from '@relata/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMany } from '#engine/records/create.ts';
import { list } from '#engine/records/list.ts';
import { filterContext, reading } from '#engine/work.ts';
import { openDoor } from '#test/door.ts';
import { openFrontDoor } from '#test/front-door.ts';
import { type TestUser, type TestWorkspace, workspace } from '#test/workspace.ts';
import { factsOf } from './why.ts';
import { changePerson } from '../people/change-person.ts';

/** A firm of two teams, one below the other, with a deal and a company for each of its people. */
async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, () => {});
  const names = ['Ana', 'Ben', 'Cleo', 'Dan'] as const;
  const people: Record<string, { id: string; call: ReturnType<typeof door.as> }> = {};
  for (const name of names) {
    const user = await firm.makeUser({ name, role: 'manager' });
    people[name] = { id: user.id, call: door.as(user) };
  }
  const who = (name: (typeof names)[number]) => {
    const found = people[name];
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  const boss = door.as(firm.admin);
  for (const name of names) {
    await boss.post('/deals', {
      name: `Deal of ${name}`,
      owner: who(name).id,
      value: { amount: '100.00', currency: 'EUR' },
    });
    await boss.post('/companies', { name: `Company of ${name}`, owner: who(name).id });
  }
  const team = async (name: string, members: string[], more: object = {}) =>
    (await boss.post('/teams', { name, members, ...more })).body.data.id as string;
  const north = await team('North', [who('Ana').id, who('Ben').id]);
  const city = await team('City', [who('Cleo').id], { parent: north });
  const change = (name: (typeof names)[number], given: Record<string, unknown>) =>
    firm.as(firm.admin).work((work) => changePerson(work, who(name).id, given));
  return { firm, door, boss, who, change, north, city };
}

const seen = async (call: {
  get(path: string): Promise<{ body: { data: { title: string }[] } }>;
}) => (await call.get('/deals?sort=title')).body.data.map((one) => one.title);

test('whoever is restricted finds their own deals only, whichever way they look', async () => {
  const { boss, who, change } = await open();
  const ana = who('Ana');
  const others = (await boss.get('/deals?q=Cleo')).body.data[0].id;
  const mine = (await boss.get('/deals?q=Ana')).body.data[0].id;
  await boss.post('/notes', { body: 'Secret of Cleo', about: [{ object: 'deal', id: others }] });
  expect(await seen(ana.call)).toHaveLength(4);

  await change('Ana', { visibility: { deal: 'restricted' } });
  expect(await seen(ana.call)).toEqual(['Deal of Ana']);
  expect((await ana.call.get('/companies')).body.data).toHaveLength(4);
  const board = (await ana.call.get('/deals/board?groupBy=stage')).body.data;
  expect(board.reduce((sum: number, column: { count: number }) => sum + column.count, 0)).toBe(1);
  const [totals] = (await ana.call.get('/deals/aggregate?measures=count,sum(value)')).body.data;
  expect(totals).toMatchObject({ count: 1, 'sum(value)': { amount: '100.00' } });
  expect((await ana.call.get('/search?q=Deal')).body.data).toHaveLength(1);
  expect((await ana.call.get('/deals?q=Cleo')).body.data).toEqual([]);
  for (const path of ['', '/history', '/timeline', '/related'])
    expect((await ana.call.get(`/deals/${others}${path}`)).status, path).toBe(404);
  expect((await ana.call.patch(`/deals/${others}`, { name: 'Mine now' })).status).toBe(404);
  expect((await ana.call.delete(`/deals/${others}`)).status).toBe(404);
  expect((await ana.call.post(`/deals/${others}/win`)).status).toBe(404);
  expect((await ana.call.post('/deals/batch', { delete: [mine, others] })).status).toBe(404);
  expect((await ana.call.get(`/deals/${mine}`)).status).toBe(200);
  const filter = encodeURIComponent(JSON.stringify({ 'deals.name': { contains: 'Cleo' } }));
  expect((await ana.call.get(`/companies?filter=${filter}`)).body.data).toEqual([]);
});

test('a team’s person sees the team’s deals; with a role that reaches below, those of the teams below too', async () => {
  const { boss, who, change } = await open();
  await change('Ana', { visibility: { deal: 'team' } });
  expect(await seen(who('Ana').call)).toEqual(['Deal of Ana', 'Deal of Ben']);

  const rights = { read: 'teamAndBelow', update: 'team', create: true };
  const { id } = (
    await boss.post('/roles', {
      name: 'Area lead',
      objects: { '*': { read: 'all' }, deal: rights },
    })
  ).body.data;
  await change('Ben', { role: id });
  const ben = who('Ben').call;
  expect(await seen(ben)).toEqual(['Deal of Ana', 'Deal of Ben', 'Deal of Cleo']);
  const idOf = async (name: string) => (await boss.get(`/deals?q=${name}`)).body.data[0].id;
  expect((await ben.patch(`/deals/${await idOf('Ana')}`, { rating: 2 })).status).toBe(200);
  expect((await ben.patch(`/deals/${await idOf('Cleo')}`, { rating: 2 })).status).toBe(403);
  expect((await ben.delete(`/deals/${await idOf('Ben')}`)).status).toBe(403);

  expect((await ben.get('/deals/aggregate?measures=count')).status).toBe(200);
  expect((await ben.get('/deals/aggregate?measures=sum(value)')).status).toBe(403);
  const [column] = (await ben.get('/deals/board?groupBy=stage')).body.data;
  expect(column).not.toHaveProperty('sum');

  await change('Ben', { otherRoles: ['viewer'] });
  expect(await seen(ben)).toHaveLength(4);
  expect((await ben.patch(`/deals/${await idOf('Cleo')}`, { rating: 2 })).status).toBe(403);
});

test('whoever joins or leaves a team sees its deals, or no longer', async () => {
  const { boss, who, change, north } = await open();
  await change('Dan', { visibility: { deal: 'team' } });
  expect(await seen(who('Dan').call)).toEqual(['Deal of Dan']);
  await boss.patch(`/teams/${north}`, { leads: [who('Dan').id] });
  expect(await seen(who('Dan').call)).toEqual(['Deal of Ana', 'Deal of Ben', 'Deal of Dan']);
  await boss.delete(`/teams/${north}`);
  expect(await seen(who('Dan').call)).toEqual(['Deal of Dan']);
});

test('superiors see the deals of those who report to them where the workspace wants it, and change none', async () => {
  const { firm, boss, who, change } = await open();
  const own = {
    '*': { read: 'own', update: 'own' },
    stage: { read: 'all' },
    user: { read: 'all' },
  };
  const { id } = (await boss.post('/roles', { name: 'Own only', objects: own })).body.data;
  await change('Ana', { role: id });
  await change('Ben', { manager: who('Ana').id });
  await change('Cleo', { manager: who('Ben').id });
  // A circle, as older data may have it; nobody can make one any more.
  await firm.engine.database.query(
    'update "user" set manager_id = $3 where workspace_id = $1 and id = $2',
    [firm.workspaceId, who('Ana').id, who('Cleo').id],
  );
  const ana = who('Ana').call;
  expect(await seen(ana)).toEqual(['Deal of Ana']);

  await firm.engine.database.query(
    `update workspace set settings = settings || '{"superiorsSee": true}' where id = $1`,
    [firm.workspaceId],
  );
  await firm.engine.workspaces.changed(firm.engine.database.query, firm.workspaceId);
  expect(await seen(ana)).toEqual(['Deal of Ana', 'Deal of Ben', 'Deal of Cleo']);
  const bens = (await boss.get('/deals?q=Ben')).body.data[0].id;
  expect((await ana.patch(`/deals/${bens}`, { rating: 1 })).status).toBe(403);
});

test('a role says what it gives in words that exist, and stays while somebody has it', async () => {
  const { boss, who, change } = await open();
  const refused = await boss.post('/roles', { name: 'Odd', objects: { deal: { read: 'some' } } });
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toMatchObject([{ field: 'objects', code: 'unknown_right' }]);
  const { id } = (await boss.post('/roles', { name: 'Odd', objects: { '*': { read: 'all' } } }))
    .body.data;
  await change('Ana', { otherRoles: [id] });
  expect((await boss.delete(`/roles/${id}`)).body).toMatchObject({ status: 409, reason: 'in_use' });
  await change('Ana', { otherRoles: null });
  expect((await boss.delete(`/roles/${id}`)).status).toBe(200);
  await expect(change('Ana', { role: id })).rejects.toMatchObject({ code: 'invalid' });
  expect((await who('Ben').call.post('/roles', { name: 'Mine', objects: {} })).status).toBe(403);
  expect((await who('Ben').call.post('/teams', { name: 'Mine' })).status).toBe(403);
});

test('a team cannot lie below itself, at whatever distance', async () => {
  const { boss, north, city } = await open();
  for (const parent of [north, city])
    expect((await boss.patch(`/teams/${north}`, { parent })).body.errors).toMatchObject([
      { field: 'parent', code: 'below_itself' },
    ]);
  expect((await boss.patch(`/teams/${city}`, { parent: null })).status).toBe(200);
});

test('T5 what a team or a role gives or takes counts from the next request on', async () => {
  const firm = await workspace();
  const door = await openFrontDoor(firm);
  const inside = async (user: TestUser) => {
    const browser = door.browser();
    await browser.signIn(await door.letIn(firm.workspaceId, user));
    return browser;
  };
  const dan = await firm.makeUser({ name: 'Dan', role: 'manager' });
  const [boss, dans] = [await inside(firm.admin), await inside(dan)];
  const { id: role } = (
    await boss.post('/roles', { name: 'Team', objects: { '*': { read: 'team', create: true } } })
  ).body.data;
  await boss.patch(`/users/${dan.id}`, { role });
  await boss.post('/deals', { name: 'Pumps' });
  const count = async () => (await dans.get('/deals')).body.data.length;
  expect(await count()).toBe(0);
  const { id: team } = (
    await boss.post('/teams', { name: 'North', members: [dan.id, firm.admin.id] })
  ).body.data;
  await expect.poll(count, { timeout: 2000, interval: 10 }).toBe(1);
  await boss.patch(`/teams/${team}`, { members: [dan.id] });
  await expect.poll(count, { timeout: 2000, interval: 10 }).toBe(0);
  await boss.patch(`/roles/${role}`, { objects: { '*': { read: 'all' } } });
  await expect.poll(count, { timeout: 2000, interval: 10 }).toBe(1);
});

test('reach decides in memory as in the database, whoever asks for whatever', async () => {
  const { firm, who } = await open();
  const owners = [who('Ana').id, who('Ben').id, who('Cleo').id, firm.admin.id];
  const makers = [firm.admin, await firm.makeUser({ name: 'Eva', role: 'manager' })];
  for (const [seed, maker] of makers.entries())
    await firm.as(maker).work((work) =>
      createMany(
        work,
        'person',
        fc.sample(
          fc.record({
            lastName: fc.constant('P'),
            owner: fc.option(fc.constantFrom(...owners)),
            access: fc.constantFrom('everyone', 'restricted', 'personal'),
            accessList: fc.option(fc.subarray(owners)),
          }),
          { numRuns: 40, seed },
        ),
      ),
    );
  const all = await everybody(firm);
  const level = fc.constantFrom<Reach>('none', 'own', 'team', 'teamAndBelow', 'all');
  const some = fc.subarray(owners);
  await fc.assert(
    fc.asyncProperty(
      fc.record({ read: level, visibility: fc.option(fc.constantFrom(...visibilities)) }),
      fc.record({
        team: some,
        teamAndBelow: some,
        subordinates: some,
        teams: fc.constant([]),
        guarded: fc.constantFrom([], ['person']),
      }),
      fc.constantFrom(...owners, ...makers.map((one) => one.id)),
      async ({ read, visibility }, circle, user) => {
        const role: Role = {
          ...roles.manager,
          objects: { '*': { ...roles.manager.objects['*'], read } },
        };
        const actor = {
          ...firm.admin.actor,
          ...{ user, role, circle },
          ...(visibility ? { visibility: { person: visibility } } : {}),
        };
        const work = await reading(firm.engine, actor);
        const object = work.catalog.objects['person'];
        if (!object) throw new Error('there are people');
        const filter = reach(actor, 'read', object, work.catalog);
        const inMemory = filter
          ? all.filter((one) => matches(filter, one, 'person', work.catalog, filterContext(work)))
          : [];
        if (!filter) {
          await expect(list(work, 'person', {})).rejects.toMatchObject({ code: 'forbidden' });
          return;
        }
        const inWords = all.filter(
          (one) => explainAccess(actor, 'read', object, factsOf(object, one)).allowed,
        );
        expect(inWords).toEqual(inMemory);
        const page = await list(work, 'person', { limit: 200, sort: 'id' });
        const ids = page.rows.map((row) => (JSON.parse(row) as { id: string }).id);
        expect(ids).toEqual(inMemory.map((one) => one['id']));
      },
    ),
    { numRuns: 300 },
  );
});

/** Also what its administrator may not see. */
async function everybody({
  engine,
  workspaceId,
}: TestWorkspace): Promise<Record<string, unknown>[]> {
  const work = await reading(engine, systemActor(workspaceId, 'test'));
  const page = await list(work, 'person', { limit: 200, sort: 'id' });
  return page.rows.map((row) => JSON.parse(row) as Record<string, unknown>);
}
