import { company, person } from '@relata/model';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import {
  cell,
  choose,
  grid,
  headingsOf,
  openPanel,
  rows,
  type VisibleRow,
  visibleRows,
} from './list.ts';
import { makeCompanies, makePeople, personNumber } from './make.ts';

const { open, firm } = aFirm();
const everybody = 10_050;

beforeAll(async () => {
  await makePeople(firm, everybody, await makeCompanies(firm));
});

/** How many of the made people fulfil this. */
const howMany = (is: (n: number, known: ReturnType<typeof personNumber>) => boolean): number =>
  Array.from({ length: everybody }, (_, n) => n).filter((n) => is(n, personNumber(n))).length;

const records = (count: number) => `${count.toLocaleString('en')} records`;

/** The line below the rows says so many. */
const counted = (page: Page, count: number) =>
  seen(grid(page).getByText(records(count), { exact: true }));

const turin = '{"company.city":{"eq":"Turin"}}';

test('a filter of several conditions, also on the company, counts exactly who fulfils it', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title&columns=title,jobTitle,company`);
  await seen(rows(page).first());
  const filter = await openPanel(page, 'Filter');
  await choose(filter, 'Field', 'Job title');
  await filter.getByRole('textbox', { name: 'Value for Job title' }).fill('PURCHAS');
  await counted(
    page,
    howMany((_, { jobTitle }) => jobTitle === 'Head of purchasing'),
  );

  await filter.getByRole('button', { name: 'Add condition' }).click();
  await choose(filter, 'Field', 'Company › City');
  await choose(filter, 'Condition', 'is');
  await filter.getByRole('textbox', { name: 'Value for City' }).fill('Turin');
  await counted(
    page,
    howMany((_, { jobTitle, city }) => jobTitle === 'Head of purchasing' && city === 'Turin'),
  );

  await choose(filter, 'Match', 'any condition');
  await counted(
    page,
    howMany((_, { jobTitle, city }) => jobTitle === 'Head of purchasing' || city === 'Turin'),
  );

  await choose(filter, 'Match', 'none of the conditions');
  await counted(
    page,
    howMany((_, { jobTitle, city }) => jobTitle !== 'Head of purchasing' && city !== 'Turin'),
  );
  expect(JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '')).toEqual({
    not: { or: [{ jobTitle: { contains: 'PURCHAS' } }, { 'company.city': { eq: 'Turin' } }] },
  });
});

test('numbers, ranges of dates, emptiness and lists are asked for in the way of their fields', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title&columns=title,company`);
  await seen(rows(page).first());
  const filter = await openPanel(page, 'Filter');
  await choose(filter, 'Field', 'Company › Employees');
  await choose(filter, 'Condition', 'at least');
  await filter.getByRole('textbox', { name: 'Employees' }).fill('400');
  await page.keyboard.press('Enter');
  const atLeast400 = (n: number) => (n % 50) + 1 >= 40;
  await counted(page, howMany(atLeast400));

  await filter.getByRole('button', { name: 'Add condition' }).click();
  await choose(filter, 'Field', 'Created on');
  await choose(filter, 'Condition', 'is in');
  await choose(filter, 'Value for Created on', 'Today');
  await counted(page, howMany(atLeast400));

  await filter.getByRole('button', { name: 'Add condition' }).click();
  await choose(filter, 'Field', 'Job title');
  await choose(filter, 'Condition', 'is any of');
  await filter.getByRole('combobox', { name: 'Value for Job title' }).click();
  await page.keyboard.type('Buyer,Engineer,');
  await counted(
    page,
    howMany((n) => atLeast400(n) && n % 2 === 0),
  );

  await filter.getByRole('button', { name: 'Add condition' }).click();
  await choose(filter, 'Field', 'Phone');
  await choose(filter, 'Condition', 'is not empty');
  await seen(page.getByText('Nothing matches'));

  // Each condition is a chip, and goes by itself.
  await page.keyboard.press('Escape');
  const chips = page.getByRole('group', { name: 'Active filters' });
  await chips.getByRole('button', { name: 'Remove condition' }).last().click();
  await counted(
    page,
    howMany((n) => atLeast400(n) && n % 2 === 0),
  );
  expect(await chips.innerText()).toMatch(/Company › Employees\s+at least\s+400/);
});

test('a click sorts by a column, Shift-click by a second one', async () => {
  const page = await open(firm, `${firm.url}/people?columns=title,jobTitle`);
  await seen(rows(page).first());
  await grid(page).getByRole('button', { name: 'Job title', exact: true }).click();
  const byName = grid(page).getByRole('button', { name: /^Name/ });
  await byName.click({ modifiers: ['Shift'] });
  await byName.click({ modifiers: ['Shift'] });
  await soon(() => rows(page).first().innerText()).toMatch(/Inês N10049\s+Buyer/);
  expect(new URL(page.url()).searchParams.get('sort')).toBe('jobTitle,-title');
  const heads = grid(page).getByRole('columnheader');
  await soon(() => heads.nth(1).getAttribute('aria-sort')).toBe('descending');
  expect(await heads.nth(2).getAttribute('aria-sort')).toBe('ascending');
});

test('columns are chosen, moved, widened and pinned; the address opens the same table elsewhere', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title`);
  await seen(rows(page).first());
  const chooser = await openPanel(page, 'Columns');
  await chooser.getByRole('textbox', { name: 'Find a field' }).fill('depart');
  await chooser.getByRole('checkbox', { name: 'Department' }).check();
  await chooser.getByRole('textbox', { name: 'Find a field' }).fill('');
  await chooser.getByRole('checkbox', { name: 'Phone' }).uncheck();
  await chooser.getByRole('checkbox', { name: 'Next activity' }).uncheck();
  await chooser.getByRole('button', { name: 'Move Job title up' }).click();
  await page.keyboard.press('Escape');
  await gone(chooser);
  await soon(() => headingsOf(page)).toEqual([
    'Name',
    'Job title',
    'Company',
    'E-mail',
    'Owner',
    'Tags',
    'Department',
  ]);

  await grid(page).getByRole('button', { name: 'Column Department' }).click();
  await page.getByRole('menuitem', { name: 'Pin to the left' }).click();
  const pinned = ['Name', 'Department', 'Job title', 'Company', 'E-mail', 'Owner', 'Tags'];
  await soon(() => headingsOf(page)).toEqual(pinned);
  const handle = grid(page).getByRole('separator', { name: 'Width of Department' });
  await handle.press('ArrowRight');
  await soon(() => handle.getAttribute('aria-valuenow')).toBe('176');

  const elsewhere = await open(firm, page.url());
  await soon(() => headingsOf(elsewhere)).toEqual(pinned);
  const same = grid(elsewhere).getByRole('separator', { name: 'Width of Department' });
  expect(await same.getAttribute('aria-valuenow')).toBe('176');
  // A pinned column stays while the others scroll.
  const head = grid(elsewhere).getByRole('columnheader', { name: /Department/ });
  const before = await head.boundingBox();
  await grid(elsewhere).hover();
  await elsewhere.mouse.wheel(400, 0);
  await soon(() => grid(elsewhere).evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  expect((await head.boundingBox())?.x).toBe(before?.x);
});

test('a view is saved under a name and keeps filter, order and columns', async () => {
  const page = await open(
    firm,
    `${firm.url}/people?sort=-title&columns=title,company&filter=${encodeURIComponent(turin)}`,
  );
  await counted(
    page,
    howMany((_, { city }) => city === 'Turin'),
  );
  await page.getByRole('button', { name: 'Save as new view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as new view' });
  const name = `Turin, backwards ${Date.now()}`;
  await dialog.getByRole('textbox', { name: 'Name of the view' }).fill(name);
  await page.keyboard.press('Enter');
  await gone(dialog);
  const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
  await soon(() => tab.getAttribute('aria-current')).toBe('page');
  const address = new URL(page.url());
  expect([...address.searchParams.keys()]).toEqual(['view']);

  await page.getByRole('link', { name: 'All people' }).click();
  await seen(grid(page).getByText('More than 10,000'));
  const elsewhere = await open(firm, address.href);
  await counted(
    elsewhere,
    howMany((_, { city }) => city === 'Turin'),
  );
  await soon(() => headingsOf(elsewhere)).toEqual(['Name', 'Company']);
  await soon(() => rows(elsewhere).first().innerText()).toContain('Giulia N10047');
});

test('all that match are tagged, changed and given away at once, and Undo takes each back', async () => {
  const page = await open(
    firm,
    `${firm.url}/people?sort=title&columns=title,jobTitle,owner,tags&filter=${encodeURIComponent(turin)}`,
  );
  const inTurin = howMany((_, { city }) => city === 'Turin');
  await counted(page, inTurin);
  await grid(page).getByRole('checkbox', { name: 'Select this page' }).check();
  await page
    .getByRole('button', { name: `Select all ${inTurin.toLocaleString('en')} that match` })
    .click();
  const bar = page.getByRole('region', { name: 'What to do with the selection' });
  await seen(bar.getByText(`${inTurin.toLocaleString('en')} selected`));
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  const matching = async (filter: object) =>
    (await firm.client.list(person, { filter: { ...filter }, limit: 1, total: 'exact' })).page
      .total;

  await bar.getByRole('button', { name: 'Add tags' }).click();
  const tags = page.getByRole('dialog', { name: 'Add tags' });
  await tags.getByRole('combobox', { name: 'Add tags' }).pressSequentially('spring fair,');
  await tags.getByRole('button', { name: 'Add tags' }).click();
  await page.getByRole('button', { name: 'Only the chosen ones' }).click();
  await seen(page.getByText(`${records(inTurin)} tagged spring fair`));
  await seen((await cell(page, 'Bruno N00002', 'Tags')).getByText('spring fair'));
  expect(await matching({ tags: { has: 'spring fair' } })).toBe(inTurin);
  await undo.click();
  await soon(() => matching({ tags: { has: 'spring fair' } })).toBe(0);
  await gone((await cell(page, 'Bruno N00002', 'Tags')).getByText('spring fair'));

  await bar.getByRole('button', { name: 'Edit field' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit field' });
  await choose(edit, 'Field', 'Job title');
  await edit.getByRole('textbox', { name: 'Job title' }).fill('Field agent');
  await edit.getByRole('button', { name: `Change ${inTurin.toLocaleString('en')}` }).click();
  await seen(page.getByText(`Job title changed in ${records(inTurin)}`));
  expect(await matching({ jobTitle: { eq: 'Field agent' } })).toBe(inTurin);
  await undo.click();
  await soon(() => matching({ jobTitle: { eq: 'Field agent' } })).toBe(0);

  await bar.getByRole('button', { name: 'Owner' }).click();
  const owner = page.getByRole('dialog', { name: 'Owner' });
  await owner.getByRole('switch', { name: 'Empty the field' }).check();
  await owner.getByRole('button', { name: `Change ${inTurin.toLocaleString('en')}` }).click();
  await seen(page.getByText(`Owner changed in ${records(inTurin)}`));
  expect(await matching({ owner: { empty: true } })).toBe(inTurin);
  await undo.click();
  await soon(() => matching({ owner: { empty: true } })).toBe(0);
});

test('more than ten thousand are changed in the background, and the bell says when it is done', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title&columns=title,department`);
  await seen(rows(page).first());
  await grid(page).getByRole('checkbox', { name: 'Select this page' }).check();
  await page.getByRole('button', { name: /^Select all 10,000\+ that match/ }).click();
  const bar = page.getByRole('region', { name: 'What to do with the selection' });
  await bar.getByRole('button', { name: 'Edit field' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit field' });
  await choose(edit, 'Field', 'Department');
  await edit.getByRole('textbox', { name: 'Department' }).fill('Everywhere');
  await edit.getByRole('button', { name: /^Change/ }).click();
  await seen((await cell(page, 'Ana N00001', 'Department')).getByText('Everywhere'));
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await seen(page.getByText(records(everybody)));
  const filter = { department: { eq: 'Everywhere' } };
  const { page: answer } = await firm.client.list(person, { filter, limit: 1, total: 'exact' });
  expect(answer.total).toBe(everybody);
});

test('totals add up what is listed, and follow the filter', async () => {
  const page = await open(firm, `${firm.url}/companies?columns=title,employees,annualRevenue`);
  await counted(page, 50);
  const totals = grid(page).getByRole('row').last();
  const sum = (from: number, to: number, of: (n: number) => number) => {
    let total = 0;
    for (let n = from; n <= to; n++) total += of(n);
    return total;
  };
  await seen(totals.getByText(sum(1, 50, (n) => n * 10).toLocaleString('en')));
  await seen(totals.getByText(`€${sum(1, 50, (n) => n * 1000 + 0.5).toLocaleString('en')}`));
  await page.getByRole('searchbox').fill('Company 0');
  await counted(page, 9);
  await seen(totals.getByText(sum(1, 9, (n) => n * 10).toLocaleString('en'), { exact: true }));
  const all = await firm.client.aggregate(company, { measures: ['sum(employees)'] });
  expect(all[0]?.['sum(employees)']).toBe('12750');
});

test('ten thousand rows scroll to the last one without a gap', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title&columns=title,company`);
  await seen(rows(page).first());
  await grid(page).hover();
  const names = new Map<number, string>();
  const look = async () => {
    let shown: VisibleRow[] = [];
    await soon(async () => {
      shown = await visibleRows(page);
      return shown.length > 10 && shown.every((row) => /N\d{5}\s+Company \d\d/.test(row.text));
    }, 'every row that can be seen has its record').toBe(true);
    for (const [i, row] of shown.entries()) {
      const before = shown[i - 1];
      if (!before) continue;
      expect(row.index).toBe(before.index + 1);
      expect(Math.abs(row.top - before.bottom)).toBeLessThan(1);
    }
    for (const row of shown) names.set(row.index, /\S+ N\d{5}/.exec(row.text)?.[0] ?? '');
  };
  await look();
  for (let step = 0; step < 12; step++) {
    await page.mouse.wheel(0, step < 6 ? 700 : 9000);
    await look();
  }
  const inOrder = [...names].toSorted(([a], [b]) => a - b).map(([, name]) => name);
  expect(inOrder).toEqual(inOrder.toSorted());

  // Back up, through what has been seen: nothing needs to be fetched again.
  await page.mouse.wheel(0, -700);
  await look();

  // How many there are beyond ten thousand is known at the end only, which then lies a little further.
  await soon(async () => {
    await grid(page).evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    return grid(page).getByText('Jakub N10050').isVisible();
  }).toBe(true);
  const last = (await visibleRows(page)).at(-1);
  expect(last).toMatchObject({ index: everybody + 1 });
});
