import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;
let rep: Caller;

beforeEach(async () => {
  firm = await workspace();
  const outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  rep = await outside.as(await firm.makeUser());
});

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const errorsOf = ({ body }: { body: { errors?: { field: string; code: string }[] } }) =>
  body.errors?.map(({ field, code }) => `${field} ${code}`);
const weekly = { name: 'Advice', budgetType: 'perWeek', rate: euros('1200.50'), periods: '4' };

async function make(values: object): Promise<{ id: string; value: unknown }> {
  const { status, body } = await rep.post('/deals', values);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.data;
}
const valueOf = async (id: string) => (await rep.get(`/deals/${id}`)).body.data.value;

test('a deal is worth its price for a week times the weeks, and half an hour is half the price (OO-OPP-03)', async () => {
  const { id, value } = await make(weekly);
  expect(value).toEqual(euros('4802.00'));
  await rep.patch(`/deals/${id}`, { periods: '0.5', budgetType: 'perHour' });
  expect(await valueOf(id)).toEqual(euros('600.25'));
  await rep.patch(`/deals/${id}`, { periods: null });
  expect(await valueOf(id)).toEqual(euros('1200.50'));
  await rep.patch(`/deals/${id}`, { rate: { amount: '1000', currency: 'PLN' }, periods: '3' });
  expect(await valueOf(id)).toEqual({ amount: '3000.00', currency: 'PLN' });
});

test('sums, weighted values and boards count what a deal by the week is worth', async () => {
  await make({ ...weekly, probability: 50 });
  await make({ name: 'Roof', value: euros('198') });
  const sums = await rep.get('/deals/aggregate?measures=count,sum(value)');
  expect(sums.body.data[0], JSON.stringify(sums.body)).toMatchObject({ count: 2 });
  expect(JSON.stringify(sums.body.data[0])).toContain('5000');
});

test('whoever names another value is told what it follows from; the same one, none, or a fixed price is taken', async () => {
  const { id } = await make(weekly);
  const wrong = await rep.patch(`/deals/${id}`, { value: euros('1') });
  expect(errorsOf(wrong)).toEqual(['value counted']);
  const made = await rep.post('/deals', { ...weekly, value: euros('1') });
  expect(errorsOf(made)).toEqual(['value counted']);
  expect((await rep.post('/deals', { ...weekly, value: euros('4802') })).status).toBe(201);
  const fixed = await rep.patch(`/deals/${id}`, { budgetType: 'fixed', value: euros('1') });
  expect(fixed.status).toBe(200);
  expect(await valueOf(id)).toEqual(euros('1.00'));
  await rep.post(`/changes/${fixed.body.batch}/undo`);
  expect(await valueOf(id)).toEqual(euros('4802.00'));
});

test('a value stays as it is as long as no price is known for a period', async () => {
  const { id } = await make({ name: 'Roof', value: euros('90') });
  await rep.patch(`/deals/${id}`, { budgetType: 'perDay', periods: '3' });
  expect(await valueOf(id)).toEqual(euros('90.00'));
  const { batch } = (await rep.patch(`/deals/${id}`, { rate: euros('40') })).body;
  expect(await valueOf(id)).toEqual(euros('120.00'));
  await rep.post(`/changes/${batch}/undo`);
  expect(await valueOf(id)).toEqual(euros('90.00'));
});

test('of many changed at once, each is worth its own price times the periods; formulas of the workspace follow', async () => {
  await ada.post('/fields', {
    ...{ object: 'deal', name: 'fee', kind: 'money', label: { en: 'Fee' } },
    formula: 'value * 0.1',
  });
  const ids = [(await make(weekly)).id, (await make({ ...weekly, rate: euros('10') })).id];
  await rep.post('/deals/batch', { ids, set: { periods: '2' } });
  const read = async (id: string) => (await rep.get(`/deals/${id}`)).body.data;
  expect(await read(ids[0] ?? '')).toMatchObject({ value: euros('2401.00'), fee: euros('240.10') });
  expect(await read(ids[1] ?? '')).toMatchObject({ value: euros('20.00'), fee: euros('2.00') });
});

test('a price for so many periods that no field could hold is refused, and the deal is worth what it was', async () => {
  const { id } = await make(weekly);
  const huge = { budgetType: 'perHour', rate: euros('900000000000000'), periods: '1000' };
  expect(errorsOf(await rep.patch(`/deals/${id}`, huge))).toEqual(['rate counted_unfit']);
  expect(errorsOf(await rep.post('/deals', { ...weekly, ...huge }))).toEqual([
    'rate counted_unfit',
  ]);
  expect(await valueOf(id)).toEqual(euros('4802.00'));
  expect((await rep.patch(`/deals/${id}`, { ...huge, periods: '1' })).status).toBe(200);
  expect(await valueOf(id)).toEqual(euros('900000000000000.00'));
});

test('T13 from whoever does not see the price of a period, a value that tells it is kept as well', async () => {
  const { id } = await make(weekly);
  await ada.patch('/fields/deal.rate', { seenBy: [firm.admin.id] });
  const { data } = (await rep.get(`/deals/${id}`)).body;
  expect(Object.keys(data)).not.toContain('value');
  expect((await ada.get(`/deals/${id}`)).body.data.value).toEqual(euros('4802.00'));
});
