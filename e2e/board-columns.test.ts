import { deal, view } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { dragOver } from './drag.ts';
import { choose } from './list.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm } = aFirm();
let stages: Map<string, string>;

beforeAll(async () => {
  stages = await stagesOf(firm);
});
beforeEach(() => firm.client.batch(deal, { where: {}, delete: true }));

const euros = (amount: number) => ({ amount: `${amount}.00`, currency: 'EUR' });
const make = (name: string, stage: string, more: object = {}) =>
  makeDeal(firm, { name, stage: stages.get(stage), ...more });
const inStage = async (stage: string) =>
  (await firm.client.list(deal, { filter: { stage: { eq: stages.get(stage) ?? '' } } })).data
    .map(({ title }) => title)
    .toSorted();
const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const card = (within: Page | Locator, title: string): Locator =>
  within.getByRole('button', { name: title, exact: true });
const wide = { viewport: { width: 2400, height: 800 } };
const board = '/deals?layout=board';

test('EP-OPP-16 stages are put together in one column, a card dropped there gets the chosen one, and the view keeps it', async () => {
  await make('Solar roof', 'Qualified', { value: euros(100), recurringValue: euros(3) });
  await make('Wind farm', 'Contact made', { value: euros(20), recurringValue: euros(4) });
  const { id } = await make('Sailcloth', 'Proposal made');
  const page = await open(firm, `${firm.url}${board}`, wide);
  await seen(card(column(page, 'Qualified'), 'Solar roof'));

  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByRole('button', { name: 'Put columns together' }).click();
  await dialog.getByRole('combobox', { name: 'It holds' }).click();
  await page.getByRole('option', { name: 'Qualified' }).click();
  await page.getByRole('option', { name: 'Contact made' }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('textbox', { name: 'Name of the column' }).fill('First talks');
  await choose(dialog, 'What is dropped here becomes', 'Contact made');
  await choose(dialog, 'Added up in the headers', 'Recurring value');
  await page.keyboard.press('Escape');
  await gone(dialog);

  const talks = column(page, 'First talks');
  await seen(card(talks, 'Solar roof'));
  await seen(card(talks, 'Wind farm'));
  await seen(talks.locator('b[title="€7.00"]'));
  // Each card says in which of the stages it is.
  await seen(talks.locator('[data-card]', { hasText: 'Solar roof' }).getByText('Qualified'));
  expect(await column(page, 'Qualified').count()).toBe(0);

  await card(page, 'Sailcloth').focus();
  await page.keyboard.press('Space');
  for (let steps = 0; steps < 2; steps++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await seen(card(talks, 'Sailcloth'));
  await soon(async () => (await firm.client.read(deal, id)).stage).toBe(stages.get('Contact made'));

  await page.getByRole('button', { name: 'Save as new view' }).last().click();
  const saving = page.getByRole('dialog', { name: 'Save as new view' });
  await saving.getByRole('textbox', { name: 'Name of the view' }).fill('Short board');
  await saving.getByRole('button', { name: 'Save' }).click();
  await gone(saving);
  await page.goto(`${firm.url}/deals`);
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: 'Short board' })
    .click();
  await seen(card(column(page, 'First talks'), 'Sailcloth'));
});

test('EP-OPP-16 a column proposes its name until it has one of its own, and keeps the last while another is typed', async () => {
  await make('Solar roof', 'Qualified');
  const page = await open(firm, `${firm.url}${board}`, wide);
  await seen(card(column(page, 'Qualified'), 'Solar roof'));
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByRole('button', { name: 'Put columns together' }).click();
  const name = dialog.getByRole('textbox', { name: 'Name of the column' });
  const isFocused = (one: Locator) => one.evaluate((it) => it === it.ownerDocument.activeElement);
  await soon(() => isFocused(name)).toBe(true);

  await dialog.getByRole('combobox', { name: 'It holds' }).click();
  for (const stage of ['Qualified', 'Contact made'])
    await page.getByRole('option', { name: stage }).click();
  await soon(() => name.inputValue()).toBe('Qualified + Contact made');
  await seen(card(column(page, 'Qualified + Contact made'), 'Solar roof'));

  // Nothing is asked of the server letter by letter, and an emptied name takes no column away.
  const boards: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/deals/board?')) boards.push(request.url());
  });
  await name.fill('');
  await seen(dialog.getByText('It is still called Qualified + Contact made'));
  await name.blur();
  await name.pressSequentially('First talks');
  expect(boards).toEqual([]);
  expect(await column(page, 'Qualified + Contact made').count()).toBe(1);
  await page.keyboard.press('Enter');
  await seen(card(column(page, 'First talks'), 'Solar roof'));
  expect(boards).toHaveLength(1);

  // A name of one's own stays, whatever the column holds.
  await dialog.getByRole('combobox', { name: 'It holds' }).click();
  await page.getByRole('option', { name: 'Demo scheduled' }).click();
  await gone(column(page, 'Demo scheduled'));
  expect(await name.inputValue()).toBe('First talks');
  await dialog.getByRole('button', { name: 'Take First talks apart' }).click();
  await seen(column(page, 'Demo scheduled'));
  await soon(() => isFocused(dialog.getByRole('button', { name: 'Put columns together' }))).toBe(
    true,
  );
});

test("EP-OPP-16 on a view saved with a sum the object's own can be chosen again, and none at all", async () => {
  await make('Solar roof', 'Qualified', { value: euros(100), recurringValue: euros(3) });
  const { data } = await firm.client.create(view, {
    ...{ object: 'deal', name: 'Recurring', layout: 'board', groupBy: 'stage' },
    settings: { sum: 'recurringValue' },
  });
  const page = await open(firm, `${firm.url}/deals?view=${data.id}`, wide);
  const total = (amount: string) =>
    column(page, 'Qualified').locator('header').getByTitle(amount, { exact: true });
  await seen(total('€3.00'));
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await choose(dialog, 'Added up in the headers', 'Value');
  await seen(total('€100.00'));
  await choose(dialog, 'Added up in the headers', 'Nothing, only the number of records');
  await gone(total('€100.00'));
  expect(await total('€3.00').count()).toBe(0);
  expect(await dialog.getByRole('combobox', { name: 'Added up in the headers' }).inputValue()).toBe(
    'Nothing, only the number of records',
  );
});

test('§3.1 cards are chosen by their corner, with Shift and by keyboard, and changed together', async () => {
  const names = ['Anchor', 'Buoy', 'Capstan', 'Davit'];
  for (const name of names) await make(name, 'Qualified');
  const page = await open(firm, `${firm.url}${board}&sort=title`, wide);
  const here = column(page, 'Qualified');
  await seen(card(here, 'Davit'));

  await here.locator('[data-card]', { hasText: 'Anchor' }).hover();
  await here.getByRole('checkbox', { name: 'Select Anchor' }).check();
  const bar = page.getByRole('region', { name: 'What to do with the selection' });
  await seen(bar.getByText('1 selected'));
  await card(here, 'Capstan').click({ modifiers: ['Shift'] });
  await seen(bar.getByText('3 selected'));
  await card(here, 'Buoy').click({ modifiers: ['ControlOrMeta'] });
  await seen(bar.getByText('2 selected'));
  await card(here, 'Buoy').focus();
  await page.keyboard.press('Escape');
  await gone(bar);

  await page.keyboard.press('x');
  await seen(page.getByRole('status').getByText('Buoy chosen, 1 in all.'));
  await page.keyboard.press('Shift+ArrowDown');
  await seen(page.getByRole('status').getByText('Capstan chosen, 2 in all.'));
  await page.keyboard.press('Shift+ArrowDown');
  await seen(bar.getByText('3 selected'));
  await bar.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Mark as won' }).click();
  for (const name of names.slice(1)) await seen(card(column(page, 'Won'), name));
  expect(await card(here, 'Anchor').count()).toBe(1);
});

test('§3.1 an administrator renames, adds, moves and deletes stages where their cards stand', async () => {
  await make('Anchor', 'Demo scheduled');
  const page = await open(firm, `${firm.url}${board}`, wide);
  const names = () =>
    page.getByRole('region').locator('h3 > span:nth-of-type(2)').allTextContents();
  const menu = async (stage: string, item: RegExp) => {
    await column(page, stage)
      .getByRole('button', { name: `More for ${stage}` })
      .click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await seen(card(column(page, 'Demo scheduled'), 'Anchor'));
  await menu('Demo scheduled', /^Edit/);
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Demo');
  await form.getByRole('button', { name: 'Save' }).click();
  await seen(card(column(page, 'Demo'), 'Anchor'));

  await menu('Demo', /^Add a stage after/);
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Trial');
  await form.getByRole('button', { name: 'Save' }).click();
  await soon(async () => (await names()).slice(0, 5)).toEqual([
    ...['Qualified', 'Contact made', 'Demo', 'Trial', 'Proposal made'],
  ]);
  await menu('Trial', /one place forward$/);
  await soon(async () => (await names()).slice(2, 4)).toEqual(['Trial', 'Demo']);

  await menu('Demo', /^Delete/);
  const question = page.getByRole('dialog', { name: 'Remove Demo?' });
  await choose(question, 'Put in its place', 'Trial');
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await seen(card(column(page, 'Trial'), 'Anchor'));
  expect(await column(page, 'Demo').count()).toBe(0);
});

test('a chosen card takes the others along: dragged, with the keyboard, lost for one reason, and back by one undo', async () => {
  const names = ['Anchor', 'Buoy', 'Capstan', 'Davit'];
  for (const name of names) await make(name, 'Qualified');
  const page = await open(firm, `${firm.url}${board}&sort=title`, wide);
  const here = column(page, 'Qualified');
  const there = column(page, 'Proposal made');
  await seen(card(here, 'Davit'));
  for (const name of names.slice(0, 3))
    await card(here, name).click({ modifiers: ['ControlOrMeta'] });
  await dragOver(page, 'Buoy', () => there);
  await page.mouse.up();
  for (const name of names.slice(0, 3)) await seen(card(there, name));
  expect(await card(here, 'Davit').count()).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  for (const name of names) await seen(card(here, name));

  await card(here, 'Buoy').focus();
  await page.keyboard.press('Space');
  await seen(page.getByRole('status').getByText(/^3 selected picked up in Qualified/));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  for (const name of names.slice(0, 3)) await seen(card(column(page, 'Contact made'), name));

  await dragOver(page, 'Capstan', () => column(page, 'Lost'));
  await page.mouse.up();
  const dialog = page.getByRole('dialog', { name: 'Mark as lost: 3 selected' });
  // The list of the first question is open already.
  await page.getByRole('option', { name: 'Price', exact: true }).click();
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  for (const name of names.slice(0, 3)) await seen(card(column(page, 'Lost'), name));
  expect(await card(here, 'Davit').count()).toBe(1);
});

test('a card that has just been moved with others goes on alone at once, and nobody is said to have changed it', async () => {
  const names = ['Anchor', 'Buoy', 'Capstan'];
  for (const name of names) await make(name, 'Qualified');
  const page = await open(firm, `${firm.url}${board}&sort=title`, wide);
  const here = column(page, 'Qualified');
  await seen(card(here, 'Capstan'));
  // What the server says of the board comes later than the hand is there again.
  const later = Promise.withResolvers<void>();
  await page.route('**/api/v1/deals/board*', async (route) => {
    await later.promise;
    await route.continue();
  });
  for (const name of names) await card(here, name).click({ modifiers: ['ControlOrMeta'] });
  await dragOver(page, 'Buoy', () => column(page, 'Proposal made'));
  await page.mouse.up();
  await seen(page.getByText('Stage changed in 3 records'));
  for (const name of ['Anchor', 'Buoy'])
    await card(column(page, 'Proposal made'), name).click({ modifiers: ['ControlOrMeta'] });
  await seen(page.getByText('1 selected'));
  await dragOver(page, 'Capstan', () => column(page, 'Contact made'));
  await page.mouse.up();
  await seen(page.getByText('Capstan: Stage changed'));
  later.resolve();
  await soon(() => inStage('Contact made')).toEqual(['Capstan']);
  expect(await inStage('Proposal made')).toEqual(['Anchor', 'Buoy']);
});

test('a card goes on alone also while those that it was moved with are on their way', async () => {
  const names = ['Anchor', 'Buoy', 'Capstan'];
  for (const name of names) await make(name, 'Qualified');
  const page = await open(firm, `${firm.url}${board}&sort=title`, wide);
  const here = column(page, 'Qualified');
  await seen(card(here, 'Capstan'));
  const moved = Promise.withResolvers<void>();
  await page.route('**/api/v1/deals/batch*', async (route) => {
    await moved.promise;
    await route.continue();
  });
  for (const name of names) await card(here, name).click({ modifiers: ['ControlOrMeta'] });
  await dragOver(page, 'Buoy', () => column(page, 'Proposal made'));
  await page.mouse.up();
  const there = column(page, 'Proposal made');
  await seen(card(there, 'Capstan'));
  for (const name of ['Anchor', 'Buoy'])
    await card(there, name).click({ modifiers: ['ControlOrMeta'] });
  await seen(page.getByText('1 selected'));
  await dragOver(page, 'Capstan', () => column(page, 'Contact made'));
  await page.mouse.up();
  await seen(card(column(page, 'Contact made'), 'Capstan'));
  moved.resolve();
  await seen(page.getByText('Capstan: Stage changed'));
  await soon(() => inStage('Contact made')).toEqual(['Capstan']);
  expect(await inStage('Proposal made')).toEqual(['Anchor', 'Buoy']);
});

test('EP-OPP-16 each of the stages that a column joins has its menu there', async () => {
  await make('Anchor', 'Qualified');
  const { data } = await firm.client.create(view, {
    ...{ object: 'deal', name: 'Joined', layout: 'board', groupBy: 'stage' },
    settings: {
      joined: [
        {
          name: 'First talks',
          values: [stages.get('Qualified') ?? '', stages.get('Contact made') ?? ''],
          dropIn: stages.get('Qualified') ?? '',
        },
      ],
    },
  });
  const page = await open(firm, `${firm.url}/deals?view=${data.id}`, wide);
  const talks = column(page, 'First talks');
  await seen(card(talks, 'Anchor'));
  await talks.getByRole('button', { name: 'More for First talks' }).click();
  await page.getByRole('menuitem', { name: 'Contact made' }).click();
  await page.getByRole('menuitem', { name: /^Edit/ }).click();
  const form = page.getByRole('dialog');
  expect(await form.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
    'Contact made',
  );
});
