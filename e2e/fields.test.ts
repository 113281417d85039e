import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { choose, headingsOf, openPanel } from './list.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm } = aFirm();
let stages: Map<string, string>;

beforeAll(async () => {
  stages = await stagesOf(firm);
});

/** Records with fields that only this workspace has. */
const deals = { plural: 'deals' };

const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const card = (within: Page | Locator, title: string): Locator =>
  within.getByRole('button', { name: title, exact: true });

test('a field that is added is there at once: in the filter, on the board, in a file and in the API', async () => {
  const page = await open(firm, `${firm.url}/settings/fields`);
  await seen(page.getByRole('heading', { name: 'Fields', level: 2 }));
  await page.getByRole('button', { name: 'Add a field' }).click();
  const form = page.getByRole('dialog', { name: 'Add a field' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Region of use');
  await choose(form, 'Kind', 'Choice');
  for (const [at, name] of ['North', 'South'].entries()) {
    await form.getByRole('button', { name: 'Add a choice' }).click();
    await form.getByRole('textbox', { name: `Choice ${at + 1}`, exact: true }).fill(name);
  }
  await form.getByRole('button', { name: 'Move South up' }).click();
  await form.getByRole('button', { name: 'Colour of South' }).click();
  await page.getByRole('menuitem', { name: 'Teal' }).click();
  await form.getByRole('button', { name: 'Add a field' }).click();
  await gone(form);
  await seen(page.getByRole('row', { name: /Region of use.*Own.*Choice.*No.*Everybody/ }));
  // It is in sight, and the keyboard goes on at it (decision 47).
  await soon(() => page.evaluate<string>('document.activeElement.textContent')).toBe(
    'Region of use',
  );
  const line = await page.getByRole('button', { name: 'Region of use', exact: true }).boundingBox();
  expect(line && line.y > 0 && line.y < 800).toBe(true);

  await makeDeal(firm, { name: 'Sailcloth', stage: stages.get('Qualified') });
  const made = await firm.client.ask<{ data: Record<string, unknown> }>('/deals', {
    method: 'POST',
    body: { name: 'Solar roof', regionOfUse: 'South' },
  });
  expect(made.data['regionOfUse']).toBe('South');

  const filter = encodeURIComponent('{"regionOfUse":{"in":["South"]}}');
  await page.goto(`${firm.url}/deals?layout=table&filter=${filter}`);
  await seen(page.getByRole('row', { name: /Solar roof/ }));
  expect(await page.getByRole('row', { name: /Sailcloth/ }).count()).toBe(0);
  await seen(page.getByText('Region of use').first());
  expect(await headingsOf(page)).toContain('Value');

  await page.goto(`${firm.url}/deals?layout=board&group=regionOfUse`);
  await seen(card(column(page, 'South'), 'Solar roof'));

  await page.goto(`${firm.url}/deals/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'deals.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name,Region of use\nKeel bolts,North\n'),
  });
  await seen(page.getByText('Region of use').first());
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: /^Import . row/ }).click();
  await soon(async () => {
    const { data } = await firm.client.list(deals, {
      filter: { regionOfUse: { eq: 'North' } },
    });
    return data.map((one) => one.title);
  }).toEqual(['Keel bolts']);
});

test('budget is asked for from the third stage on, politely, and nothing else', async () => {
  const page = await open(firm, `${firm.url}/settings/fields?open=deal`);
  await page.getByRole('button', { name: 'Add a field' }).click();
  const form = page.getByRole('dialog', { name: 'Add a field' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Budget');
  await choose(form, 'Kind', 'Whole number');
  await choose(form, 'Required', 'From a stage on');
  const names = [...stages.keys()];
  const [first = '', , third = ''] = names;
  await form.getByRole('combobox', { name: 'From this stage on' }).click();
  await page.getByRole('option', { name: third, exact: true }).click();
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Add a field' }).click();
  await gone(form);

  const { id } = await makeDeal(firm, { name: 'Wind farm', stage: stages.get(first) });
  await page.goto(`${firm.url}/deals/${id}`);
  const path = page.getByRole('list', { name: 'Stage' });
  await path.getByRole('button', { name: third }).click();
  const asking = page.getByRole('dialog', { name: /Wind farm.*a little more is needed/ });
  await seen(asking);
  await seen(asking.getByRole('textbox', { name: 'Budget' }));
  expect(await asking.getByRole('textbox').count()).toBe(1);
  await asking.getByRole('button', { name: 'Cancel' }).click();
  await gone(asking);
  await seen(page.getByText('Nothing was changed'));
  await soon(async () => (await firm.client.read(deals, id))['stage']).toBe(stages.get(first));

  await path.getByRole('button', { name: third }).click();
  await asking.getByRole('textbox', { name: 'Budget' }).fill('5000');
  await asking.getByRole('button', { name: 'Go on' }).click();
  await gone(asking);
  await soon(async () => (await firm.client.read(deals, id))['stage']).toBe(stages.get(third));
  expect((await firm.client.read(deals, id))['budget']).toBe(5000);

  // On the board a card goes where it was dropped once the budget is there, and back where it is not.
  const other = await makeDeal(firm, { name: 'Sea wall', stage: stages.get(first) });
  await page.goto(`${firm.url}/deals`);
  await card(column(page, first), 'Sea wall').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  const onBoard = page.getByRole('dialog', { name: /Sea wall.*a little more is needed/ });
  await onBoard.getByRole('textbox', { name: 'Budget' }).fill('70');
  await onBoard.getByRole('button', { name: 'Go on' }).click();
  await gone(onBoard);
  await seen(card(column(page, third), 'Sea wall'));
  await soon(async () => (await firm.client.read(deals, other.id))['stage']).toBe(
    stages.get(third),
  );

  // Winning asks as well.
  const last = await makeDeal(firm, { name: 'Lighthouse', stage: stages.get(first) });
  await page.goto(`${firm.url}/deals/${last.id}`);
  await page.getByRole('button', { name: 'Mark as won' }).click();
  const winning = page.getByRole('dialog', { name: /Lighthouse.*a little more is needed/ });
  await winning.getByRole('textbox', { name: 'Budget' }).fill('80');
  await winning.getByRole('button', { name: 'Go on' }).click();
  await soon(async () => (await firm.client.read(deals, last.id))['status']).toBe('won');
});

test('a field gets another kind once it is clear what becomes of its values, and has it back by a click', async () => {
  const { client } = firm;
  await client.addField({ object: 'deal', name: 'depth', kind: 'text', label: { en: 'Depth' } });
  for (const depth of ['12', 'deep'])
    await client.ask('/deals', { method: 'POST', body: { name: `Depth ${depth}`, depth } });
  const depths = async () => {
    const filter = { name: { startsWith: 'Depth' } };
    const { data } = await client.list(deals, { filter, sort: 'name' });
    return data.map((one) => one['depth']);
  };
  const page = await open(firm, `${firm.url}/settings/fields`);
  await page
    .getByRole('row', { name: /^Depth/ })
    .getByRole('button', { name: 'Depth', exact: true })
    .click();
  await choose(page.getByRole('dialog', { name: 'Depth' }), 'Kind', 'Whole number');
  const question = page.getByRole('dialog', { name: 'Depth: Whole number from now on?' });
  await seen(question.getByText('1 value is taken along.'));
  await seen(question.getByRole('row', { name: /deep.*nothing/ }));
  expect(await depths()).toEqual(['12', 'deep']);
  await question.getByRole('button', { name: 'Convert' }).click();
  await seen(page.getByRole('row', { name: /^Depth.*Whole number/ }));
  expect(await depths()).toEqual([12, null]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await seen(page.getByRole('row', { name: /^Depth.*Text/ }));
  expect(await depths()).toEqual(['12', 'deep']);
});

test('a formula is put together from fields, tried while it is written, and then a field like any other', async () => {
  const { client } = firm;
  const value = (amount: string) => ({ value: { amount, currency: 'EUR' } });
  for (const [name, amount, probability] of [
    ['Formula one', '1000', '50'],
    ['Formula two', '200', '10'],
  ] as const)
    await client.ask('/deals', { method: 'POST', body: { name, ...value(amount), probability } });
  const page = await open(firm, `${firm.url}/settings/fields`);
  await page.getByRole('button', { name: 'Add a field' }).click();
  const form = page.getByRole('dialog', { name: 'Add a field' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Weighted');
  await choose(form, 'Kind', 'Formula');
  const formula = form.getByRole('textbox', { name: 'Formula' });
  const insert = async (picker: string, words: string) => {
    await form.getByRole('combobox', { name: picker }).focus();
    // Typed before the list is there, what opening it leaves for later forgets the entry that typing chose.
    await seen(page.getByRole('option').first());
    await page.keyboard.type(words);
    await seen(page.locator('[role=option][data-combobox-selected]', { hasText: words }));
    await page.keyboard.press('Enter');
    await soon(() => formula.and(page.locator(':focus')).count()).toBe(1);
  };
  await formula.focus();
  await page.keyboard.type('name * 2');
  await seen(form.getByText('texts, numbers, dates and amounts of money are not mixed'));
  expect(await form.locator('mark').textContent()).toBe('name * 2');
  await formula.fill('');
  await insert('Insert a field', 'Value');
  await soon(() => formula.inputValue()).toBe('value');
  await page.keyboard.type(' * ');
  await soon(() => formula.inputValue()).toBe('value * ');
  await seen(form.getByText('Something is missing at the end.'));
  await insert('Insert a field', 'Probability');
  await page.keyboard.type(' / 100');
  await soon(() => formula.inputValue()).toBe('value * probability / 100');
  await seen(form.getByRole('row', { name: /Formula one.*500/ }));
  expect(await formula.inputValue()).toBe('value * probability / 100');
  // What comes of it is an amount, and that is what the field holds.
  await soon(() => form.getByRole('combobox', { name: 'Result' }).inputValue()).toBe('Amount');
  await form.getByRole('button', { name: 'Add a field' }).click();
  await gone(form);
  await seen(page.getByRole('row', { name: /Weighted.*Formula: Amount/ }));

  const filter = encodeURIComponent('{"weighted":{"gte":"100"}}');
  await page.goto(`${firm.url}/deals?layout=table&columns=name,weighted&filter=${filter}`);
  const row = page.getByRole('row', { name: /Formula one.*500/ });
  await seen(row);
  expect(await page.getByRole('row', { name: /Formula two/ }).count()).toBe(0);
  await row.getByRole('link').first().click();
  const shown = page.locator('[data-field=weighted]');
  await seen(shown.getByText('500'));
  expect(await shown.getByRole('button').count()).toBe(0);

  // Another formula goes through all records; how far that is can be watched.
  await page.goto(`${firm.url}/settings/fields`);
  await page.getByRole('button', { name: 'Weighted', exact: true }).click();
  const again = page.getByRole('dialog', { name: 'Weighted' });
  await again.getByRole('textbox', { name: 'Formula' }).fill('value * 2');
  await again.getByRole('button', { name: 'Save' }).click();
  await gone(again);
  const weighted = async () => {
    const { data } = await client.list(deals, { filter: { name: { eq: 'Formula two' } } });
    return data[0]?.['weighted'];
  };
  await soon(weighted).toEqual({ amount: '400.00', currency: 'EUR' });
  await page.getByRole('button', { name: 'Weighted', exact: true }).click();
  await again.getByRole('button', { name: 'Calculate anew for all records' }).click();
  await seen(again.getByText(/^(\d+) of \1 records$/));
});

test('a page of the settings is found from anywhere, and what was changed there goes back by a click', async () => {
  const page = await open(firm, `${firm.url}/people`);
  await seen(page.getByText('No people yet'));
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Go to, search, do' }).fill('custom read-only');
  await page.getByRole('button', { name: 'Fields' }).click();
  await seen(page.getByRole('heading', { name: 'Fields', level: 2 }));
  await page.getByRole('button', { name: 'Expected close', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Expected close' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Signature');
  await form.getByRole('button', { name: 'Save' }).click();
  await gone(form);
  await seen(page.getByRole('button', { name: 'Signature', exact: true }));
  await page.getByRole('button', { name: 'Undo' }).click();
  await seen(page.getByRole('button', { name: 'Expected close', exact: true }));

  // So does a whole field, with what is in it.
  await firm.client.addField({
    ...{ object: 'deal', name: 'harbour', kind: 'text', label: { en: 'Harbour' } },
  });
  await firm.client.ask('/deals', { method: 'POST', body: { name: 'Quay', harbour: 'Setúbal' } });
  await page.getByRole('button', { name: 'Harbour', exact: true }).click();
  const harbour = page.getByRole('dialog', { name: 'Harbour', exact: true });
  await harbour.getByRole('button', { name: 'Remove' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Harbour?' });
  await seen(question.getByText('It is filled in 1 record.'));
  await question.getByRole('button', { name: 'Remove' }).click();
  await gone(harbour);
  await gone(page.getByRole('button', { name: 'Harbour', exact: true }));
  await page.getByRole('button', { name: 'Undo' }).click();
  await seen(page.getByRole('button', { name: 'Harbour', exact: true }));
  const { data } = await firm.client.list(deals, { filter: { harbour: { eq: 'Setúbal' } } });
  expect(data.map((one) => one.title)).toEqual(['Quay']);
});

test('fields stand where the firm wants them: in the settings, on pages and among the columns', async () => {
  const page = await open(firm, `${firm.url}/settings/fields?open=company`);
  const revenueFirst = (names: (string | null)[]): boolean => {
    const [revenue, employees] = ['Annual revenue', 'Employees'].map((name) => names.indexOf(name));
    return revenue !== undefined && employees !== undefined && revenue < employees;
  };
  const listed = page.getByRole('table', { name: 'Fields' }).getByRole('button');
  const up = page.getByRole('button', { name: 'Move Annual revenue up' });
  await up.press('Enter');
  await seen(page.getByText('Order saved'));
  await soon(async () => revenueFirst(await listed.allTextContents())).toBe(true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(async () => revenueFirst(await listed.allTextContents())).toBe(false);
  await up.press('Enter');
  await soon(async () => revenueFirst(await listed.allTextContents())).toBe(true);

  const { data } = await firm.client.ask<{ data: { id: string } }>('/companies', {
    method: 'POST',
    body: {
      ...{ name: 'Harbour works', employees: 7 },
      annualRevenue: { amount: '1', currency: 'EUR' },
    },
  });
  await page.goto(`${firm.url}/companies/${data.id}`);
  const labels = page.locator('[data-field] [id^=label-]');
  await seen(labels.first());
  expect(revenueFirst(await labels.allTextContents())).toBe(true);
  await page.goto(`${firm.url}/companies?layout=table`);
  const columns = await openPanel(page, 'Columns');
  const names = columns.locator('label');
  await seen(names.first());
  expect(revenueFirst(await names.allTextContents())).toBe(true);
});

test('somebody who buys for themselves has a first and a last name, as their type says', async () => {
  const page = await open(firm, `${firm.url}/companies`);
  await page.getByRole('button', { name: 'New company' }).first().click();
  const form = page.getByRole('dialog', { name: 'New company' });
  await seen(form.getByRole('textbox', { name: 'Name', exact: true }));
  await form.getByRole('textbox', { name: 'Type', exact: true }).fill('Private');
  await page.getByRole('option', { name: 'Private person', exact: true }).click();
  await form.getByRole('textbox', { name: 'First name' }).fill('Ana');
  await form.getByRole('textbox', { name: 'Last name' }).fill('da Silva');
  expect(await form.getByRole('textbox', { name: 'Name', exact: true }).count()).toBe(0);
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(form);
  await page.getByRole('link', { name: 'Ana da Silva' }).first().click();
  await seen(page.getByRole('heading', { name: 'Ana da Silva' }));
});
