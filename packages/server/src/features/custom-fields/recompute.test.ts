import { beforeEach, expect, test } from 'vitest';
import { deriveAgain } from '#engine/records/derive-again.ts';
import type { Caller } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let ada: Caller;

beforeEach(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
});

const fields = async (...all: [name: string, kind: string, formula?: string][]) => {
  const label = { en: 'Extra' };
  for (const [name, kind, formula] of all) {
    const wanted = { object: 'deal', name, kind, label, ...(formula && { formula }) };
    expect((await ada.post('/fields', wanted)).status, name).toBe(201);
  }
};
const deal = async (more: object) =>
  (await ada.post('/deals', { name: 'Pumps', ...more })).body.data;
const read = async (id: string) => (await ada.get(`/deals/${id}`)).body.data;

test('whoever may change a record has its formulas made anew, one or many, and history says so (EP-ACC-34)', async () => {
  const actionsOf = async (who: Caller) =>
    Object.keys(
      (await who.get('/catalog')).body.data.objects.find(
        (one: { name: string }) => one.name === 'deal',
      ).actions,
    );
  expect(await actionsOf(ada)).not.toContain('recompute');
  await fields(
    ['parts', 'number'],
    ['twice', 'number', 'parts * 2'],
    ['four', 'number', 'twice * 2'],
  );
  const boss = await firm.makeUser({ role: 'manager' });
  const first = await deal({ parts: '4', owner: boss.id });
  const second = await deal({ parts: '5', owner: boss.id });
  await deriveAgain(firm.engine, firm.workspaceId);
  await firm.engine.database.query(
    `update deal set custom = custom || '{"twice": "1", "four": "1"}' where workspace_id = $1`,
    [firm.workspaceId],
  );
  const manager = await outside.as(boss);
  expect(await actionsOf(manager)).toContain('recompute');
  expect(await manager.post(`/deals/${first.id}/recompute`, {})).toMatchObject({
    ...{ status: 200, body: { data: { twice: '8', four: '16', version: first.version + 1 } } },
  });
  const [latest] = (await ada.get(`/deals/${first.id}/history`)).body.data;
  expect(latest).toMatchObject({
    action: 'recompute',
    fields: { twice: { before: '1', after: '8' }, four: { before: '1', after: '16' } },
  });
  // What is as it should be is not changed by it.
  await manager.post(`/deals/${first.id}/recompute`, {});
  expect((await read(first.id)).version).toBe(first.version + 1);
  const act = { action: 'recompute' };
  const many = { ids: [first.id, second.id], act };
  expect((await manager.post('/deals/batch', many)).status).toBe(200);
  expect(await read(second.id)).toMatchObject({ twice: '10', four: '20' });
  const reader = await outside.as(await firm.makeUser({ role: 'viewer' }));
  expect((await reader.post(`/deals/${first.id}/recompute`, {})).status).toBe(403);
  // Whoever sees no formula is not offered it.
  for (const name of ['twice', 'four'])
    await ada.patch(`/fields/deal.${name}`, { seenBy: ['manager'] });
  expect(await actionsOf(await outside.as(await firm.makeUser()))).not.toContain('recompute');
});
