import { deal } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { dragOver } from './drag.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm } = aFirm();
let stages: Map<string, string>;

beforeAll(async () => {
  stages = await stagesOf(firm);
});
// Each journey begins with an empty board.
beforeEach(() => firm.client.batch(deal, { where: {}, delete: true }));

const euros = (amount: number) => ({ amount: `${amount}.00`, currency: 'EUR' });

const make = (name: string, stage: string, amount: number) =>
  makeDeal(firm, { name, stage: stages.get(stage), value: euros(amount) });

const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });

const card = (within: Page | Locator, title: string): Locator =>
  within.getByRole('button', { name: title, exact: true });

/** Room for every stage beside each other. */
const wide = { viewport: { width: 2400, height: 800 } };

/** Number of cards and their sum, as the header of a column says them. */
const header = async (page: Page, name: string): Promise<[string, string | null]> => {
  const head = column(page, name);
  const sum = head.locator('b[title]');
  return [
    await head.locator('h3 [title$="record"], h3 [title$="records"]').innerText(),
    (await sum.count()) ? await sum.getAttribute('title') : null,
  ];
};

test('a card dragged to another stage takes its money along, and stays there after a reload', async () => {
  const { id } = await make('Solar roof', 'Qualified', 12_000);
  await make('Wind farm', 'Qualified', 8_000);
  await make('Sailcloth', 'Contact made', 5_000);
  const page = await open(firm, `${firm.url}/deals`);
  await seen(card(column(page, 'Qualified'), 'Solar roof'));
  expect(await header(page, 'Qualified')).toEqual(['2', '€20,000.00']);
  expect(await header(page, 'Contact made')).toEqual(['1', '€5,000.00']);

  // Somebody else looks at the same board.
  const other = await open(firm, `${firm.url}/deals`);
  await seen(card(column(other, 'Qualified'), 'Solar roof'));

  await dragOver(page, 'Solar roof', () => column(page, 'Contact made'));
  await page.mouse.up();
  await seen(card(column(page, 'Contact made'), 'Solar roof'));
  await soon(() => header(page, 'Qualified')).toEqual(['1', '€8,000.00']);
  await soon(() => header(page, 'Contact made')).toEqual(['2', '€17,000.00']);
  await seen(card(column(other, 'Contact made'), 'Solar roof'));
  await soon(() => header(other, 'Contact made')).toEqual(['2', '€17,000.00']);

  await page.reload();
  await seen(card(column(page, 'Contact made'), 'Solar roof'));
  expect(await header(page, 'Contact made')).toEqual(['2', '€17,000.00']);
  expect((await firm.client.read(deal, id)).stage).toBe(stages.get('Contact made'));
});

test('a card is moved by keyboard, and what happens is said aloud', async () => {
  const { id } = await make('Anchor chain', 'Demo scheduled', 900);
  const page = await open(firm, `${firm.url}/deals`);
  await card(page, 'Anchor chain').focus();
  await page.keyboard.press('Space');
  const said = page.getByRole('status');
  await seen(said.filter({ hasText: 'Anchor chain picked up in Demo scheduled.' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await seen(said.filter({ hasText: 'Anchor chain dropped in Negotiations started' }));
  await seen(card(column(page, 'Negotiations started'), 'Anchor chain'));
  await soon(() => header(page, 'Negotiations started')).toEqual(['1', '€900.00']);
  await soon(async () => (await firm.client.read(deal, id)).stage).toBe(
    stages.get('Negotiations started'),
  );
  // The focus went along, so that the next key is meant for the same card; Escape puts it back.
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await seen(said.filter({ hasText: 'Cancelled. Anchor chain is back in Negotiations started.' }));
  expect(await card(column(page, 'Negotiations started'), 'Anchor chain').count()).toBe(1);
});

test('dropped on Won, a deal is won, and Undo opens it again', async () => {
  const { id } = await make('Rudder', 'Proposal made', 3_000);
  const page = await open(firm, `${firm.url}/deals`);
  await seen(card(column(page, 'Proposal made'), 'Rudder'));
  await dragOver(page, 'Rudder', () => page.getByText('Mark as won'));
  await page.mouse.up();
  await seen(card(column(page, 'Won'), 'Rudder'));
  await soon(async () => (await firm.client.read(deal, id)).status).toBe('won');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await seen(card(column(page, 'Proposal made'), 'Rudder'));
  expect((await firm.client.read(deal, id)).status).toBe('open');
});

test('dropped on Delete, a card goes to the recycle bin, and Undo brings it back', async () => {
  const { id } = await make('Keelson', 'Qualified', 500);
  const page = await open(firm, `${firm.url}/deals`);
  await seen(card(column(page, 'Qualified'), 'Keelson'));
  await dragOver(page, 'Keelson', () => page.locator('[data-tone=delete]'));
  await page.mouse.up();
  await gone(card(page, 'Keelson'));
  await soon(() => firm.client.read(deal, id).catch(() => null)).toBeNull();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await seen(card(column(page, 'Qualified'), 'Keelson'));
  await soon(() => header(page, 'Qualified')).toEqual(['1', '€500.00']);
  expect(await card(page, 'Keelson').count()).toBe(1);
});

test('dragged into the stage Won, a deal is won as well', async () => {
  const { id } = await make('Compass', 'Proposal made', 700);
  const page = await open(firm, `${firm.url}/deals`, wide);
  await dragOver(page, 'Compass', () => column(page, 'Won'));
  await page.mouse.up();
  await seen(card(column(page, 'Won'), 'Compass'));
  await seen(page.getByText('Won: Compass'));
  await soon(async () => (await firm.client.read(deal, id)).status).toBe('won');
  expect((await firm.client.read(deal, id)).closedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('losing a deal asks for the reason; without one it stays where it is', async () => {
  const { id } = await make('Lifeboat', 'Qualified', 4_000);
  const page = await open(firm, `${firm.url}/deals`, wide);
  await dragOver(page, 'Lifeboat', () => column(page, 'Lost'));
  await page.mouse.up();
  const dialog = page.getByRole('dialog', { name: 'Mark as lost: Lifeboat' });
  await seen(dialog);
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await seen(dialog.getByText('Please fill this in.'));
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await gone(dialog);
  await seen(card(column(page, 'Qualified'), 'Lifeboat'));

  await dragOver(page, 'Lifeboat', () => page.getByText('Mark as lost'));
  await page.mouse.up();
  await page.getByRole('option', { name: 'Chose a competitor' }).click();
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await gone(dialog);
  await seen(card(column(page, 'Lost'), 'Lifeboat'));
  const lost = await firm.client.read(deal, id, ['lostReason.title']);
  expect(lost).toMatchObject({ status: 'lost', lostReason: { title: 'Chose a competitor' } });
});

test('quick add makes a deal in its column, one after the other', async () => {
  const page = await open(firm, `${firm.url}/deals`);
  const demo = column(page, 'Demo scheduled');
  await demo.getByRole('button', { name: 'Add to Demo scheduled' }).click();
  await demo.getByRole('textbox', { name: 'Name' }).fill('Spinnaker');
  await demo.getByRole('textbox', { name: 'Value' }).fill('1500');
  await page.keyboard.press('Enter');
  await seen(card(demo, 'Spinnaker'));
  await soon(() => header(page, 'Demo scheduled')).toEqual(['1', '€1,500.00']);
  await demo.getByRole('textbox', { name: 'Name' }).fill('Genoa');
  await page.keyboard.press('Enter');
  await seen(card(demo, 'Genoa'));
  await page.keyboard.press('Escape');
  await gone(demo.getByRole('textbox', { name: 'Name' }));

  await page.reload();
  await seen(card(demo, 'Genoa'));
  await seen(card(demo, 'Spinnaker'));
  const { data } = await firm.client.list(deal, { q: 'Spinnaker' });
  expect(data[0]).toMatchObject({ value: euros(1500), stage: stages.get('Demo scheduled') });
});

test('without a mouse and without arrows, the menu of a card moves and deletes it', async () => {
  const { id } = await make('Keel', 'Qualified', 60);
  const page = await open(firm, `${firm.url}/deals`);
  await page.getByRole('button', { name: 'More for Keel' }).click();
  await page.getByRole('menuitem', { name: 'Proposal made' }).click();
  await seen(card(column(page, 'Proposal made'), 'Keel'));
  await soon(async () => (await firm.client.read(deal, id)).stage).toBe(
    stages.get('Proposal made'),
  );
  await page.getByRole('button', { name: 'More for Keel' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await gone(card(page, 'Keel'));
  // Until then the offer is to undo the move.
  await seen(page.getByText('Keel deleted'));
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await seen(card(column(page, 'Proposal made'), 'Keel'));
  await soon(async () => (await firm.client.list(deal, { q: 'Keel' })).data.length).toBe(1);
  expect(await card(page, 'Keel').count()).toBe(1);
});

test('a card that a change takes out of what the board shows leaves at once, whoever made it, and it is said', async () => {
  await make('Keel', 'Qualified', 1_000);
  const { id } = await make('Mast', 'Qualified', 2_000);
  await make('Oar', 'Qualified', 4_000);
  const rudder = await make('Rudder', 'Contact made', 500);
  const filter = encodeURIComponent('{"value":{"lt":3000},"status":{"eq":"open"}}');
  const page = await open(firm, `${firm.url}/deals?layout=board&filter=${filter}`, wide);
  await seen(card(column(page, 'Qualified'), 'Mast'));
  expect(await header(page, 'Qualified')).toEqual(['2', '€3,000.00']);
  // Somebody else.
  await firm.client.update(deal, id, { value: euros(9_000) });
  await gone(card(page, 'Mast'));
  await seen(page.getByText('Mast is no longer among what this board shows'));
  await soon(() => header(page, 'Qualified')).toEqual(['1', '€1,000.00']);
  // Oneself, who is told of the win itself.
  await dragOver(page, 'Keel', () => page.getByText('Mark as won'));
  await page.mouse.up();
  await gone(card(column(page, 'Qualified'), 'Keel'));
  await soon(async () => (await header(page, 'Qualified'))[0]).toBe('0');
  await seen(page.getByText('Won: Keel'));
  // What somebody else does later is said; of the win there was nothing more to say.
  await firm.client.update(deal, rudder.id, { value: euros(9_000) });
  await seen(page.getByText('Rudder is no longer among what this board shows'));
  expect(await page.getByText('Keel is no longer among what this board shows').count()).toBe(0);
});
