import { expect, test } from 'vitest';
import { newId } from '#platform/id.ts';
import { type Caller, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addFavouriteRoutes } from './index.ts';

async function open() {
  const made = await workspace();
  const door = await openDoor(made, addFavouriteRoutes);
  return { ...made, door, ada: door.as(made.admin), rep: door.as(await made.makeUser()) };
}

const person = async (who: Caller, lastName: string): Promise<string> =>
  (await who.post('/people', { lastName })).body.data.id;
const titles = async (who: Caller): Promise<string[]> =>
  (await who.get('/favourites')).body.data.map((one: { title: string }) => one.title);

test('favourites are kept in the order in which they were added, for each person', async () => {
  const { ada, rep } = await open();
  const rossi = await person(ada, 'Rossi');
  const acme = (await ada.post('/companies', { name: 'Acme' })).body.data.id;
  const bianchi = await person(ada, 'Bianchi');
  await ada.put(`/favourites/person/${rossi}`);
  await ada.put(`/favourites/company/${acme}`);
  await ada.put(`/favourites/person/${bianchi}`);
  expect((await ada.put(`/favourites/person/${rossi}`)).status).toBe(204);
  expect((await ada.get('/favourites')).body.data).toEqual([
    { object: 'person', id: rossi, title: 'Rossi' },
    { object: 'company', id: acme, title: 'Acme' },
    { object: 'person', id: bianchi, title: 'Bianchi' },
  ]);
  expect(await titles(rep)).toEqual([]);
  expect((await ada.delete(`/favourites/company/${acme}`)).status).toBe(204);
  expect((await ada.delete(`/favourites/company/${acme}`)).status).toBe(204);
  expect(await titles(ada)).toEqual(['Rossi', 'Bianchi']);
});

test('what is deleted is no favourite until it comes back; what is not there cannot become one', async () => {
  const { ada } = await open();
  const rossi = await person(ada, 'Rossi');
  await ada.put(`/favourites/person/${rossi}`);
  await ada.delete(`/people/${rossi}`);
  expect(await titles(ada)).toEqual([]);
  await ada.post(`/people/${rossi}/restore`);
  expect(await titles(ada)).toEqual(['Rossi']);
  expect((await ada.put(`/favourites/person/${newId()}`)).status).toBe(404);
  expect((await ada.put(`/favourites/spaceship/${rossi}`)).status).toBe(404);
  expect((await ada.put('/favourites/person/nonsense')).status).toBe(404);
});

test("somebody else's private view cannot be kept", async () => {
  const { ada, rep } = await open();
  const { id } = (await rep.post('/views', { object: 'deal', name: 'Mine' })).body.data;
  expect((await ada.put(`/favourites/view/${id}`)).status).toBe(404);
  expect((await rep.put(`/favourites/view/${id}`)).status).toBe(204);
});
