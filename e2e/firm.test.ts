import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { seen } from './browser.ts';

const { open, firm } = aFirm();

/** The smallest PNG that there is: one pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('what I have typed of the firm stays while I choose its logo, and I go on typing after I have saved', async () => {
  const page = await open(firm, `${firm.url}/settings/organisation`);
  const phone = page.getByRole('textbox', { name: 'Phone' });
  await phone.fill('+48 22 123 45 67');
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') },
  });
  await seen(page.getByRole('group', { name: 'Logo' }).getByRole('img'));
  expect(await phone.inputValue()).toBe('+48 22 123 45 67');

  const website = page.getByRole('textbox', { name: 'Website' });
  await website.fill('https://firm.example');
  await website.press('Enter');
  await expect.poll(() => page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.keyboard.press('End');
  await page.keyboard.type('/pumps');
  expect(await website.inputValue()).toBe('https://firm.example/pumps');
});

test('I write another port over the usual one, and am told that nothing is encrypted', async () => {
  const page = await open(firm, `${firm.url}/settings/mail`);
  await page.getByRole('button', { name: 'Use a mail server of your own' }).click();
  const port = page.getByRole('textbox', { name: 'Port' });
  await port.fill('');
  await port.pressSequentially('2525');
  expect(await port.inputValue()).toBe('2525');
  await port.fill('');
  await port.blur();
  expect(await port.inputValue()).toBe('587');
  await page.getByRole('combobox', { name: 'Encryption' }).click();
  await page.getByRole('option', { name: 'None' }).click();
  await seen(page.getByRole('status').getByText('Without encryption'));
  expect(await port.inputValue()).toBe('25');
});
