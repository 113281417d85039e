import { expect, test } from 'vitest';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

test('an action that mentions leads goes by what the firm calls them, and by ours again', async () => {
  const firm = await workspace();
  const boss = await (await openOutside(firm)).as(firm.admin);
  const actionsOf = async (name: string) =>
    (await boss.get('/catalog')).body.data.objects.find(
      (one: { name: string }) => one.name === name,
    ).actions;
  await boss.patch('/objects/lead', { label: { en: { one: 'Enquiry', many: 'Enquiries' } } });
  expect((await actionsOf('deal')).toLead.called).toEqual({ en: 'Enquiry' });
  expect((await actionsOf('lead')).addToCompany).not.toHaveProperty('called');
  await boss.delete('/objects/lead');
  expect((await actionsOf('deal')).toLead).not.toHaveProperty('called');
});
