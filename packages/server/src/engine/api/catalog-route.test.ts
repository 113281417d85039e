import type { roles } from '@relata/model';
import { expect, test } from 'vitest';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addCatalogRoute, type DescribedObject } from './catalog-route.ts';

async function open() {
  const made = await workspace();
  const door = await openDoor(made, addCatalogRoute);
  const catalog = async (role: keyof typeof roles) => {
    const { status, headers, body } = await door.as(await made.makeUser({ role })).get('/catalog');
    const object = (name: string): DescribedObject =>
      body.data.objects.find((one: DescribedObject) => one.name === name);
    return { status, headers, body, object };
  };
  return { ...made, door, catalog };
}

test('everybody learns what they may do with deals, people and settings', async () => {
  const { catalog } = await open();
  const all = {
    read: true,
    create: true,
    update: true,
    delete: true,
    export: true,
    import: true,
    bulk: true,
    changeOwner: true,
    seeSums: true,
  };
  const none = {
    ...all,
    create: false,
    update: false,
    delete: false,
    export: false,
    import: false,
    bulk: false,
    changeOwner: false,
  };
  const administrator = await catalog('administrator');
  expect(administrator.object('deal').can).toEqual(all);
  expect(administrator.object('stage').can).toEqual(all);
  const salesperson = await catalog('salesperson');
  expect(salesperson.object('deal').can).toEqual(all);
  expect(salesperson.object('stage').can).toEqual({ ...none, export: true });
  expect((await catalog('viewer')).object('deal').can).toEqual(none);
});

test('objects come in the order of the navigation, with all their fields and what points to them', async () => {
  const { catalog } = await open();
  const { body, object } = await catalog('salesperson');
  expect(body.data.objects.map((one: DescribedObject) => one.name).slice(0, 5)).toEqual([
    'deal',
    'lead',
    'person',
    'company',
    'activity',
  ]);
  expect(object('company').fields).toMatchObject({
    name: { kind: 'text' },
    tags: { kind: 'tags' },
  });
  expect(object('company').relations).toEqual([
    { name: 'deals', object: 'deal', field: 'company' },
    { name: 'relatedDeals', object: 'deal', field: 'relatedCompanies' },
    { name: 'partnerDeals', object: 'deal', field: 'partner' },
    { name: 'partnerLeads', object: 'lead', field: 'partner' },
    { name: 'leads', object: 'lead', field: 'company' },
    { name: 'people', object: 'person', field: 'company' },
    { name: 'subsidiaries', object: 'company', field: 'parent' },
    { name: 'businessRoles', object: 'businessRole', field: 'about' },
  ]);
});

test('an unchanged catalog is not sent twice, and another role gets its own', async () => {
  const { door, admin, catalog } = await open();
  const { headers } = await catalog('administrator');
  const etag = String(headers['etag']);
  expect((await door.as(admin).get('/catalog', { 'if-none-match': etag })).status).toBe(304);
  expect((await catalog('salesperson')).headers['etag']).not.toBe(etag);
});

test('where only administrators give records away, others are shown an owner that fills itself', async () => {
  const { catalog, engine, workspaceId } = await open();
  await engine.database.query(
    `update workspace set settings = settings || '{"ownerChange": "administrators"}' where id = $1`,
    [workspaceId],
  );
  engine.workspaces.forget(workspaceId);
  const low = await catalog('manager');
  expect(low.object('deal').fields['owner']).toMatchObject({ writtenBy: 'system' });
  expect(low.object('deal').can.changeOwner).toBe(false);
  expect(low.object('activity').can.changeOwner).toBe(true);
  const high = await catalog('administrator');
  expect(high.object('deal').fields['owner']).not.toHaveProperty('writtenBy');
  expect(high.object('deal').can.changeOwner).toBe(true);
});
