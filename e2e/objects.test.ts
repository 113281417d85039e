import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { choose } from './list.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm } = aFirm();

const navigation = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Main navigation' });
const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const card = (within: Page | Locator, title: string): Locator =>
  within.getByRole('button', { name: title, exact: true });
const properties = { plural: 'properties' };

test('an object of one’s own is made, given fields and a board, and worked with like ours', async () => {
  const page = await open(firm, `${firm.url}/settings/objects`);
  const elsewhere = await open(firm, `${firm.url}/people`);
  await page.getByRole('button', { name: 'New object' }).click();
  const form = page.getByRole('dialog', { name: 'New object' });
  await form.getByRole('textbox', { name: 'Name of one' }).fill('Lead');
  await soon(() => form.getByRole('textbox', { name: 'Name in the API' }).inputValue()).toBe(
    'lead2',
  );
  await form.getByRole('textbox', { name: 'Name of one' }).fill('Property');
  await form.getByRole('textbox', { name: 'Name of several' }).fill('Properties');
  await soon(() => form.getByRole('textbox', { name: 'Address' }).inputValue()).toBe('properties');
  await form.getByRole('textbox', { name: 'Address' }).fill('deals');
  await seen(form.getByText(/already/i));
  await form.getByRole('textbox', { name: 'Address' }).fill('properties');
  await form.getByRole('button', { name: 'building estate' }).click();
  await form.getByRole('button', { name: 'New object' }).click();

  // On to its fields.
  await seen(page.getByRole('combobox', { name: 'Fields of' }));
  await soon(() => page.getByRole('combobox', { name: 'Fields of' }).inputValue()).toBe(
    'Properties',
  );
  // Everybody who has the app open finds it, without loading anything anew.
  await seen(navigation(elsewhere).getByRole('link', { name: 'Properties' }));
  for (const [name, kind] of [
    ['Phase', 'Choice'],
    ['Price', 'Amount'],
  ] as const) {
    await page.getByRole('button', { name: 'Add a field' }).click();
    const field = page.getByRole('dialog', { name: 'Add a field' });
    await field.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await choose(field, 'Kind', kind);
    if (kind === 'Choice')
      for (const [at, option] of ['Free', 'Offered', 'Sold'].entries()) {
        await field.getByRole('button', { name: 'Add a choice' }).click();
        await field.getByRole('textbox', { name: `Choice ${at + 1}`, exact: true }).fill(option);
      }
    await field.getByRole('button', { name: 'Add a field' }).click();
    await gone(field);
  }

  await page.goto(`${firm.url}/settings/objects`);
  await page.getByRole('button', { name: 'Properties', exact: true }).click();
  const shape = page.getByRole('dialog', { name: 'Properties' });
  await choose(shape, 'Columns of the board', 'Phase');
  await choose(shape, 'Total above the columns', 'Price');
  await shape.getByRole('button', { name: 'Save' }).click();
  await gone(shape);
  for (let i = 0; i < 3; i++)
    await page.getByRole('button', { name: 'Move Properties up' }).click();

  await navigation(page).getByRole('link', { name: 'Properties' }).click();
  await page.getByRole('button', { name: 'New Property' }).first().click();
  const maker = page.getByRole('dialog', { name: 'New Property' });
  await maker.getByRole('textbox', { name: 'Name' }).fill('Mill House');
  await maker.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(maker);
  await soon(async () =>
    (await firm.client.list(properties, {})).data.map((one) => one.title),
  ).toEqual(['Mill House']);
  const [house] = (await firm.client.list(properties, {})).data;

  await page.goto(`${firm.url}/properties/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'properties.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name,Phase,Price\nQuay Flat,Sold,250000\n'),
  });
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: /^Import . row/ }).click();
  await soon(async () => (await firm.client.list(properties, {})).data.length).toBe(2);

  await page.goto(`${firm.url}/properties?layout=board`);
  await seen(card(column(page, 'Sold'), 'Quay Flat'));
  await page.goto(`${firm.url}/properties/${house?.id}`);
  await page.getByRole('button', { name: 'Show', exact: false }).first().click();
  await page.getByRole('button', { name: 'Edit Phase' }).click();
  await page.getByRole('option', { name: 'Offered' }).click();
  await soon(async () => (await firm.client.read(properties, house?.id ?? ''))['phase']).toBe(
    'Offered',
  );

  // It goes with its records, and comes back with them.
  await page.goto(`${firm.url}/settings/objects`);
  await page.getByRole('button', { name: 'Properties', exact: true }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Remove Properties?' });
  await seen(question.getByText('2 records go along'));
  await question.getByRole('button', { name: 'Remove' }).click();
  await gone(navigation(elsewhere).getByRole('link', { name: 'Properties' }));
  await page.getByRole('button', { name: 'Restore Properties' }).click();
  await seen(navigation(elsewhere).getByRole('link', { name: 'Properties' }));
  expect((await firm.client.list(properties, {})).data.length).toBe(2);
});

test('deals are called as the firm calls them, everywhere, and put away where nobody needs them', async () => {
  await makeDeal(firm, { name: 'Solar roof', stage: [...(await stagesOf(firm)).values()][0] });
  await firm.client.changeMe({ language: 'pt-BR' });
  const page = await open(firm, `${firm.url}/settings/objects`);
  await page.getByRole('button', { name: 'Negócios', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Negócios' });
  await form.getByRole('textbox', { name: 'Nome no singular' }).fill('Negociação');
  await form.getByRole('textbox', { name: 'Nome no plural' }).fill('Negociações');
  await form.getByRole('textbox', { name: 'Botão para criar' }).fill('Nova negociação');
  await form.getByRole('button', { name: 'Salvar' }).click();
  await gone(form);

  const places = page.getByRole('navigation').first();
  await places.getByRole('link', { name: 'Negociações' }).click();
  await soon(() => page.title()).toMatch(/Negociações/);
  await seen(page.getByRole('button', { name: 'Nova negociação' }).first());
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill('solar');
  await seen(page.getByRole('dialog').getByText('Negociação', { exact: true }).first());
  await page.keyboard.press('Escape');
  for (const [address, text] of [
    ['/deals/import', /Negociações/],
    ['/settings/roles', 'Negociações'],
    ['/settings/fields?open=deal', 'Negociações'],
    ['/settings/pipelines', 'Etapas'],
    ['/settings/qualification', 'qualificado'],
    ['/deals?layout=table', 'Negociação'],
    ['/recycle-bin', 'Negociações'],
    ['/settings/forms/new', 'O que acontece depois'],
    ['/welcome', 'Negociações 300'],
  ] as const) {
    await page.goto(`${firm.url}${address}`);
    const words = () =>
      page.evaluate<string>(
        `[document.body.innerText, ...[...document.querySelectorAll('input')].map((one) => one.value)].join(' ')`,
      );
    await soon(words, address).toMatch(text);
    expect([address, /Negócios?\b/.exec(await words())?.[0]]).toEqual([address, undefined]);
  }

  await page.goto(`${firm.url}/settings/forms/new`);
  await page.getByLabel('O que ele cria').first().click();
  await seen(page.getByRole('option', { name: 'Negociação', exact: true }));
  await page.keyboard.press('Escape');

  await page.goto(`${firm.url}/settings/objects`);
  await page.getByRole('button', { name: 'Negociações', exact: true }).click();
  const again = page.getByRole('dialog', { name: 'Negociações' });
  await again.getByRole('switch', { name: 'Em uso' }).click({ force: true });
  await again.getByRole('button', { name: 'Salvar' }).click();
  await gone(again);
  await gone(places.getByRole('link', { name: 'Negociações' }));
  await page.goto(`${firm.url}/deals`);
  await soon(() => page.getByText('Solar roof').count()).toBe(0);
  await firm.client.changeObject('deal', { off: false });
  await seen(places.getByRole('link', { name: 'Negociações' }));
  await firm.client.changeMe({ language: 'en' });
  await seen(
    places
      .getByRole('link', { name: 'Deals' })
      .or(places.getByRole('link', { name: 'Negociações' })),
  );
});

test('one arranges pages for everybody, and for oneself', async () => {
  const stage = [...(await stagesOf(firm)).values()][0];
  const { id } = await makeDeal(firm, { name: 'Wind farm', stage, source: 'call' });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  const headings = () => page.getByRole('heading', { level: 2 }).allTextContents();
  const arrange = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Arrange this page' }).click();
    const dialog = page.getByRole('dialog', { name: /^Page layout/ });
    await seen(dialog);
    return dialog;
  };

  // For everybody: without the source, and with a section of the firm's own.
  const common = await arrange();
  await common.getByRole('button', { name: 'Hide Source', exact: true }).click();
  await common.getByRole('button', { name: 'Add a section' }).click();
  const fresh = common.getByRole('region', { name: 'New section' });
  await fresh.getByRole('textbox', { name: 'Name of the section' }).fill('Way to the customer');
  const made = common.getByRole('region', { name: 'Way to the customer' });
  // With the keyboard alone; the focus stays with what is moved.
  await made.getByRole('button', { name: 'Move Way to the customer up' }).focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press('Enter');
  const next = common.getByRole('region').nth(1);
  const first = next.getByRole('listitem').first();
  const field = (await first.getAttribute('data-field')) ?? '';
  await first.getByRole('button', { name: / up$/ }).focus();
  await page.keyboard.press('Enter');
  await seen(made.locator(`[data-field=${field}]`));
  await common.getByRole('button', { name: 'Save' }).click();
  await gone(common);
  await soon(async () => (await headings())[0]).toBe('Way to the customer');
  await soon(() => page.locator('[data-field=source]').count()).toBe(0);

  // For oneself, on top of it.
  const own = await arrange();
  await own.getByText('Only for me').click();
  await own.getByRole('button', { name: 'Show Source', exact: true }).click();
  await own.getByRole('textbox', { name: 'Name of the section' }).first().fill('Mine');
  await own.getByRole('button', { name: 'Save' }).click();
  await gone(own);
  await soon(async () => (await headings())[0]).toBe('Mine');
  await seen(page.locator('[data-field=source]'));

  // What is for everybody stayed as it was.
  expect(
    (await firm.client.objects()).find((one) => one.name === 'deal')?.layouts['*'],
  ).toMatchObject({ hidden: ['source'] });
  const back = await arrange();
  await back.getByText('Only for me').click();
  await back.getByRole('button', { name: 'As for everybody' }).click();
  await gone(back);
  await soon(async () => (await headings())[0]).toBe('Way to the customer');
});

test('where a firm wants no activities on the pages of its deals, there are none to be planned', async () => {
  const { id } = await makeDeal(firm, { name: 'Quay' });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  const planning = page.getByRole('tab', { name: 'Activity', exact: true });
  await seen(planning);
  const settings = await open(firm, `${firm.url}/settings/objects`);
  await settings.getByRole('button', { name: 'Deals', exact: true }).click();
  const form = settings.getByRole('dialog', { name: 'Deals' });
  await form.getByRole('switch', { name: 'Show activities on its pages' }).uncheck({ force: true });
  await form.getByRole('button', { name: 'Save' }).click();
  await gone(form);
  await gone(planning);
  await seen(page.getByRole('tab', { name: 'Note', exact: true }));
  expect(await page.getByRole('button', { name: 'Plan an activity' }).count()).toBe(0);
  await settings.getByRole('button', { name: 'Undo' }).click();
  await seen(planning);
});

test('what is done with a deal, and a field that goes back to its name, say what the firm calls leads and deals', async () => {
  const { id } = await makeDeal(firm, { name: 'Sea wall' });
  await firm.client.changeObject('lead', { label: { en: { one: 'Enquiry', many: 'Enquiries' } } });
  await firm.client.changeObject('deal', { label: { en: { one: 'Sale', many: 'Sales' } } });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await seen(page.getByRole('menuitem', { name: 'Back to Enquiry', exact: true }));
  expect(await page.getByRole('menuitem', { name: /lead/i }).count()).toBe(0);

  await page.goto(`${firm.url}/settings/fields?open=lead`);
  await page.getByRole('button', { name: 'Sale', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Sale', exact: true });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('What came of it');
  await form.getByRole('button', { name: 'Return to “Sale”' }).click();
  await soon(() => form.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('');
});
