import { deal, goal, team } from '@relata/model';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import type { Firm } from './server.ts';

const { open, firm, server } = aFirm();
let rui: Firm & { id: string };
let eva: Firm & { id: string };

beforeAll(async () => {
  rui = await hire(firm, 'Rui Costa', 'salesperson');
  eva = await hire(firm, 'Eva Lima', 'salesperson');
  await firm.client.create(team, { name: 'North', members: [rui.id, eva.id], leads: [eva.id] });
});

/** The year in which the journey happens, by the clock of the machine. */
const year = new Date().getUTCFullYear();
const quarter = Math.floor(new Date().getUTCMonth() / 3) + 1;
const today = new Date().toISOString().slice(0, 10);

test('a manager sets the goals of a team by keyboard, copies a quarter, and sees who is on track', async () => {
  const { data } = await firm.client.create(deal, {
    name: 'Storm sails',
    value: { amount: '1500.00', currency: 'EUR' },
    owner: rui.id,
  });
  await firm.client.action({ plural: 'deals' }, data.id, 'win', { closedOn: today });
  const page = await open(firm, `${server.url}/goals/quarters/plan`);
  await page.getByRole('combobox', { name: 'Add people' }).click();
  await page.getByRole('option', { name: 'North' }).click();
  const cell = (name: string, n: number) =>
    page.getByRole('textbox', { name: `${name}, Q${n} ${year}` });
  await cell('Eva Lima', 1).click();
  await page.keyboard.type('3000');
  await page.keyboard.press('Enter');
  await seen(page.locator('input:focus').and(cell('Rui Costa', 1)));
  await page.keyboard.type('1,000');
  await page.keyboard.press('Enter');
  await soon(async () => (await firm.client.list(goal)).data.length).toBe(2);
  for (const n of [2, 3, 4]) {
    await page.getByRole('button', { name: `Copy Q${n - 1} ${year} to Q${n} ${year}` }).click();
    await soon(async () => (await firm.client.list(goal)).data.length).toBe(2 * n);
  }
  await soon(() => cell('Rui Costa', 4).inputValue()).toBe('1,000');

  await page.getByRole('link', { name: 'Who is on track' }).click();
  const row = (name: string) =>
    page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: name !== 'North' }) });
  await seen(row('Rui Costa').getByText('Reached', { exact: true }));
  await seen(row('Eva Lima').getByText('Behind', { exact: true }));
  await seen(row('North').getByText('Led by Eva Lima'));
  expect(await row('North').getByText('37.5%').count()).toBe(1);
  await row('North').getByRole('link', { name: / won$/ }).click();
  await seen(page.getByRole('link', { name: 'Storm sails' }));
  // The foot of the list says what the cell said.
  await seen(page.getByText('€1,500', { exact: true }));

  // What was won stands between the cells; after typing, Tab passes it.
  const early = await firm.client.create(deal, {
    name: 'Ropes',
    value: { amount: '10.00', currency: 'EUR' },
    owner: rui.id,
  });
  const newYear = `${year}-01-01`;
  await firm.client.action({ plural: 'deals' }, early.data.id, 'win', { closedOn: newYear });
  await page.goto(`${server.url}/goals/quarters/plan`);
  await seen(page.getByRole('row', { name: /Rui/ }).getByRole('link').first());
  await cell('Rui Costa', 1).click();
  await page.keyboard.type('1,200');
  await page.keyboard.press('Tab');
  await seen(page.locator('input:focus').and(cell('Rui Costa', 2)));
  await page.keyboard.type('1,300');
  await page.keyboard.press('Shift+Tab');
  await seen(page.locator('input:focus').and(cell('Rui Costa', 1)));
  await soon(async () =>
    (await firm.client.list(goal, { filter: { owner: { eq: rui.id } } })).data
      .map(({ target }) => target?.amount)
      .toSorted(),
  ).toEqual(['1000.00', '1000.00', '1200.00', '1300.00']);
});

test('taking somebody out of the plan takes their goals of the year, and Undo brings them back', async () => {
  const page = await open(firm, `${server.url}/goals/quarters/plan`);
  await page.getByRole('button', { name: `Remove Eva Lima from all quarters of ${year}` }).click();
  await soon(async () => (await firm.client.list(goal)).data.length).toBe(4);
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(async () => (await firm.client.list(goal)).data.length).toBe(8);
  await soon(() => page.getByRole('textbox', { name: `Eva Lima, Q4 ${year}` }).inputValue()).toBe(
    '3,000',
  );
  expect(await page.getByRole('rowheader').count()).toBe(2);
});

test('a salesperson sees how far they are themselves, and plans nothing', async () => {
  const page = await open(rui, `${server.url}/deals`);
  await page.getByRole('link', { name: 'Goals' }).click();
  await seen(page.getByRole('rowheader', { name: 'Rui Costa', exact: true }));
  expect(await page.getByRole('rowheader', { name: 'Eva Lima', exact: true }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Set goals' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Earlier' }).click();
  await seen(
    page.getByText(quarter === 1 ? `Q4 ${year - 1}` : `Q${quarter - 1} ${year}`, { exact: true }),
  );
});
