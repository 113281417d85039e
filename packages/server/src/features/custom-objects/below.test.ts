import { expect, test } from 'vitest';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const boss = await outside.as(firm.admin);
  const made = async (path: string, values: object): Promise<string> => {
    const { body } = await boss.post(path, values);
    return body.data.id;
  };
  return { ...firm, outside, boss, made };
}
type Boss = Awaited<ReturnType<typeof open>>['boss'];

interface Listed {
  name: string;
  count: number;
  of?: string[];
  records: { title: string }[];
}

const listed = async (boss: Boss, path: string, name: string) => {
  const all: Listed[] = (await boss.get(`${path}/related`)).body.data;
  const found = all.find((one) => one.name === name);
  return { count: found?.count, of: found?.of?.length, titles: titlesIn(found) };
};
const titlesIn = (found?: Listed) => (found?.records ?? []).map(({ title }) => title).toSorted();

test('EP-SET-22 the page of a company shows the deals of its subsidiaries and of theirs, until nobody wants that', async () => {
  const { boss, made } = await open();
  const group = await made('/companies', { name: 'Group' });
  const house = await made('/companies', { name: 'House', parent: group });
  const shop = await made('/companies', { name: 'Shop', parent: house });
  await made('/companies', { name: 'Stranger' });
  for (const [name, company] of Object.entries({ A: group, B: house, C: shop }))
    await made('/deals', { name, company });
  const deals = (id: string) => listed(boss, `/companies/${id}`, 'deals');
  expect(await deals(group)).toEqual({ count: 3, of: 3, titles: ['A', 'B', 'C'] });
  expect(await deals(house)).toEqual({ count: 2, of: 2, titles: ['B', 'C'] });
  expect(await deals(shop)).toEqual({ count: 1, of: undefined, titles: ['C'] });
  expect((await listed(boss, `/companies/${group}`, 'subsidiaries')).titles).toEqual(['House']);

  expect((await boss.patch('/objects/company', { below: '' })).body.data.below).toBe('');
  expect(await deals(group)).toMatchObject({ count: 1, titles: ['A'] });
  const [{ number }] = (await boss.get('/audit?action=setting_changed')).body.data;
  expect((await boss.post(`/audit/${number}/undo`)).status).toBe(200);
  expect(await deals(group)).toMatchObject({ count: 3 });
  await boss.patch('/objects/company', { below: '' });
  await boss.patch('/objects/company', { below: null });
  expect(await deals(group)).toMatchObject({ count: 3 });
});

test('EP-SET-22 what somebody may not see leads them no further', async () => {
  const { boss, made, outside, makeUser } = await open();
  const rep = await outside.as(await makeUser());
  const group = await made('/companies', { name: 'Group' });
  const secret = await made('/companies', { name: 'Secret', parent: group, access: 'restricted' });
  const shop = await made('/companies', { name: 'Shop', parent: secret });
  const shown = await made('/companies', { name: 'Open', parent: group });
  for (const [name, company] of Object.entries({ A: group, C: shop, D: shown }))
    await made('/deals', { name, company });
  const deals = (who: Boss) => listed(who, `/companies/${group}`, 'deals');
  expect(await deals(boss)).toMatchObject({ count: 3, of: 4 });
  expect(await deals(rep)).toEqual({ count: 2, of: 2, titles: ['A', 'D'] });
});

test('companies that own each other, and what was deleted, end no page', async () => {
  const { boss, made } = await open();
  const one = await made('/companies', { name: 'One' });
  const two = await made('/companies', { name: 'Two', parent: one });
  await boss.patch(`/companies/${one}`, { parent: two });
  const three = await made('/companies', { name: 'Three', parent: two });
  for (const [name, company] of Object.entries({ A: one, B: two, C: three }))
    await made('/deals', { name, company });
  await boss.delete(`/companies/${three}`);
  const deals = await listed(boss, `/companies/${one}`, 'deals');
  expect(deals).toEqual({ count: 2, of: 2, titles: ['A', 'B'] });
});

test('an object of the workspace’s own that leads to itself does the same, and no other field will do', async () => {
  const { boss, made } = await open();
  const label = { en: { one: 'Site', many: 'Sites' } };
  await boss.post('/objects', { name: 'site', plural: 'sites', label });
  const field = { object: 'site', kind: 'link', to: 'site' };
  await boss.post('/fields', { ...field, name: 'within', label: { en: 'Within' } });
  await boss.post('/fields', {
    ...{ object: 'deal', kind: 'link', to: 'site', name: 'place', label: { en: 'Place' } },
  });
  const city = await made('/sites', { name: 'City' });
  const house = await made('/sites', { name: 'House', within: city });
  await made('/deals', { name: 'A', place: house });
  const all: Listed[] = (await boss.get(`/sites/${city}/related`)).body.data;
  expect(all.every((one) => one.count === 0 || one.records[0]?.title === 'House')).toBe(true);
  for (const below of ['owner', 'nothing'])
    expect((await boss.patch('/objects/site', { below })).body.errors).toMatchObject([
      { field: 'below', code: 'option' },
    ]);
  expect((await boss.patch('/objects/site', { below: 'within' })).status).toBe(200);
  const now: Listed[] = (await boss.get(`/sites/${city}/related`)).body.data;
  expect(now.flatMap(titlesIn).toSorted()).toEqual(['A', 'House']);
});
