import { deal, role, roles } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen } from './browser.ts';
import { hire } from './hire.ts';
import { choose } from './list.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm } = aFirm();
let stages: Map<string, string>;

beforeAll(async () => {
  stages = await stagesOf(firm);
});

const stage = (name: string): string => stages.get(name) ?? '';
const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const card = (within: Page | Locator, title: string): Locator =>
  within.getByRole('button', { name: title, exact: true });
const wide = { viewport: { width: 2400, height: 900 } };

/** Rui, with a role that the administrator sets up on the screen: what is qualified goes to a demo and nowhere else. */
async function ruiComes(): Promise<Page> {
  const { manager } = roles;
  const { data } = await firm.client.create(role, { name: 'Closer', objects: manager.objects });
  const page = await open(firm, `${firm.url}/settings/roles`, wide);
  await choose(page.getByRole('main'), 'Role', 'Closer');
  await page.getByText('Limits by pipeline and stage: Deals').click();
  await page.getByRole('combobox', { name: 'Qualified: Leads to' }).selectOption('only');
  await page.getByRole('combobox', { name: 'Qualified: Only to…' }).click();
  await page.getByRole('option', { name: 'Demo scheduled' }).click();
  await page.keyboard.press('Escape');
  await page
    .getByRole('combobox', { name: 'Negotiations started: See', exact: true })
    .selectOption('none');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await seen(page.getByText('Saved. It counts from now on.'));

  const { link } = await firm.client.invite({ email: 'rui@northwind.example', role: data.id });
  const guest = await open(null, link, wide);
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Rui Costa');
  await guest.getByRole('textbox', { name: 'Password' }).fill(firm.password);
  await guest.getByRole('button', { name: 'Accept the invitation' }).click();
  await seen(guest.getByRole('navigation').first());
  return guest;
}

/** Takes the card with the mouse, and holds it over another column. */
async function dragOver(page: Page, title: string, target: Locator): Promise<void> {
  const [from, to] = [await card(page, title).boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error('there is nothing to drag, or nowhere to drop it');
  await page.mouse.move(from.x + 20, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + 120, { steps: 8 });
}

test('a move that the role refuses brings the card back and says where it may go', async () => {
  const { id } = await makeDeal(firm, { name: 'Solar roof', stage: stage('Qualified') });
  await makeDeal(firm, { name: 'Secret sails', stage: stage('Negotiations started') });
  const page = await ruiComes();
  await page.goto(`${firm.url}/deals`);
  await seen(card(column(page, 'Qualified'), 'Solar roof'));
  expect(await column(page, 'Negotiations started').count()).toBe(0);
  expect(await page.getByText('Secret sails').count()).toBe(0);

  await dragOver(page, 'Solar roof', column(page, 'Contact made'));
  const closed = 'Your role does not let you put it here';
  await seen(column(page, 'Contact made').getByRole('img', { name: closed }));
  expect(await column(page, 'Demo scheduled').getByRole('img', { name: closed }).count()).toBe(0);
  await page.mouse.up();
  await seen(page.getByText('From “Qualified” you may move this only to Demo scheduled.'));
  await seen(card(column(page, 'Qualified'), 'Solar roof'));
  expect(await card(column(page, 'Contact made'), 'Solar roof').count()).toBe(0);
  await gone(column(page, 'Contact made').getByRole('img', { name: closed }));

  await dragOver(page, 'Solar roof', column(page, 'Demo scheduled'));
  await page.mouse.up();
  await seen(card(column(page, 'Demo scheduled'), 'Solar roof'));
  const isThere = async () => (await firm.client.read(deal, id)).stage;
  await expect.poll(isThere).toBe(stage('Demo scheduled'));

  await firm.client.update(deal, id, { stage: stage('Qualified') });
  await page.goto(`${firm.url}/deals/${id}`);
  const path = page.getByRole('list', { name: 'Stage' });
  await seen(path.getByRole('button', { name: /Qualified/ }));
  expect(await path.getByRole('button', { name: /Contact made/ }).isDisabled()).toBe(true);
  expect(await path.getByRole('button', { name: /Demo scheduled/ }).isDisabled()).toBe(false);
});

test('a tab that is open learns of another role by itself', async () => {
  const eva = await hire(firm, 'Eva Nowak', 'salesperson');
  await makeDeal(firm, { name: 'Sea wall' });
  const page = await open(eva, `${firm.url}/deals?layout=table`, wide);
  await seen(page.getByRole('row', { name: /Sea wall/ }));
  const create = page.getByRole('button', { name: 'New deal' });
  await seen(create.first());
  await firm.client.changePerson(eva.id, { role: 'viewer' });
  await gone(create.first());
  await seen(page.getByRole('row', { name: /Sea wall/ }));

  // What she is shown follows as well, not only what she may do with it.
  const own = { ...roles.salesperson.objects, deal: { read: 'own', create: true } };
  const { data } = await firm.client.create(role, { name: 'For herself', objects: own });
  await firm.client.changePerson(eva.id, { role: data.id });
  await gone(page.getByRole('row', { name: /Sea wall/ }));
  await seen(create.first());
  expect(await page.getByText('Sea wall').count()).toBe(0);
});
