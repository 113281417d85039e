import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { hire } from './hire.ts';

const { open, firm } = aFirm();

interface Made {
  data: { id: string };
}

test('who made a deal is kept from salespeople, and why the moment cannot be is said', async () => {
  const eva = await hire(firm, 'Eva Nowak', 'salesperson');
  const body = { name: 'Solar roof', owner: eva.id };
  const { id } = (await firm.client.ask<Made>('/deals', { method: 'POST', body })).data;
  const evas = await open(eva, `${firm.url}/deals/${id}`);
  await seen(evas.getByText('Last changed').locator('..').getByText('Ada Moreira').first());

  const page = await open(firm, `${firm.url}/settings/fields?open=deal`);
  await page.getByRole('button', { name: 'Created on', exact: true }).click();
  const moment = page.getByRole('dialog', { name: 'Created on', exact: true });
  await seen(moment.getByText('so hiding it would hide nothing'));
  expect(await moment.getByRole('combobox', { name: 'Seen by' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await gone(moment);
  await page.getByRole('button', { name: 'Created by', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Created by' });
  await form.getByRole('combobox', { name: 'Seen by' }).click();
  await page.getByRole('option', { name: 'Sales manager' }).click();
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Save' }).click();
  await gone(form);
  await seen(page.getByRole('row', { name: /^Created by.*Sales manager/ }));

  await evas.goto(`${firm.url}/deals/${id}`);
  await seen(evas.getByText('Somebody', { exact: false }).first());
  await soon(() => evas.getByText('Ada Moreira').count()).toBe(0);
  await evas.getByRole('tab', { name: 'History' }).click();
  await seen(evas.getByRole('tabpanel', { name: 'History' }).getByText('Somebody').first());
  expect(await evas.getByText('Ada Moreira').count()).toBe(0);
});
