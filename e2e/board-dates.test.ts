import { deal, plusDays } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { makeDeal, planActivity } from './make.ts';

const { open, firm } = aFirm();
beforeEach(() => firm.client.batch(deal, { where: {}, delete: true }));

const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const card = (within: Page | Locator, title: string): Locator =>
  within.getByRole('button', { name: title, exact: true });
const wide = { viewport: { width: 2000, height: 800 } };
const activityBoard = '/deals?layout=board&group=nextActivityAt:due';
const forecast = '/deals?layout=board&group=expectedClose:month';

const monthName = (first: string) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${first}T00:00:00Z`),
  );
const today = new Date().toISOString().slice(0, 10);
const thisMonth = `${today.slice(0, 7)}-01`;
const nextMonth = `${plusDays(thisMonth, 31).slice(0, 7)}-01`;

test('a salesperson works off the activity board: plans in a column, does what is due, and the card moves on', async () => {
  await makeDeal(firm, { name: 'Forgotten roof' });
  const late = await makeDeal(firm, { name: 'Late answer' });
  await planActivity(firm, 'deal', late.id, {
    subject: 'Call back',
    due: new Date(Date.now() - 86_400_000).toISOString(),
  });
  const page = await open(firm, `${firm.url}${activityBoard}`, wide);
  await seen(card(column(page, 'Overdue'), 'Late answer'));
  await seen(card(column(page, 'Without activities'), 'Forgotten roof'));
  // Nothing is planned for yesterday.
  expect(
    await column(page, 'Overdue').getByRole('button', { name: 'Add to Overdue' }).count(),
  ).toBe(0);

  await column(page, 'Later').getByRole('button', { name: 'Add to Later' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('New wing');
  await page.getByRole('textbox', { name: /^To do by/ }).fill('Send the drawings');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await seen(card(column(page, 'Later'), 'New wing'));

  await page.getByRole('button', { name: 'Mark the next activity of Late answer as done' }).click();
  await seen(card(column(page, 'Without activities'), 'Late answer'));
  await gone(card(column(page, 'Overdue'), 'Late answer'));

  // By keyboard into another column: the activity is planned for then.
  await card(page, 'Forgotten roof').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await seen(card(column(page, 'Next week'), 'Forgotten roof'));
  await soon(async () => {
    const { data } = await firm.client.list(
      { plural: 'activities' },
      { filter: { done: { ne: true } }, sort: 'createdAt' },
    );
    return data.map((one) => one.title);
  }).toEqual(['Send the drawings', 'Follow up']);
});

test('somebody else plans a call, and the card moves on every open activity board', async () => {
  const { id } = await makeDeal(firm, { name: 'Quiet deal' });
  const page = await open(firm, `${firm.url}${activityBoard}`, wide);
  await seen(card(column(page, 'Without activities'), 'Quiet deal'));
  await planActivity(firm, 'deal', id, {
    subject: 'Call',
    due: new Date(Date.now() + 40 * 86_400_000).toISOString(),
  });
  await seen(card(column(page, 'Later'), 'Quiet deal'));
  expect(await card(column(page, 'Without activities'), 'Quiet deal').count()).toBe(0);
});

test('a manager reads the forecast, and drags a deal to another month', async () => {
  const value = (amount: string) => ({ amount, currency: 'EUR' });
  const { id } = await makeDeal(firm, {
    name: 'Big roof',
    value: value('10000'),
    probability: 50,
    expectedClose: today,
  });
  const won = await makeDeal(firm, { name: 'Sold wall', value: value('2000') });
  await firm.client.action(deal, won.id, 'win', {});
  await makeDeal(firm, { name: 'Some day', value: value('7') });
  const page = await open(firm, `${firm.url}${forecast}`, wide);
  const now = column(page, monthName(thisMonth));
  const next = column(page, monthName(nextMonth));
  await seen(card(now, 'Big roof'));
  await seen(card(now, 'Sold wall'));
  await seen(card(column(page, 'No Expected close'), 'Some day'));
  const figures = async (of: Locator) =>
    (await of.locator('dl').first().innerText()).replaceAll(/\s+/g, ' ');
  await soon(() => figures(now)).toMatch(
    /Open 1 €10k weighted €5k Won 1 €2k Total 2 €12k weighted €7k/,
  );

  await card(page, 'Big roof').focus();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await seen(card(next, 'Big roof'));
  await soon(() => figures(now)).toMatch(/Open 0 €0 Won 1 €2k Total 1 €2k/);
  expect(await figures(next)).toMatch(/Open 1 €10k weighted €5k/);
  await soon(async () => (await firm.client.read(deal, id)).expectedClose?.slice(0, 7)).toBe(
    nextMonth.slice(0, 7),
  );

  await page
    .getByRole('radiogroup', { name: 'Length of the periods' })
    .getByText('Quarters')
    .click();
  await seen(page.getByRole('region', { name: /^Q[1-4] \d{4}$/ }).first());
});

test('§3.1 a card says how many activities are overdue, and that something is planned, also when somebody else plans it', async () => {
  const hour = 3_600_000;
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  const { id } = await makeDeal(firm, { name: 'Busy deal' });
  for (const due of [-50 * hour, -26 * hour, 48 * hour])
    await planActivity(firm, 'deal', id, { subject: 'Call', due: at(due) });
  const quiet = await makeDeal(firm, { name: 'Calm deal' });
  await planActivity(firm, 'deal', quiet.id, { subject: 'Call', due: at(48 * hour) });
  const page = await open(firm, `${firm.url}/deals?layout=board`, wide);
  const of = (title: string) => page.locator('[data-card]', { hasText: title });
  await seen(of('Busy deal').getByRole('img', { name: '2 activities overdue' }));
  await seen(of('Calm deal').getByRole('img', { name: '1 activity planned' }));
  await planActivity(firm, 'deal', quiet.id, { subject: 'Letter', due: at(-26 * hour) });
  await seen(of('Calm deal').getByRole('img', { name: '1 activity overdue' }));
  expect(await of('Busy deal').getByText('2', { exact: true }).count()).toBe(1);
});
