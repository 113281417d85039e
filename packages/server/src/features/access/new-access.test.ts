import { expect, test } from 'vitest';
import { openFrontDoor } from '#test/front-door.ts';
import { type TestUser, workspace } from '#test/workspace.ts';

async function open() {
  const firm = await workspace();
  const door = await openFrontDoor(firm);
  const signedIn = async (who: TestUser) => {
    const browser = door.browser();
    await browser.signIn(await door.letIn(firm.workspaceId, who));
    return browser;
  };
  const [ana, ben] = await Promise.all(
    ['Ana', 'Ben'].map(async (name) => signedIn(await firm.makeUser({ name }))),
  );
  if (!ana || !ben) throw new Error('two people were made');
  return { boss: await signedIn(firm.admin), ana, ben };
}

test('a workspace decides for each kind of record whether new ones are everybody’s or their owner’s', async () => {
  const { boss, ana, ben } = await open();
  expect((await ana.patch('/workspace', { newAccess: { person: 'restricted' } })).status).toBe(403);
  expect((await boss.patch('/workspace', { newAccess: { person: 'restricted' } })).status).toBe(
    200,
  );
  expect((await ana.get('/me')).body.data.workspace.newAccess).toEqual({ person: 'restricted' });

  const person = (await ana.post('/people', { lastName: 'Rossi' })).body.data;
  expect(person.access).toBe('restricted');
  const batch = { create: [{ lastName: 'Verdi' }, { lastName: 'Open', access: 'everyone' }] };
  expect((await ana.post('/people/batch', batch)).status).toBe(200);
  const deal = (await ana.post('/deals', { name: 'Pumps' })).body.data;
  expect(deal.access).toBe('everyone');
  const titles = async (who: typeof ana) =>
    (await who.get('/people?sort=title')).body.data.map((one: { title: string }) => one.title);
  expect(await titles(ana)).toEqual(['Open', 'Rossi', 'Verdi']);
  expect(await titles(ben)).toEqual(['Open']);
  expect(await titles(boss)).toEqual(['Open', 'Rossi', 'Verdi']);
  expect((await ben.get(`/people/${person.id}`)).status).toBe(404);

  await boss.patch('/workspace', { newAccess: {} });
  await ana.post('/people', { lastName: 'Zeta' });
  expect(await titles(ben)).toEqual(['Open', 'Zeta']);
});

test('only what can be kept from others is kept from the start, and nothing is personal by itself', async () => {
  const { boss } = await open();
  for (const newAccess of [
    { note: 'restricted' },
    { person: 'personal' },
    { nonsense: 'everyone' },
  ])
    expect(
      (await boss.patch('/workspace', { newAccess })).status,
      JSON.stringify(newAccess),
    ).not.toBe(200);
});
