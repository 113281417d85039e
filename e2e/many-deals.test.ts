import { createClient } from '@relata/client';
import { deal, pipeline, stage } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { grid } from './list.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm, server } = aFirm();
let stages: Map<string, string>;
/** The session of a salesperson. */
let cookie: string;

beforeAll(async () => {
  const { data } = await firm.client.create(pipeline, { name: 'Partners' });
  for (const [position, name] of ['Asked', 'Proposal made again', 'Agreed'].entries())
    await firm.client.create(stage, { name, pipeline: data.id, position });
  await firm.client.create(stage, { name: 'Won', means: 'won', pipeline: data.id, position: 9 });
  stages = await stagesOf(firm);
  const { link } = await firm.client.invite({
    email: 'rui@northwind.example',
    role: 'salesperson',
  });
  const guest = await open(null, link);
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Rui Costa');
  await guest.getByRole('textbox', { name: 'Password' }).fill('a lantern for the otter');
  await guest.getByRole('button', { name: 'Accept the invitation' }).click();
  await guest.waitForURL('**/deals');
  const [session] = await guest.context().cookies();
  cookie = `${session?.name}=${session?.value}`;
});
beforeEach(async () => {
  await firm.client.batch(deal, { where: {}, delete: true });
  await firm.client.changeField('deal.source', { requiredFrom: null, requiredWhen: null });
});

const wide = { viewport: { width: 1900, height: 800 } };
const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const card = (within: Page | Locator, title: string): Locator =>
  within.getByRole('button', { name: title, exact: true });
const stageOf = async (id: string) => (await firm.client.read(deal, id)).stage;

/** Deals of the salesperson. */
const make = async (name: string, at: string): Promise<string> => {
  const rui = { client: createClient({ baseUrl: server.url, headers: { cookie } }) };
  return (await makeDeal({ ...firm, ...rui }, { name, stage: stages.get(at) })).id;
};

/** Takes the card with the mouse, and leaves it in the hand over what appears then. */
async function dragOver(page: Page, title: string, target: Locator): Promise<void> {
  const from = await card(page, title).boundingBox();
  if (!from) throw new Error(`There is no card ${title}`);
  await page.mouse.move(from.x + 20, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
  await seen(target);
  const to = await target.boundingBox();
  if (!to) throw new Error('There is nothing to drop on');
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
}

async function select(page: Page, ...titles: string[]): Promise<Locator> {
  for (const title of titles)
    await grid(page).getByRole('row', { name: title }).getByRole('checkbox').first().check();
  return page.getByRole('region', { name: 'What to do with the selection' });
}

test('a salesperson drops a card on another pipeline, says what is missing there, and takes it back', async () => {
  const id = await make('Solar roof', 'Qualified');
  const asked = stages.get('Asked') ?? '';
  await firm.client.changeField('deal.source', { requiredFrom: { stage: [asked] } });
  const page = await open({ ...firm, cookie }, `${firm.url}/deals?layout=board`, wide);
  await seen(card(column(page, 'Qualified'), 'Solar roof'));
  await dragOver(page, 'Solar roof', page.getByText('Another pipeline'));
  await page.mouse.up();
  const moving = page.getByRole('dialog', { name: 'Move Solar roof to another pipeline' });
  await seen(moving.getByRole('combobox', { name: 'Pipeline' }));
  await soon(() => moving.getByRole('combobox', { name: 'Qualified becomes' }).inputValue()).toBe(
    'Asked',
  );
  await moving.getByRole('button', { name: 'Move', exact: true }).click();
  const missing = page.getByRole('dialog', { name: /a little more is needed/ });
  await page.getByRole('option', { name: 'Website' }).click();
  await missing.getByRole('button', { name: 'Go on' }).click();
  await gone(card(page, 'Solar roof'));
  await soon(() => stageOf(id)).toBe(asked);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await seen(card(column(page, 'Qualified'), 'Solar roof'));
  expect(await stageOf(id)).toBe(stages.get('Qualified'));
});

test('a manager moves many deals at once, stage by stage, and follows them to the board there', async () => {
  const early = await make('Anchor', 'Qualified');
  const late = await make('Buoy', 'Negotiations started');
  const won = await make('Chain', 'Contact made');
  await firm.client.action(deal, won, 'win');
  const page = await open(firm, `${firm.url}/deals?layout=table`, wide);
  const bar = await select(page, 'Anchor', 'Buoy', 'Chain');
  await bar.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Move to another pipeline…' }).click();
  const moving = page.getByRole('dialog', { name: 'Move 3 selected to another pipeline' });
  const becomes = (from: string) => moving.getByRole('combobox', { name: `${from} becomes` });
  await soon(() => becomes('Qualified').inputValue()).toBe('Asked');
  expect(await becomes('Won').inputValue()).toBe('Won');
  await becomes('Negotiations started').click();
  await page.getByRole('option', { name: 'Proposal made again' }).click();
  await moving.getByRole('button', { name: 'Move and follow' }).click();
  await seen(card(column(page, 'Asked'), 'Anchor'));
  await seen(card(column(page, 'Proposal made again'), 'Buoy'));
  await seen(card(column(page, 'Won'), 'Chain'));
  expect(await stageOf(early)).toBe(stages.get('Asked'));
  expect((await firm.client.read(deal, won)).status).toBe('won');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await soon(() => stageOf(late)).toBe(stages.get('Negotiations started'));
});

test('a manager gives up many deals with one reason, and what is closed already is named', async () => {
  const [one, two] = [await make('Deck', 'Qualified'), await make('Engine', 'Asked')];
  const closed = await make('Flag', 'Qualified');
  await firm.client.action(deal, closed, 'win');
  const page = await open(firm, `${firm.url}/deals?layout=table`, wide);
  const bar = await select(page, 'Deck', 'Engine', 'Flag');
  await bar.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Mark as lost' }).click();
  const asking = page.getByRole('dialog', { name: 'Mark as lost: 3 selected' });
  await page.getByRole('option').first().click();
  await asking.getByRole('button', { name: 'Mark as lost' }).click();
  await gone(asking);
  for (const id of [one, two])
    await soon(async () => (await firm.client.read(deal, id)).lostReason).not.toBeNull();
  await seen(page.getByText(/Flag.*not possible/));
  expect((await firm.client.read(deal, closed)).status).toBe('won');
});

test('a salesperson wins many deals, and is asked once for what some of them lack', async () => {
  const [one, two] = [await make('Galley', 'Qualified'), await make('Hull', 'Qualified')];
  await firm.client.changeField('deal.source', { requiredWhen: { status: { eq: 'won' } } });
  const page = await open({ ...firm, cookie }, `${firm.url}/deals?layout=table`, wide);
  const bar = await select(page, 'Galley', 'Hull');
  await bar.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Mark as won' }).click();
  const missing = page.getByRole('dialog', { name: /more is needed/ });
  await page.getByRole('option', { name: 'Website' }).click();
  await missing.getByRole('button', { name: 'Go on' }).click();
  for (const id of [one, two])
    await soon(async () => (await firm.client.read(deal, id)).status).toBe('won');
  expect((await firm.client.read(deal, two)).source).toBe('website');
});
