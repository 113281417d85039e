import { expect, test } from 'vitest';
import type { roles } from '@relata/model';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

const euros = (amount: string) => ({ amount, currency: 'EUR' });

async function open() {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const as = async (role: keyof typeof roles) =>
    outside.signedIn(await firm.makeUser({ role, name: role }));
  return { as, ada: await outside.signedIn(firm.admin) };
}

test('a product has a code of its own, a price, and the taxes of a list (OO-SET-06, OO-SET-07)', async () => {
  const { ada } = await open();
  const vat = (await ada.post('/taxes', { name: 'VAT', rate: 23 })).body.data.id;
  const local = (await ada.post('/taxes', { name: 'Local', rate: 1.5 })).body.data.id;
  const given = { name: 'Anchor', code: 'A-1', price: euros('99.90'), tax: vat, secondTax: local };
  const made = await ada.post('/products', given);
  expect([made.status, made.body.data]).toMatchObject([201, { ...given, type: 'goods' }]);
  const again = await ada.post('/products', { name: 'Another', code: 'a-1' });
  expect([again.status, again.body.errors?.[0]?.field]).toEqual([422, 'code']);
  const cheap = await ada.post('/products', { name: 'Gift', price: euros('-1.00') });
  expect(cheap.body.errors).toMatchObject([{ field: 'price', code: 'too_small' }]);
  const steep = await ada.post('/taxes', { name: 'Steep', rate: 101 });
  expect(steep.body.errors).toMatchObject([{ field: 'rate', code: 'too_big' }]);
});

test('a tax that a product names is not deleted, as its second one either (OO-INV-25)', async () => {
  const { ada } = await open();
  const tax = (await ada.post('/taxes', { name: 'VAT', rate: 23 })).body.data.id;
  const product = (await ada.post('/products', { name: 'Anchor', secondTax: tax })).body.data.id;
  const refused = await ada.delete(`/taxes/${tax}`);
  expect([refused.status, (await ada.get(`/taxes/${tax}`)).status]).toEqual([409, 200]);
  await ada.delete(`/products/${product}`);
  expect((await ada.delete(`/taxes/${tax}`)).status).toBe(200);
});

test('salespeople look prices up and change none; partners see no products; taxes are a setting', async () => {
  const { ada, as } = await open();
  const product = (await ada.post('/products', { name: 'Anchor' })).body.data.id;
  const tax = (await ada.post('/taxes', { name: 'VAT', rate: 23 })).body.data.id;
  const at = `/products/${product}`;
  for (const role of ['salesperson', 'marketing'] as const) {
    const who = await as(role);
    expect((await who.get(at)).status).toBe(200);
    expect((await who.patch(at, { name: 'Mine' })).status).toBe(403);
    expect((await who.post('/products', { name: 'Own' })).status).toBe(403);
  }
  const partner = await as('partner');
  expect((await partner.get(at)).status).toBe(403);
  expect((await partner.post('/products', { name: 'Own' })).status).toBe(403);
  const office = await as('backOffice');
  expect((await office.patch(at, { name: 'Best anchor' })).status).toBe(200);
  expect((await office.patch(`/taxes/${tax}`, { rate: 8 })).status).toBe(403);
});
