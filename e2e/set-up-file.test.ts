import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { seen } from './browser.ts';

const { open, firm } = aFirm();

test('I find it by a word for what it does, take the set-up along, and see what another one would change before it does', async () => {
  const page = await open(firm, `${firm.url}/settings/workspace`);
  await page.getByRole('textbox', { name: 'Find a setting' }).fill('template');
  await page.getByRole('link', { name: 'Set-up as a file' }).click();
  await seen(page.getByRole('heading', { name: 'Set-up as a file', level: 2 }));
  expect(await page.getByRole('link', { name: 'Tags' }).count()).toBe(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the set-up' }).click(),
  ]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  file.records.tag = [{ name: 'Key customer', colour: 'red' }];
  file.records.lostReason.push({ name: 'Weather', position: 9 });
  const choose = (text: string) =>
    page.locator('input[type=file]').setInputFiles({
      name: 'ours.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  await choose('Name,Price');
  await seen(page.getByRole('alert').getByText('This is not a set-up file of Relata.'));
  await choose(JSON.stringify(file));
  await seen(page.getByRole('row', { name: /Add.*Tag.*Key customer/ }));
  await seen(page.getByRole('row', { name: /Add.*Lost reason.*Weather/ }));
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await seen(page.getByText('The set-up has been applied'));
  const { data } = await firm.client.ask<{ data: { name: string }[] }>('/tags');
  expect(data).toMatchObject([{ name: 'Key customer' }]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await seen(page.getByText('Undone', { exact: false }));
  expect((await firm.client.ask<{ data: unknown[] }>('/tags')).data).toEqual([]);
});
