import { expect, test } from 'vitest';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const made = await workspace();
  const door = await openDoor(made, () => {});
  return { ...made, door, ada: door.as(made.admin) };
}

const view = { object: 'deal', name: 'Big ones' };

test('a view that fits its object is saved and opens', async () => {
  const { ada } = await open();
  const saved = await ada.post('/views', {
    ...view,
    layout: 'board',
    filter: {
      value: { gte: 1000 },
      or: [{ owner: { eq: '@me' } }, { 'company.country': { eq: 'PL' } }],
    },
    sort: '-value,title',
    columns: [
      { field: 'title', width: 300 },
      { field: 'value', pinned: true },
    ],
    groupBy: 'stage',
  });
  expect(saved.status).toBe(201);
  expect((await ada.get(`/deals?view=${saved.body.data.id}`)).status).toBe(200);
});

test.each([
  ['object', { object: 'spaceship' }, 'option'],
  ['filter', { filter: { price: { gt: 1 } } }, 'filter'],
  ['filter', { filter: { value: { contains: 'x' } } }, 'filter'],
  ['filter', { filter: 'open ones' }, 'filter'],
  ['sort', { sort: '-price' }, 'unknown_field'],
  ['sort', { sort: 'people' }, 'not_sortable'],
  ['columns', { columns: 'title' }, 'list'],
  ['columns.1', { columns: [{ field: 'title' }, { field: 'price' }] }, 'unknown_field'],
  ['columns.0', { columns: ['__proto__'] }, 'unknown_field'],
  ['groupBy', { groupBy: 'price' }, 'unknown_field'],
  ['groupBy', { groupBy: 'description' }, 'not_groupable'],
])('a view whose %s does not fit is refused by name', async (field, part, code) => {
  const { ada } = await open();
  const { status, body } = await ada.post('/views', { ...view, ...part });
  expect(status).toBe(422);
  expect(body.errors).toMatchObject([{ field, code }]);
});

test('a view cannot be moved to an object that it does not fit', async () => {
  const { ada } = await open();
  const { id } = (await ada.post('/views', { ...view, filter: { stage: { empty: false } } })).body
    .data;
  expect((await ada.patch(`/views/${id}`, { object: 'person' })).body.errors).toMatchObject([
    { field: 'filter' },
  ]);
  expect((await ada.patch(`/views/${id}`, { name: 'Renamed' })).status).toBe(200);
});

test('one shared view of an object is the default, and one of each person', async () => {
  const { ada, door, makeUser } = await open();
  const rep = door.as(await makeUser());
  const defaults = async (who = ada) =>
    (
      await who.get(
        `/views?filter=${JSON.stringify({ object: { eq: 'deal' }, isDefault: { eq: true } })}`,
      )
    ).body.data
      .map((one: { name: string }) => one.name)
      .toSorted();
  expect(await defaults()).toEqual(['All deals']);
  const mine = { object: 'deal', isDefault: true };
  await ada.post('/views', { ...mine, name: 'Mine' });
  await rep.post('/views', { ...mine, name: 'Of the rep' });
  expect(await defaults()).toEqual(['All deals', 'Mine']);
  expect(await defaults(rep)).toEqual(['All deals', 'Of the rep']);

  const taken = await rep.post('/views', { ...mine, name: 'For all', sharedWith: 'everyone' });
  expect(await defaults()).toEqual(['For all', 'Mine']);
  await rep.post(`/changes/${taken.body.batch}/undo`);
  expect((await rep.get(`/views/${taken.body.data.id}`)).status).toBe(404);
  await ada.patch(
    `/views/${(await ada.post('/views', { ...mine, name: 'Mine 2' })).body.data.id}`,
    { sharedWith: 'everyone' },
  );
  expect(await defaults()).toEqual(['Mine 2']);
});
