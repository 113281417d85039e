import { expect, test } from 'vitest';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

const all = { 'x-change-group': 'all' };

async function open() {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const ada = await outside.signedIn(firm.admin);
  const made = async (plural: string, values: object): Promise<string> =>
    (await ada.post(`/${plural}`, values)).body.data.id;
  const company = await made('companies', { name: 'Acme', tags: ['old'] });
  const ana = await made('people', { lastName: 'Ana', company, tags: ['Old', 'own'] });
  const ben = await made('people', { lastName: 'Ben', company });
  const other = await made('people', { lastName: 'Other' });
  const of = async (at: string) => (await ada.get(at)).body.data;
  const temperatures = async () => {
    const people = await Promise.all([ana, ben, other].map((id) => of(`/people/${id}`)));
    return [await of(`/companies/${company}`), ...people].map((one) => one.temperature);
  };
  return { firm, outside, ada, company, ana, ben, other, of, temperatures };
}

test('a company gets warm together with its people, and one undo cools them all (OO-CON-17)', async () => {
  const { ada, company, ana, temperatures } = await open();
  await ada.patch(`/people/${ana}`, { temperature: 'hot' });
  const changed = await ada.patch(`/companies/${company}`, { temperature: 'warm' }, all);
  expect(changed.status).toBe(200);
  expect(await temperatures()).toEqual(['warm', 'warm', 'warm', null]);
  await ada.post(`/changes/${changed.body.batch}/undo`);
  expect(await temperatures()).toEqual([null, 'hot', null, null]);
});

test('what is said of a person goes for the company and the colleagues; of somebody without a company, for nobody else', async () => {
  const { ada, ana, other, temperatures } = await open();
  await ada.patch(`/people/${other}`, { temperature: 'cold' }, all);
  expect(await temperatures()).toEqual([null, null, null, 'cold']);
  await ada.patch(`/people/${ana}`, { temperature: 'hot', jobTitle: 'Buyer' }, all);
  expect(await temperatures()).toEqual(['hot', 'hot', 'hot', 'cold']);
});

test('without being asked for, a change stays where it is made, and what the group does not share never goes along', async () => {
  const { ada, company, ana, of, temperatures } = await open();
  await ada.patch(`/companies/${company}`, { temperature: 'hot' });
  expect(await temperatures()).toEqual(['hot', null, null, null]);
  await ada.patch(`/companies/${company}`, { description: 'Ours' }, all);
  expect((await of(`/people/${ana}`)).description).toBeNull();
});

test('a tag that comes or goes does so in the whole group, and leaves the other tags alone', async () => {
  const { ada, company, ana, ben, of } = await open();
  await ada.patch(`/companies/${company}`, { tags: ['VIP'] }, all);
  expect((await of(`/people/${ana}`)).tags.toSorted()).toEqual(['VIP', 'own']);
  expect((await of(`/people/${ben}`)).tags).toEqual(['VIP']);
});

test('a tag that the record has already is no news for its group, and one that it lacks goes nowhere', async () => {
  const { ada, company, ana, ben, of } = await open();
  const tags = { add: ['OLD', 'Fair'], remove: ['own'] };
  await ada.patch(`/companies/${company}`, { tags }, all);
  expect((await of(`/people/${ana}`)).tags.toSorted()).toEqual(['Fair', 'old', 'own']);
  expect((await of(`/people/${ben}`)).tags).toEqual(['Fair']);
});

test('T13 of the group, what somebody may not change stays as it is', async () => {
  const { firm, outside, ada, company, ana, ben, temperatures } = await open();
  const seller = await firm.makeUser({ role: 'salesperson' });
  for (const at of [`/companies/${company}`, `/people/${ben}`])
    await ada.patch(at, { owner: seller.id });
  const rui = await outside.signedIn(seller);
  const { status } = await rui.patch(`/companies/${company}`, { temperature: 'hot' }, all);
  expect([status, await temperatures()]).toEqual([200, ['hot', null, 'hot', null]]);
  const theirs = await rui.patch(`/people/${ana}`, { temperature: 'cold' }, all);
  expect([theirs.status, await temperatures()]).toEqual([403, ['hot', null, 'hot', null]]);
});

test('of many that get warm the companies and colleagues do as well, where that is asked for, and one undo takes it all back', async () => {
  const { ada, ana, other, company, temperatures } = await open();
  const change = { ids: [ana, other], set: { temperature: 'warm', jobTitle: 'Buyer' } };
  await ada.post('/people/batch', change);
  expect(await temperatures()).toEqual([null, 'warm', null, 'warm']);
  const hot = await ada.post('/people/batch', {
    ...{ ids: [ana, other], set: { temperature: 'hot', jobTitle: 'Owner' }, group: 'all' },
  });
  expect([hot.status, hot.body.data.counts.updated]).toEqual([200, 2]);
  expect(await temperatures()).toEqual(['hot', 'hot', 'hot', 'hot']);
  expect((await ada.get(`/companies/${company}`)).body.data).not.toHaveProperty('jobTitle');
  await ada.post(`/changes/${hot.body.data.batch}/undo`);
  expect(await temperatures()).toEqual([null, 'warm', null, 'warm']);
});

test('tags that many get go to their groups, and T13 what somebody may not change stays as it is', async () => {
  const { firm, outside, ada, company, ana, ben, of } = await open();
  const tags = async () => {
    const found = [`/companies/${company}`, `/people/${ana}`, `/people/${ben}`].map(of);
    return (await Promise.all(found)).map((one) => one.tags.toSorted());
  };
  const where = { name: { eq: 'Acme' } };
  const both = { addTags: ['Fair'], removeTags: ['old'], group: 'all' };
  expect((await ada.post('/companies/batch', { where, ...both })).status).toBe(200);
  expect(await tags()).toEqual([['Fair'], ['Fair', 'own'], ['Fair']]);
  const seller = await firm.makeUser({ role: 'salesperson' });
  await ada.patch(`/people/${ben}`, { owner: seller.id });
  const rui = await outside.signedIn(seller);
  const mine = await rui.post('/people/batch', { ids: [ana, ben], addTags: ['Rui'], group: 'all' });
  expect(mine.body.data.counts).toMatchObject({ updated: 1, refused: 1 });
  expect(await tags()).toEqual([['Fair'], ['Fair', 'own'], ['Fair', 'Rui']]);
});
