import { expect, test } from 'vitest';
import { stepAside } from '#engine/catalog/step-aside.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

test('a field that a firm made keeps what it holds where a release brings one of the same name', async () => {
  const firm = await workspace();
  const ada = await (await openOutside(firm)).as(firm.admin);
  const { database, log, workspaces } = firm.engine;
  const { query } = database;
  const made = await ada.post('/objects', {
    name: 'boat',
    plural: 'boats',
    label: { en: { one: 'Boat', many: 'Boats' } },
    icon: 'home',
  });
  expect(made.status).toBe(201);
  const ids: Record<string, string> = {};
  for (const [object, plural, given] of [
    ['deal', 'deals', 'price'],
    ['boat', 'boats', 'crew'],
  ] as const) {
    await ada.post('/fields', { object, name: given, kind: 'integer', label: { en: 'Ours' } });
    await ada.post('/fields', { object, name: `${given}2`, kind: 'text', label: { en: 'More' } });
    ids[plural] = (await ada.post(`/${plural}`, { name: 'Pump', [given]: 7 })).body.data.id;
  }
  // As they were before the release: under the names that it brings.
  const renames = { price: 'rate', price2: 'rate2', crew: 'followers', crew2: 'followers2' };
  for (const [from, to] of Object.entries(renames)) {
    await query('update custom_field set name = $3 where workspace_id = $1 and name = $2', [
      firm.workspaceId,
      from,
      to,
    ]);
    for (const table of ['deal', 'own1'])
      await query(
        `update ${table} set custom = (custom - $2::text) || jsonb_build_object($3::text, custom -> $2) where workspace_id = $1 and custom ? $2`,
        [firm.workspaceId, from, to],
      );
  }

  await stepAside(database, log);
  await stepAside(database, log);
  workspaces.forget(firm.workspaceId);
  expect((await ada.get(`/deals/${ids['deals']}`)).body.data).toMatchObject({
    ...{ rate: null, rate2: null, rate3: 7 },
  });
  expect((await ada.get(`/boats/${ids['boats']}`)).body.data).toMatchObject({
    ...{ followers: null, followers2: null, followers3: 7 },
  });
});
