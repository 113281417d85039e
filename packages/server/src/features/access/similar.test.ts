import { expect, test } from 'vitest';
import { type Caller, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { changePerson } from '../people/change-person.ts';

const asking = (who: Caller, path: string) => async (q: string) =>
  (await who.get(`${path}?q=${encodeURIComponent(q)}`)).body.data as { title: string }[];
const titles = (list: { title: string }[]) => list.map((one) => one.title).toSorted();

test('T11 what somebody may not see is not found by what is like it, and changes nothing of what they find', async () => {
  const firm = await workspace();
  const door = await openDoor(firm, () => {});
  const boss = door.as(firm.admin);
  const own = { read: 'own', update: 'own', delete: 'own', create: true };
  const { id: role } = (
    await boss.post('/roles', {
      name: 'Alone',
      objects: { '*': own, user: { ...own, read: 'all' } },
      fields: { 'person.description': 'hidden' },
    })
  ).body.data;
  const lena = await firm.makeUser({ name: 'Lena' });
  await firm.as(firm.admin).work((work) => changePerson(work, lena.id, { role }));
  const hers = asking(door.as(lena), '/search');
  await door.as(lena).post('/people', { lastName: 'Kowalewski' });
  expect(titles(await hers('Kowaleswki'))).toEqual(['Kowalewski']);
  const before = await hers('Kowalexski');
  // Nearer, and not hers.
  for (const lastName of ['Kowalexsky', 'Kowalexki', 'Pelikan'])
    await boss.post('/people', { lastName });
  expect(await hers('Kowalexski')).toEqual(before);
  expect(await hers('Pelikna')).toEqual([]);
  expect(titles(await asking(boss, '/search')('Pelikna'))).toEqual(['Pelikan']);
  // Her own record, a field that is kept from her.
  const { id } = (await door.as(lena).post('/people', { lastName: 'Open' })).body.data;
  await boss.patch(`/people/${id}`, { description: 'whispered' });
  expect(titles(await asking(boss, '/search')('whipsered'))).toEqual(['Open']);
  expect(await hers('whipsered')).toEqual([]);
});
