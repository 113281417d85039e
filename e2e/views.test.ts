import { type Client, createClient } from '@relata/client';
import { deal, team } from '@relata/model';
import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, shots, soon } from './browser.ts';
import { choose, grid, openPanel, rows } from './list.ts';
import type { Firm } from './server.ts';

const { open, firm, server } = aFirm();
beforeEach(() => firm.client.batch(deal, { where: {}, delete: true }));

const make = (name: string, more: object = {}) => firm.client.create(deal, { name, ...more });
const euros = (amount: number) => ({ amount: `${amount}.00`, currency: 'EUR' });
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });

/** Somebody comes in by an invitation, without a screen. */
async function join(
  email: string,
  name: string,
): Promise<{ firm: Firm; client: Client; id: string }> {
  const { link } = await firm.client.invite({ email, role: 'salesperson' });
  const token = new URL(link).searchParams.get('token') ?? '';
  const stranger = createClient({ baseUrl: server.url });
  const { user } = await stranger.acceptInvitation({ token, name, password: firm.password });
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: firm.password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const client = createClient({ baseUrl: server.url, headers: { cookie } });
  return { firm: { ...firm, email, client, cookie }, client, id: user };
}

test('a view that is shared with a team opens first for a colleague in it, who cannot change it', async () => {
  const rui = await join('rui@northwind.example', 'Rui Costa');
  await firm.client.create(team, { name: 'North', members: [rui.id] });
  await make('Racing sails', { value: euros(9000) });
  await make('Storm sails', { value: euros(100) });
  const big = encodeURIComponent(JSON.stringify({ value: { gte: 1000 } }));
  const page = await open(firm, `${firm.url}/deals?layout=table&filter=${big}`);
  await page.getByRole('button', { name: 'Save as new view' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Save as new view' });
  await dialog.getByRole('textbox', { name: 'Name of the view' }).fill('Big in the north');
  await dialog.getByText('Some', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await seen(dialog.getByText('Name at least one person, team or role.'));
  await choose(dialog, 'People, teams and roles', 'North');
  await page.keyboard.press('Escape');
  await dialog.getByRole('switch', { name: 'Open first for whoever sees it' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await gone(dialog);
  await seen(tab(page, 'Big in the north'));

  const theirs = await open(rui.firm, `${firm.url}/deals`);
  await seen(tab(theirs, 'Big in the north'));
  await soon(() => tab(theirs, 'Big in the north').getAttribute('aria-current')).toBe('page');
  await soon(() => rows(theirs).count()).toBe(1);
  await seen(rows(theirs).first().getByText('Racing sails'));
  expect(await theirs.getByRole('button', { name: 'View Big in the north' }).count()).toBe(0);
});

/** A day of this month in the middle of a week, whatever the month. */
const month = new Date().toISOString().slice(0, 8);

test('a deal that is dragged to another day of the calendar is expected then, and Undo takes it back', async () => {
  const { data } = await make('Solar roof', { expectedClose: `${month}12` });
  const refit = 'Complete refit of the harbour launch, with all that goes with it';
  await make(refit, { expectedClose: `${month}13` });
  for (let n = 1; n <= 6; n++) await make(`Buoy ${n}`, { expectedClose: `${month}20` });
  const page = await open(firm, `${firm.url}/deals?layout=calendar`);
  const day = (number: number) => page.locator(`[data-day="${month}${number}"]`);
  const card = (number: number, name: string) =>
    day(number).getByRole('button', { name, exact: true });
  await seen(card(12, 'Solar roof'));
  await seen(day(20).getByRole('button', { name: '2 more' }));
  const launch = await card(13, refit).boundingBox();
  expect(launch?.width).toBeLessThan((await day(13).boundingBox())?.width ?? 0);
  await page.screenshot({ path: `${shots}/calendar.png` });

  await card(12, 'Solar roof').dragTo(day(14));
  await seen(card(14, 'Solar roof'));
  expect(await card(12, 'Solar roof').count()).toBe(0);
  const expected = async () => (await firm.client.read(deal, data.id)).expectedClose;
  await soon(expected).toBe(`${month}14`);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await seen(card(12, 'Solar roof'));
  await soon(expected).toBe(`${month}12`);

  // The same by keyboard: a week on.
  await card(12, 'Solar roof').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await seen(card(19, 'Solar roof'));
  await soon(expected).toBe(`${month}19`);

  await day(20).getByRole('button', { name: '2 more' }).click();
  await seen(page.getByRole('button', { name: 'Buoy 6', exact: true }));
});

test('records that fit a condition are coloured, and say why', async () => {
  await make('Racing sails', { value: euros(9000) });
  await make('Storm sails', { value: euros(100) });
  const page = await open(firm, `${firm.url}/deals?layout=table`);
  const panel = await openPanel(page, 'Colours');
  await panel.getByRole('button', { name: 'Add a rule' }).click();
  await panel.getByRole('textbox', { name: 'What the colour means' }).fill('Worth a visit');
  await panel.getByRole('button', { name: 'Add condition' }).click();
  await choose(panel, 'Field', 'Value');
  await panel.locator('[class*=operand] input:visible').fill('1000');
  await page.keyboard.press('Tab');
  const mark = grid(page).getByRole('img', { name: 'Worth a visit' });
  await seen(mark);
  expect(await mark.count()).toBe(1);
  await page.screenshot({ path: `${shots}/colours.png` });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Board' }).click();
  await seen(page.locator('[data-card]', { hasText: 'Racing sails' }).getByText('Worth a visit'));
});

test('a table is grouped: folded with counts and sums, opened, kept in a view, and by the keyboard', async () => {
  await make('Racing sails', { value: euros(9000), expectedClose: `${month}12` });
  await make('Storm sails', { value: euros(100), expectedClose: `${month}20` });
  await make('Jib', { value: euros(50) });
  const page = await open(firm, `${firm.url}/deals?layout=table`);
  await soon(() => rows(page).count()).toBe(3);
  const panel = await openPanel(page, 'Group');
  await panel
    .getByRole('combobox', { name: 'Put rows together by' })
    .selectOption('Expected close');
  await panel.getByRole('combobox', { name: 'Period' }).selectOption('Year');
  await page.keyboard.press('Escape');
  const year = month.slice(0, 4);
  const group = (name: string) => rows(page).filter({ hasText: name });
  await seen(page.getByText('2 groups'));
  await soon(() => rows(page).count()).toBe(2);
  await seen(group(year).getByText('€9,100'));
  await seen(group('Empty').getByText('€50'));
  await group(year).getByRole('button', { name: 'Unfold' }).click();
  await seen(rows(page).filter({ hasText: 'Racing sails' }));
  await soon(() => rows(page).count()).toBe(4);
  await page.screenshot({ path: `${shots}/grouped.png` });

  await grid(page).focus();
  await page.keyboard.press('Home');
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await soon(() => rows(page).count()).toBe(2);
  await page.keyboard.press('Enter');
  await soon(() => rows(page).count()).toBe(4);

  await firm.client.create(deal, {
    name: 'Spinnaker',
    value: euros(900),
    expectedClose: `${month}12`,
  });
  await seen(rows(page).filter({ hasText: 'Spinnaker' }));
  await seen(group(year).getByText('€10,000'));

  await page.getByRole('button', { name: 'Save as new view' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Save as new view' });
  await dialog.getByRole('textbox', { name: 'Name of the view' }).fill('By year');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await gone(dialog);
  const again = await open(firm, `${firm.url}/deals`);
  await tab(again, 'By year').click();
  await seen(again.getByText('2 groups'));
  expect(await rows(again).count()).toBe(2);
});
