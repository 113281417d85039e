import { deal } from '@relata/model';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { seen, soon } from './browser.ts';
import { hire } from './hire.ts';

const { open, firm } = aFirm();

test('who comes into a British firm reads dates as the firm does, until they choose otherwise', async () => {
  const nia = await hire(firm, 'Nia Jones', 'salesperson');
  const { id } = (await nia.client.create(deal, { name: 'Oars', expectedClose: '2026-03-04' }))
    .data;
  const page = await open(nia, `${firm.url}/deals/${id}`);
  await seen(page.getByText('4 Mar 2026'));

  const settings = await open(firm, `${firm.url}/settings/workspace`);
  const locale = settings.getByRole('combobox', { name: 'Dates and numbers' });
  await soon(() => locale.inputValue()).toBe('British English');
  await locale.click();
  await settings.getByRole('option', { name: 'American English' }).click();
  await settings.getByRole('button', { name: 'Save', exact: true }).click();
  await soon(async () => (await firm.client.me()).workspace.locale).toBe('en-US');
  await page.goto(`${firm.url}/deals/${id}`);
  await seen(page.getByText('Mar 4, 2026'));

  await nia.client.changeMe({ locale: 'en-IE' });
  await page.goto(`${firm.url}/deals/${id}`);
  await seen(page.getByText('4 Mar 2026'));
  expect(await page.getByText('Mar 4, 2026').count()).toBe(0);
});
