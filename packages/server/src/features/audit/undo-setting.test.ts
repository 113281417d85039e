import { expect, test } from 'vitest';
import { audit } from '#engine/audit/audit.ts';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const firm = await workspace();
  return (await openOutside(firm)).as(firm.admin);
}
const newest = async (boss: Caller): Promise<{ number: number; undoable: boolean }> =>
  (await boss.get('/audit')).body.data[0];
const undoNewest = async (boss: Caller) => {
  const { number, undoable } = await newest(boss);
  expect(undoable).toBe(true);
  return boss.post(`/audit/${number}/undo`);
};
const setUp = async (boss: Caller) => (await boss.get('/set-up/export')).body;
const property = { en: { one: 'Property', many: 'Properties' } };

test('each change of a setting is in the log, and taken back from there', async () => {
  const boss = await open();
  const budget = { object: 'deal', name: 'budget', label: { en: 'Budget' }, kind: 'money' };
  const changes: [string, () => ReturnType<Caller['post']>][] = [
    [
      'the workspace',
      () => boss.patch('/workspace', { name: 'Pumps', ownerChange: 'administrators' }),
    ],
    ['a new field', () => boss.post('/fields', budget)],
    [
      'a field of ours',
      () => boss.patch('/fields/deal.value', { required: true, help: { en: 'How much?' } }),
    ],
    ['it once more', () => boss.patch('/fields/deal.value', { required: null })],
    ['a removed field', () => boss.delete('/fields/deal.value')],
    [
      'a new object',
      () => boss.post('/objects', { name: 'property', plural: 'properties', label: property }),
    ],
    ['an object of ours', () => boss.patch('/objects/deal', { icon: 'home' })],
    [
      'an object called otherwise',
      () => boss.patch('/objects/deal', { icon: 'box', label: property }),
    ],
    ['an object as it came', () => boss.delete('/objects/deal')],
    ['a pipeline', () => boss.post('/pipelines', { name: 'Second' })],
    ['a tag', () => boss.post('/tags', { name: 'big' })],
  ];
  for (const [what, change] of changes) {
    const before = await setUp(boss);
    const changed = await change();
    expect([what, changed.status]).toEqual([what, expect.toSatisfy((one) => one < 300)]);
    const after = await setUp(boss);
    await boss.get('/me');
    const entry = (await boss.get('/audit?action=setting_changed')).body.data[0];
    // Whoever made the change is told by which number it is taken back.
    expect([what, changed.headers['x-audit-entry']]).toEqual([what, String(entry.number)]);
    const undone = await boss.post(`/audit/${entry.number}/undo`);
    expect([what, undone.status, undone.body]).toMatchObject([what, 200, {}]);
    expect([what, await setUp(boss)]).toEqual([what, before]);
    expect([what, (await change()).status < 300 || what.startsWith('a new')]).toEqual([what, true]);
    expect(after).not.toEqual(what === 'the workspace' ? null : before);
  }
});

test('what was changed again since, or is needed by now, stays and says so', async () => {
  const boss = await open();
  await boss.patch('/workspace', { ownerChange: 'administrators' });
  const { number } = await newest(boss);
  await boss.patch('/workspace', { ownerChange: 'everyone' });
  const late = await boss.post(`/audit/${number}/undo`);
  expect([late.status, late.body.reason]).toEqual([409, 'changed_again']);
  await boss.post('/objects', { name: 'property', plural: 'properties', label: property });
  const made = (await newest(boss)).number;
  const link = {
    object: 'deal',
    name: 'home',
    kind: 'link',
    to: 'property',
    label: { en: 'Home' },
  };
  expect((await boss.post('/fields', link)).status).toBe(201);
  expect((await boss.post(`/audit/${made}/undo`)).body).toMatchObject({ reason: 'led_to' });
  expect((await undoNewest(boss)).status).toBe(200);
  expect((await boss.post('/audit/999999/undo')).status).toBe(404);
  expect((await boss.post('/audit/first/undo')).status).toBe(404);
});

test('an entry of an earlier version, which keeps more of before than it changed, is not offered to be taken back', async () => {
  const firm = await workspace();
  const boss = await (await openOutside(firm)).as(firm.admin);
  const details = {
    ...{ of: 'leads', companySection: 'address' },
    before: { companySection: 'facts', employeeKind: null, consultantKind: 'partner' },
  };
  await firm.as(firm.admin).work((work) => audit(work, { action: 'setting_changed', details }));
  const { number, undoable } = await newest(boss);
  expect(undoable).toBe(false);
  expect((await boss.post(`/audit/${number}/undo`)).body).toMatchObject({ reason: 'not_undoable' });
});

test('nobody but its administrators takes back what a workspace has settled, and no key that only reads', async () => {
  const [firm, other] = [await workspace(), await workspace()];
  const [outside, elsewhere] = [await openOutside(firm), await openOutside(other)];
  const boss = await outside.as(firm.admin);
  await boss.patch('/workspace', { ownerChange: 'administrators' });
  const { number } = await newest(boss);
  const before = await setUp(boss);
  const callers = [
    await outside.as(await firm.makeUser({ role: 'manager' })),
    await outside.as(firm.admin, ['read']),
    await outside.as(firm.admin, ['deal:write']),
    outside.anybody,
    await elsewhere.as(other.admin),
  ];
  const answers = await Promise.all(callers.map((one) => one.post(`/audit/${number}/undo`)));
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 401, 404]);
  expect(await setUp(boss)).toEqual(before);
});
