import { expect, test } from 'vitest';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { provideEverywhere } from './provide-views.ts';

async function open() {
  const firm = await workspace({ language: 'it' });
  const ada = (await openDoor(firm, () => undefined)).as(firm.admin);
  const views = async (): Promise<{ id: string; name: string; isDefault: boolean }[]> =>
    (await ada.get('/views?filter={"object":{"eq":"lead"}}&sort=position&limit=200')).body.data;
  const names = async () => (await views()).map((one) => one.name);
  /** As it was in a release that kept no note of it. */
  const forget = async (where: string) => {
    const id = firm.workspaceId;
    const { database } = firm.engine;
    await database.query('delete from provided_view where workspace_id = $1', [id]);
    await database.query(`delete from view where workspace_id = $1 and ${where}`, [id]);
  };
  return { firm, ada, views, names, forget };
}

test('a workspace that is older than leads gets their views, in its language and once', async () => {
  const { firm, views, names, forget } = await open();
  const before = await names();
  expect(before).toContain('Lead aperti');
  await forget(`object = 'lead'`);
  expect(await names()).toEqual([]);
  await Promise.all([provideEverywhere(firm.engine), provideEverywhere(firm.engine)]);
  expect(await names()).toEqual(before);
  expect((await views()).filter((one) => one.isDefault)).toHaveLength(1);
});

test('views that somebody has deleted or called otherwise stay so, and what opens first stays first', async () => {
  const { firm, ada, views, names, forget } = await open();
  const [first, second] = await views();
  await ada.delete(`/views/${second?.id}`);
  const rest = await names();
  await provideEverywhere(firm.engine);
  expect(await names()).toEqual(rest);

  const deals = (await ada.get('/views?filter={"object":{"eq":"deal"}}')).body.data;
  await ada.patch(`/views/${deals[0].id}`, { name: 'Everything that we sell' });
  const own = await ada.post('/views', {
    ...{ object: 'lead', name: 'Ours', layout: 'table', filter: {}, sharedWith: 'everyone' },
    isDefault: true,
  });
  await forget(`object = 'lead' and id <> '${own.body.data.id}'`);
  await provideEverywhere(firm.engine);
  const after = await views();
  expect(after.find((one) => one.isDefault)?.name).toBe('Ours');
  expect(after.map((one) => one.name)).toContain(first?.name);
  const again = (await ada.get('/views?filter={"object":{"eq":"deal"}}')).body.data;
  expect(again).toHaveLength(deals.length);
});

test('where an object was given another name before its views followed, they say it from now on, once', async () => {
  const { firm, ada, forget } = await open();
  const { query } = firm.engine.database;
  const label = { it: { one: 'Progetto', many: 'Progetti' } };
  await query(
    `insert into custom_object (workspace_id, name, definition, position, created_at) values ($1, 'deal', $2, 0, now())`,
    [firm.workspaceId, JSON.stringify({ label })],
  );
  firm.engine.workspaces.forget(firm.workspaceId);
  const ofDeals = async (): Promise<{ id: string; name: string }[]> =>
    (await ada.get('/views?filter={"object":{"eq":"deal"}}&sort=position&limit=200')).body.data;
  const names = async () => (await ofDeals()).map((one) => one.name);
  const before = await names();
  await forget('false');
  await provideEverywhere(firm.engine);
  const after = await names();
  expect(after).toHaveLength(before.length);
  expect(after.filter((name) => name.includes('Progetti'))).toHaveLength(3);
  expect(before.filter((name) => !after.includes(name))).toHaveLength(3);
  // Whoever then calls one as it once was is left alone.
  const [first] = await ofDeals();
  await ada.patch(`/views/${first?.id}`, { name: before[0] });
  await provideEverywhere(firm.engine);
  expect((await names())[0]).toBe(before[0]);
});
