import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen } from './browser.ts';

const { open, firm } = aFirm();

test('a field that is half typed is not lost by Escape or Cancel: one is asked first', async () => {
  const page = await open(firm, `${firm.url}/settings/fields?open=deal`);
  await page.getByRole('button', { name: 'Add a field' }).click();
  const form = page.getByRole('dialog', { name: 'Add a field' });
  const name = form.getByRole('textbox', { name: 'Name', exact: true });
  await seen(name);
  // Where nothing was typed nothing is asked.
  await page.keyboard.press('Escape');
  await gone(form);
  await page.getByRole('button', { name: 'Add a field' }).click();
  await name.fill('Berth');
  const question = page.getByRole('dialog', { name: 'Discard what you entered?' });
  for (const leave of [
    () => page.keyboard.press('Escape'),
    () => form.getByRole('button', { name: 'Cancel' }).last().click(),
  ]) {
    await leave();
    await seen(question);
    await page.keyboard.press('Escape');
    await gone(question);
    expect(await name.inputValue()).toBe('Berth');
  }
  await name.press('Escape');
  await question.getByRole('button', { name: 'Discard' }).click();
  await gone(form);
  await gone(question);
  const { data } = await firm.client.ask<{ data: { name: string }[] }>('/fields');
  expect(data.filter((one) => one.name === 'berth')).toEqual([]);
});
