import { activity, company } from '@relata/model';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, soon } from './browser.ts';

const { open, firm, server } = aFirm();

test('a call is planned with all companies of a list at once, and taken back at once (OO-CON-15)', async () => {
  for (const name of ['Acme', 'Bolt', 'Crane']) await firm.client.create(company, { name });
  const page = await open(firm, `${server.url}/companies`);
  await page.getByRole('checkbox', { name: 'Select this page' }).check();
  const bar = page.getByRole('region', { name: 'What to do with the selection' });
  await bar.getByRole('button', { name: 'New activity' }).click();
  const dialog = page.getByRole('dialog', { name: 'New activity: 3 selected' });
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('Invite to the fair');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await gone(dialog);
  const subjects = async () => (await firm.client.list(activity)).data.map((one) => one.subject);
  await soon(subjects).toEqual(Array(3).fill('Invite to the fair'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(subjects).toEqual([]);
  expect(await dialog.count()).toBe(0);
});
