import { businessRole, company, deal, person } from '@relata/model';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { makeDeal } from './make.ts';

const { open, firm } = aFirm();
let ada: string;

beforeAll(async () => {
  ({ id: ada } = (await firm.client.create(person, { firstName: 'Ada', lastName: 'Rossi' })).data);
});

test('somebody gets a role in a deal, and is found there', async () => {
  const { id } = await makeDeal(firm, { name: 'Harbour roof' });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  await page.getByRole('tab', { name: /Who has a role here/ }).click();
  await page.getByRole('button', { name: 'New business role' }).click();
  const form = page.getByRole('dialog', { name: 'New business role' });
  await form.getByRole('textbox', { name: 'Role' }).fill('Decides');
  await form.getByLabel('Person', { exact: true }).click();
  await page.getByRole('option', { name: 'Ada Rossi' }).click();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(form);
  await seen(page.getByText('Ada Rossi').first());
  const { data } = await firm.client.list(businessRole, { filter: { about: { has: id } } });
  expect(data).toMatchObject([{ name: 'Decides', person: ada }]);
});

test('a copy of a deal begins with what the deal says, and is another one', async () => {
  const { id } = await makeDeal(firm, {
    name: 'Jetty',
    value: { amount: '900.00', currency: 'EUR' },
  });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Make a copy' }).click();
  const form = page.getByRole('dialog');
  await seen(form);
  await form.getByRole('textbox', { name: 'Name' }).fill('Jetty, second part');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(page.getByRole('heading', { name: 'Jetty, second part' }));
  await soon(() => new URL(page.url()).pathname).not.toBe(`/deals/${id}`);
  const made = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect((await firm.client.read(deal, made)).value).toMatchObject({ amount: '900.00' });
});

test('a related company is made from the page of the deal, and is related', async () => {
  const { id } = await makeDeal(firm, { name: 'Pier' });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  await page.getByRole('button', { name: /Show \d+ empty fields/ }).click();
  await page.getByRole('button', { name: 'Edit Related companies' }).click();
  const input = page.locator('[data-field=relatedCompanies] input').first();
  await input.fill('Harbour Office');
  await page.getByRole('option', { name: /Harbour Office/ }).click();
  const form = page.getByRole('dialog', { name: 'New company' });
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(form);
  const related = async () => (await firm.client.read(deal, id)).relatedCompanies ?? [];
  await soon(async () => (await related()).length).toBe(1);
  await seen(page.locator('[data-field=relatedCompanies]').getByText('Harbour Office'));
  expect((await firm.client.list(company, { q: 'Harbour Office' })).data).toHaveLength(1);
});
