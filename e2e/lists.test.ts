import { activity, company, deal, view } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import { choose, headingsOf, openPanel, rows } from './list.ts';

const { open, firm } = aFirm();
beforeEach(() => firm.client.batch(deal, { where: {}, delete: true }));

const euros = (amount: number) => ({ amount: `${amount}.00`, currency: 'EUR' });
const make = async (name: string, more: object = {}) =>
  (await firm.client.create(deal, { name, ...more })).data.id;
const tab = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
const titles = (page: Page) => rows(page).locator('a[href^="/deals/"]').allTextContents();
const row = (page: Page, name: string): Locator => rows(page).filter({ hasText: name });

test('deals in dollars are found by the currency of their value, without the mouse, and those of companies that report in złoty by theirs (EP-FILT-07)', async () => {
  const of = (amount: string, currency: string) => ({ value: { amount, currency } });
  const polish = await firm.client.create(company, {
    ...{ name: 'Stocznia', annualRevenue: { amount: '5', currency: 'PLN' } },
  });
  await make('In dollars', of('10.00', 'USD'));
  await make('In euros', { ...of('10.00', 'EUR'), company: polish.data.id });
  const page = await open(firm, `${firm.url}/deals?layout=table&sort=title`);
  await soon(() => rows(page).count()).toBe(2);
  const panel = await openPanel(page, 'Filter');
  const field = panel.getByRole('combobox', { name: 'Field', exact: true });
  const focused = (label: string) => seen(panel.locator(`[aria-label="${label}"]:focus`));
  await field.fill('Value › Currency');
  await seen(page.getByRole('option', { name: 'Value › Currency', exact: true }));
  await page.keyboard.press('Enter');
  await focused('Value for Value › Currency');
  await page.keyboard.type('US Dollar');
  await seen(page.getByRole('option', { name: 'USD · US Dollar', exact: true }));
  await page.keyboard.press('Enter');
  await soon(() => titles(page)).toEqual(['In dollars']);
  await page.keyboard.press('Escape');
  await seen(page.getByText('Value › Currency is any of USD'));

  // Taken away, the keyboard stays where the next condition is added.
  await panel.getByRole('button', { name: 'Remove condition' }).click();
  await seen(
    panel
      .getByText('Add condition')
      .locator('xpath=ancestor::button[1]')
      .and(panel.locator(':focus')),
  );
  await soon(() => rows(page).count()).toBe(2);
  await page.keyboard.press('Enter');
  await choose(panel, 'Field', 'Company › Annual revenue › Currency');
  await choose(panel, 'Condition', 'is');
  await choose(panel, 'Value for Annual revenue › Currency', 'PLN · Polish Zloty');
  await soon(() => titles(page)).toEqual(['In euros']);
  expect(JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '')).toEqual({
    'company.annualRevenue.currency': { eq: 'PLN' },
  });
});

test('deals without a call this month are found by conditions on one activity, kept as a view, and the API gives the same (EP-FILT-07, EP-FILT-10)', async () => {
  const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString();
  const plan = (about: string, category: 'call' | 'visit', due: string) =>
    firm.client.create(activity, {
      ...{ subject: category, category, due },
      about: [{ object: 'deal', id: about }],
    });
  const called = await make('Called this month');
  await plan(called, 'call', day(0));
  const long = await make('Called long ago, visited now');
  await plan(long, 'call', day(-70));
  await plan(long, 'visit', day(0));
  await make('Nothing planned');

  const page = await open(firm, `${firm.url}/deals?layout=table&sort=title`);
  await soon(() => rows(page).count()).toBe(3);
  const panel = await openPanel(page, 'Filter');
  await panel.getByRole('button', { name: 'Add related records' }).click();
  await choose(panel, 'Related records', 'Activities');
  // The keyboard goes on in what was added.
  await seen(panel.locator('[aria-label="Related records: how many"]:focus'));
  // At once: those that have an activity at all.
  await soon(() => rows(page).count()).toBe(2);
  await choose(panel, 'Related records: how many', 'no record');
  await soon(() => rows(page).count()).toBe(1);
  await panel.getByRole('button', { name: 'Add condition' }).first().click();
  await choose(panel, 'Field', 'Type');
  await choose(panel, 'Value for Type', 'Call');
  await soon(() => rows(page).count()).toBe(1);
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Add condition' }).first().click();
  await choose(panel, 'Field', 'Due');
  await choose(panel, 'Value for Due', 'This month');
  await soon(() => titles(page)).toEqual(['Called long ago, visited now', 'Nothing planned']);
  await page.keyboard.press('Escape');
  await seen(
    page.getByText('Activities: none where (Type is any of Call and Due is in This month)'),
  );

  await page.getByRole('button', { name: 'Save as new view' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Save as new view' });
  await dialog.getByRole('textbox', { name: 'Name of the view' }).fill('To be called');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await gone(dialog);
  await soon(() => tab(page, 'To be called').getAttribute('aria-current')).toBe('page');
  await soon(() => titles(page)).toEqual(['Called long ago, visited now', 'Nothing planned']);
  const saved = new URL(page.url()).searchParams.get('view') ?? '';
  const { data } = await firm.client.ask<{ data: { title: string }[] }>(`/deals?view=${saved}`);
  expect(data.map((one) => one.title)).toEqual(['Called long ago, visited now', 'Nothing planned']);
  const csv = await fetch(`${firm.url}/api/v1/deals/export?view=${saved}&columns=title`, {
    headers: { cookie: firm.cookie },
  });
  expect((await csv.text()).replace('\ufeff', '').trim().split('\r\n')).toEqual([
    'title',
    '"Called long ago, visited now"',
    'Nothing planned',
  ]);
});

test('on a phone nothing lies over what can be added to a filter (EP-FILT-07)', async () => {
  await make('Solar roof');
  const page = await open(firm, `${firm.url}/deals?layout=table`, {
    viewport: { width: 360, height: 740 },
  });
  await soon(() => rows(page).count()).toBe(1);
  const panel = await openPanel(page, 'Filter');
  await panel.getByRole('button', { name: 'Add related records' }).click();
  await choose(panel, 'Related records', 'Activities');
  await soon(() => rows(page).count()).toBe(0);
  await panel.getByRole('button', { name: 'Add condition' }).first().click();
  await seen(page.getByRole('option', { name: 'Type', exact: true }));
  expect(JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '')).toEqual({
    activities: { some: {} },
  });
});

test('a click on a status above the list narrows it down, another one takes that away (EP-FILT-04)', async () => {
  await make('Racing sails');
  const { data } = await firm.client.create(deal, { name: 'Storm sails' });
  await firm.client.action(deal, data.id, 'win', {});
  const page = await open(firm, `${firm.url}/deals?layout=table&sort=title`);
  const statuses = page.getByRole('group', { name: 'Status' });
  const won = statuses.getByRole('button', { name: 'Won' });
  await soon(() => titles(page)).toEqual(['Racing sails', 'Storm sails']);
  await won.click();
  await soon(() => titles(page)).toEqual(['Storm sails']);
  await soon(() => won.getAttribute('aria-pressed')).toBe('true');
  await statuses.getByRole('button', { name: 'Open' }).click();
  await soon(() => titles(page)).toEqual(['Racing sails']);
  await soon(() => won.getAttribute('aria-pressed')).toBe('false');
  await statuses.getByRole('button', { name: 'Open' }).click();
  await soon(() => titles(page)).toEqual(['Racing sails', 'Storm sails']);
  expect(await statuses.getByRole('button', { pressed: true }).count()).toBe(0);
  await tab(page, 'My open deals').click();
  await page.getByRole('button', { name: 'Table' }).click();
  await soon(() =>
    statuses.getByRole('button', { name: 'Open' }).getAttribute('aria-pressed'),
  ).toBe('true');
});

test('a salesperson makes, changes and deletes views of their own in one place, and only opens those of others (EP-FILT-02)', async () => {
  const rui = await hire(firm, 'Rui Costa', 'salesperson');
  await make('Racing sails', { value: euros(9000), owner: rui.id });
  await make('Storm sails', { value: euros(100), owner: rui.id });
  const page = await open(rui, `${firm.url}/deals?layout=table`);
  await page.getByRole('button', { name: 'Import, export and more' }).click();
  await page.getByRole('menuitem', { name: 'Manage views…' }).click();
  const list = page.getByRole('list', { name: 'Views of Deals' });
  const item = (name: string) => list.getByRole('listitem').filter({ hasText: name });
  await seen(item('All deals'));
  expect(await list.getByRole('button').count()).toBe(0);

  await page.getByRole('button', { name: 'New view' }).click();
  const form = page.getByRole('dialog', { name: 'New view' });
  await form.getByRole('textbox', { name: 'Name of the view' }).fill('Big ones');
  await choose(form, 'Field', 'Value');
  await form.locator('[class*=operand] input:visible').fill('1000');
  await form.getByRole('button', { name: 'Save' }).click();
  await gone(form);
  await seen(item('Big ones').getByText('Only me'));
  await seen(item('Big ones').getByText('Value at least 1,000'));
  expect(await list.getByRole('button').count()).toBe(2);

  await page.getByRole('button', { name: 'Edit view: Big ones' }).click();
  const again = page.getByRole('dialog', { name: 'Edit view' });
  // What somebody changes of it elsewhere meanwhile stays as they changed it.
  const [big] = (await rui.client.list(view, { filter: { name: { eq: 'Big ones' } } })).data;
  const changed = { value: { gte: 2000 } };
  await rui.client.update(view, String(big?.id), { filter: changed, sharedWith: 'everyone' });
  await again.getByRole('textbox', { name: 'Name of the view' }).fill('Worth a visit');
  await again.getByRole('button', { name: 'Save' }).click();
  await gone(again);
  await seen(item('Worth a visit').getByText('Everyone'));
  await seen(item('Worth a visit').getByText('Value at least 2,000'));
  await item('Worth a visit').getByRole('link').click();
  await soon(() => titles(page)).toEqual(['Racing sails']);
  await page.goBack();
  await page.getByRole('button', { name: 'Delete view: Worth a visit' }).click();
  await gone(item('Worth a visit'));
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await seen(item('Worth a visit'));
});

test('in a list of days one is typed, another one picked from the calendar, and a condition that is taken away stays away', async () => {
  await make('Due in January', { expectedClose: '2027-01-12' });
  await make('Due in February', { expectedClose: '2027-02-15' });
  await make('Due in March', { expectedClose: '2027-03-20' });
  const page = await open(firm, `${firm.url}/deals?layout=table&sort=title`);
  await soon(() => rows(page).count()).toBe(3);
  const panel = await openPanel(page, 'Filter');
  await choose(panel, 'Field', 'Expected close');
  await choose(panel, 'Condition', 'on any of');
  const day = panel.getByRole('textbox', { name: 'Expected close' });
  await day.fill('2027-01-12');
  // Straight on to the calendar, which opens at what was typed.
  await panel.getByRole('button', { name: 'Open the calendar' }).click();
  await page.getByRole('button', { name: '15 January 2027' }).click();
  await soon(() => day.first().inputValue()).toContain('15');
  await seen(page.getByText('Nothing matches'));
  await panel.getByRole('button', { name: 'Another value' }).click();
  await day.last().fill('2027-02-15');
  await page.keyboard.press('Enter');
  await soon(() => titles(page)).toEqual(['Due in February']);

  // Typed, and taken away by the very next click.
  await panel.getByRole('button', { name: 'Another value' }).click();
  await day.last().fill('2027-03-20');
  await panel.getByRole('button', { name: 'Remove condition' }).click();
  await soon(() => rows(page).count()).toBe(3);
  expect(await day.count()).toBe(0);

  // By the records of one kind that something is about.
  const about = encodeURIComponent(JSON.stringify({ 'about:deal.name': { contains: 'Due' } }));
  await page.goto(`${firm.url}/activities?layout=table&filter=${about}`);
  await seen(page.getByText(/^Deals › /).first());
});

test('a view keeps conditions, columns, order, groups with their period, totals and layout (EP-FILT-06, EP-FILT-08)', async () => {
  await make('Racing sails', { value: euros(9000), expectedClose: '2027-01-12' });
  await make('Storm sails', { value: euros(1000), expectedClose: '2027-02-20' });
  await make('Jib', { value: euros(500), expectedClose: '2027-05-02' });
  await make('Buoy', { value: euros(1), expectedClose: '2027-05-03' });
  const asked = new URLSearchParams({
    layout: 'table',
    filter: JSON.stringify({ value: { gte: 100 } }),
    sort: '-value',
    columns: 'title:260:start,value:140,expectedClose:150',
    groups: 'expectedClose:quarter',
    totals: 'value:avg',
  });
  const page = await open(firm, `${firm.url}/deals?${asked.toString()}`);
  await seen(page.getByText('2 groups'));
  await page.getByRole('button', { name: 'Save as new view' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Save as new view' });
  await dialog.getByRole('textbox', { name: 'Name of the view' }).fill('By quarter');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await gone(dialog);

  const again = await open(firm, `${firm.url}/deals`);
  await tab(again, 'By quarter').click();
  await seen(again.getByText('2 groups'));
  expect(await headingsOf(again)).toEqual(['Deal', 'Value', 'Expected close']);
  await seen(row(again, 'Q1 2027').getByText('€5,000'));
  await seen(again.getByRole('grid').getByText('€3,500'));
  await row(again, 'Q1 2027').getByRole('button', { name: 'Unfold' }).click();
  await soon(() => titles(again)).toEqual(['Racing sails', 'Storm sails']);
});
