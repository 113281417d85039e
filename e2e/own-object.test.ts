import { deal } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import { choose, headingsOf, openPanel, rows } from './list.ts';
import type { Firm } from './server.ts';

const { open, firm } = aFirm();

const properties = { plural: 'properties' };
const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const titles = (page: Page) => rows(page).locator('a[href^="/properties/"]').allTextContents();

/** Chooses in the form of a new record. */
async function pick(form: Locator, name: string, option: string): Promise<void> {
  await form.getByRole('textbox', { name }).click();
  await form.page().getByRole('option', { name: option, exact: true }).click();
}

/** What an administrator makes in the settings: an object with a board, and a link to deals. */
async function makeProperties({ client }: Firm): Promise<void> {
  const post = (path: string, body: object) => client.ask(path, { method: 'POST', body });
  await post('/objects', {
    name: 'property',
    plural: 'properties',
    label: { en: { one: 'Property', many: 'Properties' } },
    icon: 'home',
  });
  const field = (name: string, kind: string, more: object) =>
    post('/fields', { object: 'property', name, kind, ...more });
  await field('phase', 'select', {
    label: { en: 'Phase' },
    options: [
      { value: 'free', label: { en: 'Free' }, colour: 'green' },
      { value: 'sold', label: { en: 'Sold' }, colour: 'red' },
    ],
  });
  await field('price', 'money', { label: { en: 'Price' } });
  await field('deal', 'link', { label: { en: 'Deal' }, to: 'deal' });
  await client.ask('/objects/property', {
    method: 'PATCH',
    body: { board: { by: 'phase', sum: 'price' } },
  });
}

test('a salesperson works with an object that the administrator has made as with ours, and cannot reshape it', async () => {
  await makeProperties(firm);
  const rui = await hire(firm, 'Rui Costa', 'salesperson');
  const { data: sale } = await rui.client.create(deal, { name: 'Quay houses' });

  // The list and the form begin with its own fields, as those of ours do.
  const page = await open(rui, `${firm.url}/properties`);
  await page.getByRole('button', { name: 'New Property' }).first().click();
  const form = page.getByRole('dialog', { name: 'New Property' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Mill House');
  await pick(form, 'Phase', 'Free');
  await form.getByRole('textbox', { name: 'Price' }).fill('250000');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(form);
  await soon(() => titles(page)).toEqual(['Mill House']);
  expect(await headingsOf(page)).toEqual([
    ...['Property', 'Phase', 'Price', 'Deal', 'Owner', 'Next activity'],
  ]);
  await seen(rows(page).first().getByText('€250,000.00'));

  // Links both ways: from the page of a deal.
  await page.goto(`${firm.url}/deals/${sale.id}`);
  await page.getByRole('tab', { name: /^Properties/ }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'New Property' }).click();
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Quay Flat');
  await pick(form, 'Phase', 'Sold');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(form);
  await seen(page.getByRole('tabpanel').getByRole('link', { name: 'Quay Flat' }));

  // Its states in colours, a filter through the link, a view of one's own.
  await page.goto(`${firm.url}/properties?sort=title`);
  const free = page.getByRole('group', { name: 'Phase' }).getByRole('button', { name: 'Free' });
  await free.click();
  await soon(() => titles(page)).toEqual(['Mill House']);
  await free.click();
  await soon(() => titles(page)).toEqual(['Mill House', 'Quay Flat']);
  const panel = await openPanel(page, 'Filter');
  await choose(panel, 'Field', 'Deal › Status');
  await choose(panel, 'Value for Status', 'Open');
  await soon(() => titles(page)).toEqual(['Quay Flat']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save as new view' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Save as new view' });
  await dialog.getByRole('textbox', { name: 'Name of the view' }).fill('In open deals');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await gone(dialog);
  await seen(page.getByRole('navigation', { name: 'Views' }).getByText('In open deals'));

  // Board, export, search.
  await page.goto(`${firm.url}/properties?layout=board&view=all`);
  await seen(column(page, 'Free').getByRole('button', { name: 'Mill House', exact: true }));
  await seen(column(page, 'Sold').getByRole('button', { name: 'Quay Flat', exact: true }));
  const file = await fetch(`${firm.url}/api/v1/properties/export?sort=title&labels=1`, {
    headers: { cookie: rui.cookie },
  });
  expect(await file.text()).toMatch(/Mill House[^]*Quay Flat/);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('textbox').fill('mill');
  await seen(palette.getByText('Mill House'));
  await page.keyboard.press('Escape');

  // What is the administrator's is not offered, and refused.
  await page.goto(`${firm.url}/settings/profile`);
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await seen(settings.getByRole('link', { name: 'Profile' }));
  expect(await settings.getByRole('link', { name: 'Objects' }).count()).toBe(0);
  expect(await settings.getByRole('link', { name: 'Fields' }).count()).toBe(0);
  await expect(
    rui.client.ask('/objects/property', { method: 'PATCH', body: { icon: 'star' } }),
  ).rejects.toMatchObject({ status: 403 });
  const { data } = await rui.client.list(properties, { sort: 'title' });
  expect(data.map((one) => one.title)).toEqual(['Mill House', 'Quay Flat']);
});
