import { team } from '@relata/model';
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

test('an invitation that is half typed is not lost by Escape, the cross or Cancel; one that was sent asks nothing', async () => {
  const page = await open(firm, `${firm.url}/settings/users`);
  const invite = page.getByRole('button', { name: 'Invite', exact: true });
  await invite.click();
  const form = page.getByRole('dialog', { name: 'Invite somebody' });
  const email = form.getByRole('textbox', { name: 'E-mail' });
  const question = page.getByRole('dialog', { name: 'Discard what you entered?' });
  await seen(email);
  // Where nothing was typed nothing is asked.
  await page.keyboard.press('Escape');
  await gone(form);
  await invite.click();
  await email.fill('rui@northwind');
  for (const leave of [
    () => page.keyboard.press('Escape'),
    () => form.getByRole('button', { name: 'Close' }).click(),
    () => form.getByRole('button', { name: 'Cancel' }).click(),
    () => page.mouse.click(5, 400),
  ]) {
    await leave();
    await seen(question);
    await page.keyboard.press('Escape');
    await gone(question);
    expect(await email.inputValue()).toBe('rui@northwind');
  }
  await email.press('Escape');
  await question.getByRole('button', { name: 'Discard' }).click();
  await gone(form);
  await gone(question);

  await invite.click();
  expect(await email.inputValue()).toBe('');
  await email.fill('rui@northwind.example');
  await form.getByRole('button', { name: 'Invite', exact: true }).click();
  await seen(form.getByRole('textbox', { name: 'Link' }));
  await page.keyboard.press('Escape');
  await gone(form);
  await gone(question);
});

test('the form of a team is not lost by Escape or Cancel, and asks nothing once it is saved', async () => {
  const { id } = (await firm.client.create(team, { name: 'Rigging' })).data;
  const page = await open(firm, `${firm.url}/settings/teams`);
  await page.getByRole('button', { name: 'Change Rigging' }).click();
  const form = page.getByRole('dialog', { name: 'Change Rigging' });
  const name = form.getByRole('textbox', { name: 'Name', exact: true });
  const question = page.getByRole('dialog', { name: 'Discard what you entered?' });
  await name.fill('Rigging and sails');
  for (const leave of [
    () => name.press('Escape'),
    () => form.getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    await leave();
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await gone(question);
    expect(await name.inputValue()).toBe('Rigging and sails');
  }
  await form.getByRole('button', { name: 'Save' }).click();
  await gone(form);
  await gone(question);
  expect((await firm.client.read(team, id)).name).toBe('Rigging and sails');
});
