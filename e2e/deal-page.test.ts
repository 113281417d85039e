import { activity, deal, note, pipeline, stage } from '@relata/model';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import { makeDeal } from './make.ts';

const { open, firm } = aFirm();

const euros = (amount: string) => ({ amount, currency: 'EUR' });

test('a deal by the day is entered with its price and its days, and says by itself what it is worth', async () => {
  const page = await open(firm, `${firm.url}/deals`);
  await seen(page.getByText('Negotiations started').first());
  await page.keyboard.press('c');
  const form = page.getByRole('dialog', { name: 'New deal' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Advice');
  await form.getByRole('button', { name: 'More fields' }).click();
  await form.getByLabel('Budget', { exact: true }).click();
  await page.getByRole('option', { name: 'Per day' }).click();
  await form.getByRole('textbox', { name: 'Price per period' }).fill('800');
  await form.getByRole('textbox', { name: 'Number of periods' }).fill('12');
  await gone(form.getByRole('textbox', { name: 'Value', exact: true }));
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(form);
  const made = async () => (await firm.client.list(deal, { q: 'Advice' })).data[0];
  await soon(async () => (await made())?.value).toEqual(euros('9600.00'));

  await page.goto(`${firm.url}/deals/${(await made())?.id}`);
  const value = page.locator('[data-field=value]');
  await seen(value.getByText('€9,600.00'));
  expect(await value.getByRole('button', { name: 'Edit Value' }).count()).toBe(0);
  await value.getByRole('button', { name: 'Counted' }).focus();
  await seen(page.getByText('Counted from: Price per period and Number of periods'));
  await page.getByRole('button', { name: 'Edit Number of periods' }).click();
  await page.getByRole('textbox', { name: 'Number of periods' }).fill('10');
  await page.keyboard.press('Enter');
  await seen(value.getByText('€8,000.00'));
});

test('somebody who may only look follows a deal with a key, and stops with a click', async () => {
  const { id } = await makeDeal(firm, { name: 'Harbour roof' });
  const rita = await hire(firm, 'Rita Reader', 'viewer');
  const followers = async () => (await firm.client.read({ plural: 'deals' }, id))['followers'];
  const page = await open(rita, `${firm.url}/deals/${id}`);
  const follow = page.getByRole('button', { name: 'Follow', exact: false });
  await seen(follow);
  await page.keyboard.press('f');
  await soon(() => follow.getAttribute('aria-pressed')).toBe('true');
  await soon(followers).toEqual([rita.id]);
  await follow.click();
  await soon(followers).toBeNull();
  await soon(() => follow.getAttribute('aria-pressed')).toBe('false');
  expect(await page.getByRole('menuitem', { name: 'Follow' }).count()).toBe(0);
});

test('a deal that was won goes on as a copy in the pipeline of delivery, and each leads to the other', async () => {
  const { id } = await makeDeal(firm, { name: 'Jetty', value: euros('900.00') });
  const { data: way } = await firm.client.create(pipeline, { name: 'Delivery' });
  for (const [name, means] of [
    ['To plan', 'open'],
    ['Delivered', 'won'],
    ['Given up', 'lost'],
  ] as const)
    await firm.client.create(stage, { name, means, pipeline: way.id });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy to a pipeline' }).click();
  const form = page.getByRole('dialog');
  await page.getByRole('option', { name: 'Delivery' }).click();
  await form.getByRole('button', { name: 'Copy to a pipeline' }).click();
  await gone(form);
  await soon(() => new URL(page.url()).pathname).not.toBe(`/deals/${id}`);
  await seen(page.getByText('To plan').first());
  const copy = await firm.client.read(deal, new URL(page.url()).pathname.split('/').at(-1) ?? '');
  expect(copy).toMatchObject({ name: 'Jetty', copyOf: id, pipeline: way.id });
  await page.goBack();
  await seen(page.getByRole('tab', { name: /Copies/ }));
});

test('an activity that is pinned stands on top and in its place, with what somebody has to say of it', async () => {
  const { id } = await makeDeal(firm, { name: 'Lighthouse' });
  const about = [{ object: 'deal', id }];
  await firm.client.create(activity, { subject: 'First call', done: true, about });
  await firm.client.create(note, { body: 'They are in no hurry', about });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  const more = page.getByRole('button', { name: 'More for First call' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Pin to the top' }).click();
  await seen(page.getByRole('heading', { name: 'Pinned' }));
  await soon(() => page.getByRole('link', { name: 'First call' }).count()).toBe(2);
  await gone(page.getByRole('menu'));
  await more.first().click();
  await page.getByRole('menuitem', { name: 'Add a note to it' }).click();
  await page.getByRole('textbox', { name: 'Note on it' }).fill('Ask for Mr Rossi');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await soon(() => page.getByText('Ask for Mr Rossi').count()).toBe(2);
  const pinned = { filter: { pinned: { eq: true } } };
  const saved = async () => (await firm.client.list(activity, pinned)).data[0]?.description;
  await soon(saved).toBe('Ask for Mr Rossi');
  expect(await more.count()).toBe(2);
});

test('from its row in a list a deal is won, planned for, copied and deleted, with the mouse and with keys', async () => {
  const { id } = await makeDeal(firm, { name: 'Breakwater' });
  const page = await open(firm, `${firm.url}/deals?layout=table&q=Breakwater`);
  const row = page.getByRole('row', { name: /Breakwater/ });
  const item = (name: string) => page.getByRole('menuitem', { name });
  await row.getByRole('gridcell').nth(2).click({ button: 'right' });
  await item('Mark as lost').click();
  const asking = page.getByRole('dialog', { name: /Mark as lost/ });
  await seen(asking);
  await asking.getByRole('button', { name: 'Cancel' }).click();
  await gone(asking);
  await row.getByRole('gridcell').nth(2).click({ button: 'right' });
  await item('Mark as won').click();
  await soon(async () => (await firm.client.read(deal, id)).status).toBe('won');
  await row.hover();
  await row.getByRole('button', { name: 'More for Breakwater' }).click();
  await item('Plan').click();
  const form = page.getByRole('dialog', { name: 'New activity' });
  await form.getByRole('textbox', { name: 'Subject' }).fill('Say thank you');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(form);
  const planned = { filter: { about: { has: id } } };
  await soon(async () => (await firm.client.list(activity, planned)).data[0]?.subject).toBe(
    'Say thank you',
  );
  await page.getByRole('grid').focus();
  await page.keyboard.press('m');
  await seen(item('Make a copy'));
  await item('Delete').click();
  await gone(row);
  await soon(async () => (await firm.client.list(deal, { q: 'Breakwater' })).data).toEqual([]);
  expect(await page.getByRole('menu').count()).toBe(0);
});

test('a change takes a remark and a pin, and what waits for a date says for which (§4.3)', async () => {
  const { id } = await makeDeal(firm, { name: 'Tarpaulins', expectedClose: '2027-03-20' });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  const more = page.getByRole('button', { name: 'More for this change' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Add a note to it' }).click();
  await page.getByRole('textbox', { name: 'Note on it' }).fill('Met at the fair');
  await page.keyboard.press('Control+Enter');
  await seen(page.getByText('Met at the fair'));
  await more.click();
  await page.getByRole('menuitem', { name: 'Pin to the top' }).click();
  await seen(page.getByRole('heading', { name: 'Pinned' }));
  await soon(() => page.getByText('Met at the fair').count()).toBe(2);

  await page.getByRole('tab', { name: 'Activity', exact: true }).click();
  await page.getByRole('textbox', { name: 'Subject' }).fill('Ask again');
  const time = page.getByRole('textbox', { name: 'Due: Time' });
  const days = page.getByRole('textbox', { name: 'Days' });
  const isFocused = (one: Locator) => one.evaluate((it) => it === it.ownerDocument.activeElement);
  await time.fill('16:45');
  await time.press('Tab');
  await page.getByRole('button', { name: 'Count back from a date…' }).click();
  await soon(() => isFocused(days)).toBe(true);
  await page.getByRole('button', { name: 'On a fixed day' }).click();
  await soon(() => isFocused(page.getByRole('textbox', { name: 'Due', exact: true }))).toBe(true);
  expect(await time.inputValue()).toBe('16:45');
  await page.getByRole('button', { name: 'Count back from a date…' }).click();
  await days.fill('5');
  await page.getByRole('button', { name: 'Plan an activity' }).last().click();
  await seen(page.getByText('5 days before: Expected close').first());
  const waiting = async () =>
    (await firm.client.list(activity, { filter: { dateField: { eq: 'expectedClose' } } })).data;
  await soon(async () => (await waiting()).length).toBe(1);
  expect(await waiting()).toMatchObject([{ due: '2027-03-15T23:59:00.000Z', daysBefore: 5 }]);
});
