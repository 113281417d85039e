import { company, person } from '@relata/model';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { rows } from './list.ts';

const { open, firm, server } = aFirm();

async function makeGroup() {
  const { data } = await firm.client.create(company, { name: 'Acme', temperature: 'cold' });
  const people: string[] = [];
  for (const lastName of ['Ana', 'Ben'])
    people.push((await firm.client.create(person, { lastName, company: data.id })).data.id);
  const temperatures = async () => {
    const all = await Promise.all(people.map((id) => firm.client.read(person, id)));
    return [await firm.client.read(company, data.id), ...all].map((one) => one.temperature);
  };
  return { id: data.id, people, temperatures };
}

async function warm(page: Page, choice: string): Promise<void> {
  const row = page
    .locator('[data-field]')
    .filter({ has: page.getByText('Temperature', { exact: true }) });
  await row.hover();
  await row.getByRole('button', { name: 'Edit Temperature' }).click();
  // The list of choices opens with the field, or at a click.
  const option = page.getByRole('option', { name: choice });
  if (!(await option.isVisible()))
    await row.getByRole('combobox').or(row.getByRole('textbox')).first().click();
  await option.click();
}

test('a company that gets warm takes its people along where one says so, and one click takes it back (OO-CON-17)', async () => {
  const { id, temperatures } = await makeGroup();
  const page = await open(firm, `${server.url}/companies/${id}`);
  await warm(page, 'Hot');
  const dialog = page.getByRole('dialog', { name: 'For all of them?' });
  await seen(dialog.getByText('2 more records'));
  await dialog.getByRole('button', { name: 'Change all' }).click();
  await gone(dialog);
  await soon(temperatures).toEqual(['hot', 'hot', 'hot']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(temperatures).toEqual(['cold', null, null]);
  expect(await dialog.count()).toBe(0);
});

test('of several people who are chosen in a list, the companies and colleagues get the tag as well where one says so', async () => {
  const { id, people } = await makeGroup();
  const filter = encodeURIComponent(JSON.stringify({ company: { eq: id } }));
  const page = await open(firm, `${server.url}/people?filter=${filter}`);
  await rows(page).filter({ hasText: 'Ana' }).getByRole('checkbox').check();
  const bar = page.getByRole('region', { name: 'What to do with the selection' });
  await bar.getByRole('button', { name: 'Add tags' }).click();
  const tags = page.getByRole('dialog', { name: 'Add tags' });
  await tags.getByRole('combobox', { name: 'Add tags' }).click();
  await page.keyboard.type('fair,');
  await tags.getByRole('button', { name: 'Add tags' }).click();
  const dialog = page.getByRole('dialog', { name: 'For all of them?' });
  await dialog.getByRole('button', { name: 'Change all' }).click();
  await gone(dialog);
  const tagged = async () => {
    const all = await Promise.all(people.map((one) => firm.client.read(person, one)));
    return [await firm.client.read(company, id), ...all].map((one) => one.tags);
  };
  await soon(tagged).toEqual([['fair'], ['fair'], ['fair']]);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await soon(tagged).toEqual([[], [], []]);
  expect(await dialog.count()).toBe(0);
});

test('whoever does not want to be asked again is not, until they say so in their profile', async () => {
  const { id, temperatures } = await makeGroup();
  const page = await open(firm, `${server.url}/companies/${id}`);
  await warm(page, 'Hot');
  const dialog = page.getByRole('dialog', { name: 'For all of them?' });
  await dialog.getByRole('checkbox', { name: 'Do not ask again' }).click();
  await dialog.getByRole('button', { name: 'Only this one' }).click();
  await soon(temperatures).toEqual(['hot', null, null]);
  await warm(page, 'Warm');
  await soon(temperatures).toEqual(['warm', null, null]);
  expect(await dialog.count()).toBe(0);
  await page.goto(`${server.url}/settings/profile`);
  const setting = page.getByRole('combobox', { name: /Temperature and tags/ });
  await soon(() => setting.inputValue()).toBe('Only the one I change');
});
