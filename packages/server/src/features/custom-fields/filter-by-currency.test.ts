import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Caller, eventually, inBackground } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

let ada: Caller;
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());
beforeEach(async () => {
  const firm = await workspace();
  ada = await (await openOutside(firm)).as(firm.admin);
});

const where = (filter: object) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
const money = (amount: string, currency: string) => ({ amount, currency });

async function made(address: string, body: object): Promise<string> {
  const answer = await ada.post(address, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.data.id;
}
const names = async (address: string, filter: object): Promise<string[]> => {
  const answer = await ada.get(`${address}?sort=name&fields=name&${where(filter)}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.data.map((one: { name: string }) => one.name);
};
const field = (object: string, name: string) =>
  made('/fields', { object, name, kind: 'money', label: { en: name } });

test('deals are found by the currency of their value, with and without a rate, and by that of their company', async () => {
  const company = await made('/companies', { name: 'Acme', annualRevenue: money('1', 'BRL') });
  await made('/deals', { name: 'A', value: money('100', 'EUR') });
  await made('/deals', { name: 'B', value: money('100', 'JPY'), company });
  await made('/deals', { name: 'C' });
  expect(await names('/deals', { 'value.currency': { eq: 'JPY' } })).toEqual(['B']);
  expect(await names('/deals', { 'value.currency': { in: ['EUR', 'JPY'] } })).toEqual(['A', 'B']);
  expect(await names('/deals', { 'value.currency': { ne: 'EUR' } })).toEqual(['B', 'C']);
  expect(await names('/deals', { 'value.currency': { empty: true } })).toEqual(['C']);
  expect(await names('/deals', { not: { 'value.currency': { eq: 'EUR' } } })).toEqual(['B', 'C']);
  expect(await names('/deals', { 'company.annualRevenue.currency': { eq: 'BRL' } })).toEqual(['B']);
  const wrong = await ada.get(`/deals?${where({ 'value.currency': { eq: 'yen' } })}`);
  expect(wrong.body).toMatchObject({ code: 'malformed', reason: 'filter' });
  expect(wrong.body.detail).toContain('a currency code such as EUR');
});

test('so are records by amounts of the workspace’s own, on our objects and on its own', async () => {
  await made('/objects', {
    ...{ name: 'boat', plural: 'boats', label: { en: { one: 'Boat', many: 'Boats' } } },
  });
  for (const object of ['boat', 'company']) await field(object, 'price');
  for (const address of ['/boats', '/companies']) {
    await made(address, { name: 'A', price: money('9', 'USD') });
    await made(address, { name: 'B', price: money('9', 'PLN') });
    expect(await names(address, { 'price.currency': { eq: 'PLN' } })).toEqual(['B']);
  }
  // Whoever changes only the currency finds it by the new one.
  const [boat] = (await ada.get('/boats?sort=name')).body.data;
  await ada.patch(`/boats/${boat.id}`, { price: money('9', 'CZK') });
  expect(await names('/boats', { 'price.currency': { nin: ['PLN'] } })).toEqual(['A']);
  expect(await names('/boats', { 'price.currency': { eq: 'USD' } })).toEqual([]);
});

test('views, their colours, rules for leads, rules of fields, totals and bulk changes ask for it', async () => {
  const filter = { 'value.currency': { in: ['EUR'] } };
  const view = await made('/views', {
    ...{ object: 'deal', name: 'Euros', filter },
    settings: { colours: [{ name: 'Euro', colour: 'blue', filter }] },
  });
  await made('/lead-rules', { name: 'Euros', filter, targets: [] });
  expect((await ada.patch('/fields/deal.expectedClose', { requiredWhen: filter })).status).toBe(
    200,
  );
  const needs = await ada.post('/deals', { name: 'A', value: money('5', 'EUR') });
  expect(needs.body.errors).toMatchObject([{ field: 'expectedClose', code: 'required' }]);
  const euro = { name: 'A', value: money('5', 'EUR'), expectedClose: '2027-01-01' };
  await made('/deals', euro);
  await made('/deals', { name: 'B', value: money('5', 'PLN') });
  expect((await ada.get(`/deals?view=${view}&fields=name`)).body.data).toMatchObject([
    { name: 'A' },
  ]);
  const sums = await ada.get(`/deals/aggregate?measures=count&${where(filter)}`);
  expect(sums.body.data[0].count).toBe(1);
  const changed = await ada.post('/deals/bulk', { where: filter, set: { name: 'Euro' } });
  expect(changed.status, JSON.stringify(changed.body)).toBeLessThan(300);
  await eventually(async () => (await names('/deals', {})).includes('Euro'));
  expect(await names('/deals', {})).toEqual(['B', 'Euro']);
});

test('an amount that becomes a number has no currency: the view says so, and is right again when it is taken back', async () => {
  await field('deal', 'price');
  await made('/deals', { name: 'A', price: money('9', 'EUR') });
  const filter = { 'price.currency': { eq: 'EUR' } };
  const view = await made('/views', { object: 'deal', name: 'V', filter });
  const shown = () => ada.get(`/deals?view=${view}&fields=name`);
  expect((await ada.post('/fields/deal.price/convert', { kind: 'number' })).status).toBe(200);
  expect((await shown()).body).toMatchObject({ code: 'malformed', reason: 'filter' });
  expect((await ada.post('/fields/deal.price/convert/undo')).status).toBe(200);
  expect((await shown()).body.data).toMatchObject([{ name: 'A' }]);
  await ada.delete('/fields/deal.price');
  expect((await shown()).body).toMatchObject({ code: 'malformed', reason: 'filter' });
});

test('a view by currency is in the set-up file and works in the workspace that takes it', async () => {
  await field('deal', 'price');
  const filter = { and: [{ 'price.currency': { eq: 'EUR' } }] };
  await made('/views', { object: 'deal', name: 'Euros', filter, sharedWith: 'everyone' });
  const file = (await ada.get('/set-up/export')).body;
  const other = await workspace();
  const eva = await (await openOutside(other)).as(other.admin);
  const applied = await eva.post('/set-up/apply', file);
  expect(applied.status, JSON.stringify(applied.body)).toBeLessThan(300);
  const views = (await eva.get(`/views?${where({ name: { eq: 'Euros' } })}`)).body.data;
  expect(views).toMatchObject([{ filter }]);
  expect((await eva.get(`/deals?view=${views[0].id}`)).status).toBe(200);
});
