import { product, tax } from '@relata/model';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import { rows } from './list.ts';

const { open, firm } = aFirm();

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Navigation' });

async function importPrices(page: Page, lines: string): Promise<void> {
  await page.goto(`${firm.url}/products/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'prices.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Kod produktu;Nazwa produktu;Cena netto;Waluta;Jednostka;Typ\n${lines}`),
  });
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('radio', { name: 'Update the record' }).check();
  await page.getByRole('button', { name: /^Import . row/ }).click();
}

const pricesByCode = async () => {
  const { data } = await firm.client.list(product, { sort: 'code' });
  return data.map((one) => [one['code'], one['price']]);
};
const zloty = (amount: string) => ({ amount, currency: 'PLN' });

test('an administrator keeps taxes and products; a new price list changes prices by code; sellers look them up', async () => {
  const page = await open(firm, `${firm.url}/settings/taxes`);
  await page.getByRole('button', { name: 'New tax' }).first().click();
  const taxForm = page.getByRole('dialog', { name: 'New tax' });
  await taxForm.getByRole('textbox', { name: 'Name', exact: true }).fill('VAT 23%');
  await taxForm.getByRole('textbox', { name: 'Rate' }).fill('23');
  await taxForm.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(taxForm);
  await soon(async () => (await firm.client.list(tax)).data.map((one) => one['rate'])).toEqual([
    23,
  ]);

  await navigation(page).getByRole('link', { name: 'Products' }).click();
  await page.getByRole('button', { name: 'New product' }).first().click();
  const form = page.getByRole('dialog', { name: 'New product' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Anchor');
  await form.getByRole('textbox', { name: 'Code' }).fill('A-1');
  await form.getByRole('textbox', { name: 'Price' }).fill('120');
  await form.getByRole('textbox', { name: 'Tax', exact: true }).click();
  await page.getByRole('option', { name: 'VAT 23%' }).click();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(form);
  await seen(rows(page).first().getByText('VAT 23%'));

  await importPrices(page, 'A-1;Anchor;99,90;PLN;szt.;Towar\nS-1;Montaż;450;PLN;godz.;Usługa\n');
  await soon(pricesByCode).toEqual([
    ['A-1', zloty('99.90')],
    ['S-1', zloty('450.00')],
  ]);
  const { data } = await firm.client.list(product, { sort: 'code' });
  expect(data.map((one) => [one['type'], one['unit']])).toEqual([
    ['goods', 'szt.'],
    ['service', 'godz.'],
  ]);

  // A tax that a product names stays, and says so.
  await page.goto(`${firm.url}/settings/taxes`);
  await rows(page).first().getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await seen(page.getByText('It is still in use. Records that use it: 1.', { exact: false }));
  await soon(() => rows(page).count()).toBe(1);
  expect((await firm.client.list(tax)).data.length).toBe(1);

  const rui = await hire(firm, 'Rui Costa', 'salesperson');
  const his = await open(rui, `${firm.url}/products`);
  await seen(his.getByText('PLN 99.90', { exact: false }).first());
  expect(await his.getByRole('button', { name: 'New product' }).count()).toBe(0);
  await his.goto(`${firm.url}/settings/taxes`);
  await seen(his.getByRole('grid').getByText('VAT 23%').first());
  expect(await his.getByRole('button', { name: 'New tax' }).count()).toBe(0);
});
