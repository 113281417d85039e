import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { choose } from './list.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm } = aFirm();
let stages: Map<string, string>;

beforeAll(async () => {
  stages = await stagesOf(firm);
});

const deals = { plural: 'deals' };
const companies = { plural: 'companies' };
const narrow = { viewport: { width: 360, height: 780 }, colorScheme: 'dark' as const };

interface Made {
  data: { id: string } & Record<string, unknown>;
}
const ask = (method: 'POST' | 'PATCH', path: string, body: object) =>
  firm.client.ask<Made>(path, { method, body });
const first = async (plural: string) => (await firm.client.list({ plural }, { limit: 50 })).data[0];
const field = (page: Page, name: string): Locator =>
  page.locator('[data-field]').filter({ has: page.getByText(name, { exact: true }) });

test('whatever was renamed goes back to the name that it came with, one way everywhere', async () => {
  const pipeline = await first('pipelines');
  await ask('PATCH', `/pipelines/${pipeline?.id}`, { name: 'Nowy lejek' });
  await firm.client.changeField('company.type', {
    options: [{ value: 'company', label: { en: 'Counterparty' } }],
  });
  await firm.client.changeField('deal.value', { label: { en: 'Worth', pl: 'Kwota' } });
  await firm.client.changeObject('campaign', { label: { en: { one: 'Push', many: 'Pushes' } } });

  const page = await open(firm, `${firm.url}/settings/pipelines`, narrow);
  await page.getByRole('button', { name: 'More about Nowy lejek' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const renaming = page.getByRole('dialog', { name: 'Rename' });
  await renaming.getByRole('button', { name: `Return to “${pipeline?.title}”` }).click();
  await renaming.getByRole('button', { name: 'Save' }).click();
  await gone(renaming);
  await soon(async () => (await first('pipelines'))?.title).toBe(pipeline?.title);

  await page.goto(`${firm.url}/settings/choices?open=company.type`);
  await seen(page.getByRole('textbox', { name: 'Choice 1', exact: true }));
  await page.getByRole('button', { name: 'Return to “Company”' }).click();
  await soon(() => page.getByRole('textbox', { name: 'Choice 1', exact: true }).inputValue()).toBe(
    'Company',
  );
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page.getByText('List saved'));
  await page.goto(`${firm.url}/companies`);
  await page.getByRole('button', { name: 'New company' }).first().click();
  await soon(() =>
    page.getByRole('dialog').getByRole('textbox', { name: 'Type', exact: true }).inputValue(),
  ).toBe('Company');

  await page.goto(`${firm.url}/settings/fields?open=deal`);
  await page.getByRole('button', { name: 'Worth', exact: true }).click();
  const shaping = page.getByRole('dialog', { name: 'Worth' });
  await shaping.getByRole('button', { name: 'Return to “Value”' }).click();
  await shaping.getByRole('button', { name: 'Save' }).click();
  await gone(shaping);
  await seen(page.getByRole('button', { name: 'Value', exact: true }));

  await page.goto(`${firm.url}/settings/objects`);
  await page.getByRole('button', { name: 'Pushes', exact: true }).click();
  const naming = page.getByRole('dialog', { name: 'Pushes' });
  await naming.getByRole('button', { name: 'Return to “Campaigns”' }).click();
  await naming.getByRole('button', { name: 'Save' }).click();
  await gone(naming);
  await seen(page.getByRole('button', { name: 'Campaigns', exact: true }));
  const shape = (await firm.client.fields()).find((one) => one.id === 'deal.value');
  expect(shape?.label ?? {}).toEqual({});
});

test('a new status of leads says what it means, and leads in it are so', async () => {
  const page = await open(firm, `${firm.url}/settings/choices?open=leadStatus`, narrow);
  const entries = page.getByRole('group', { name: 'Entries' }).getByRole('listitem');
  await seen(entries.getByText('In progress', { exact: true }).first());
  const before = await entries.count();
  await page.getByRole('button', { name: 'Add a choice' }).click();
  await page.getByRole('textbox', { name: `Choice ${before + 1}`, exact: true }).fill('No budget');
  await page
    .getByRole('combobox', { name: 'What “No budget” means' })
    .selectOption({ label: 'Disqualified' });
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page.getByText('List saved'));
  const statuses = (await firm.client.list({ plural: 'lead-statuses' }, { limit: 50 })).data;
  const made = statuses.find((one) => one.title === 'No budget');
  expect(made?.['means']).toBe('disqualified');
  const { data } = await ask('POST', '/leads', { lastName: 'Rossi', status: made?.id });
  expect((await firm.client.read({ plural: 'leads' }, data.id))['state']).toBe('disqualified');
});

test('formulas are made anew from the record and from a selection of them (EP-ACC-34)', async () => {
  const page = await open(firm, `${firm.url}/companies`);
  const { data: acme } = await ask('POST', '/companies', { name: 'Acme', employees: 4 });
  await page.goto(`${firm.url}/companies/${acme.id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await seen(page.getByRole('menuitem', { name: 'Copy link' }));
  expect(await page.getByRole('menuitem', { name: 'Recompute' }).count()).toBe(0);

  const label = { en: 'Seats' };
  const formula = 'employees * 2';
  await firm.client.addField({ object: 'company', name: 'seats', kind: 'number', label, formula });
  await page.goto(`${firm.url}/companies/${acme.id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Recompute' }).click();
  await seen(page.getByText('Recomputed: Acme'));
  await seen(field(page, 'Seats').getByText('8', { exact: true }));
  expect((await firm.client.read(companies, acme.id))['seats']).toBe('8');

  await page.goto(`${firm.url}/companies`);
  await page.getByRole('checkbox', { name: 'Select Acme' }).check();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Recompute' }).click();
  await seen(page.getByText(/Recomputed.*1|1.*Recomputed/).first());
});

test('a field that a status locks stays as it is on the page and on the board, and opens with it (EP-SET-08)', async () => {
  const page = await open(firm, `${firm.url}/settings/fields?open=deal`);
  const label = { en: 'Urgency' };
  const options = ['Low', 'High'].map((value) => ({ value, label: { en: value } }));
  await firm.client.addField({ object: 'deal', name: 'urgency', kind: 'select', label, options });
  await page.reload();
  await page.getByRole('button', { name: 'Urgency', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Urgency' });
  await form
    .getByRole('switch', { name: 'Cannot be changed in some states' })
    .click({ force: true });
  await form.getByRole('button', { name: 'Add condition' }).click();
  await choose(form, 'Field', 'Status');
  await choose(form, 'Condition', 'is any of');
  await form.getByRole('combobox', { name: 'Value for Status' }).click();
  await page.getByRole('option', { name: 'Won', exact: true }).click();
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Save' }).click();
  await gone(form);
  const rule = (await firm.client.fields()).find((one) => one.id === 'deal.urgency')?.readOnlyWhen;
  expect(rule).toEqual({ status: { in: ['won'] } });

  const [stage] = stages.values();
  const { id } = await makeDeal(firm, { name: 'Solar roof', stage });
  await ask('PATCH', `/deals/${id}`, { urgency: 'Low' });
  await page.goto(`${firm.url}/deals/${id}`);
  await seen(page.getByRole('button', { name: 'Edit Urgency' }));
  await page.getByRole('button', { name: 'Mark as won' }).click();
  await soon(async () => (await firm.client.read(deals, id))['status']).toBe('won');
  await seen(field(page, 'Urgency').getByRole('button', { name: 'Cannot be changed now' }));
  expect(await page.getByRole('button', { name: 'Edit Urgency' }).count()).toBe(0);
  await expect(ask('PATCH', `/deals/${id}`, { urgency: 'High' })).rejects.toMatchObject({
    errors: [{ field: 'urgency', code: 'read_only_now' }],
  });

  await page.goto(
    `${firm.url}/deals?layout=board&group=urgency&filter=${encodeURIComponent('{"status":{"in":["open","won"]}}')}`,
  );
  const column = (name: string) => page.getByRole('region', { name, exact: true });
  const card = (name: string) =>
    column(name).getByRole('button', { name: 'Solar roof', exact: true });
  await card('Low').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await seen(page.getByText('This cannot be changed while the record is in its present state.'));
  await seen(card('Low'));
  expect((await firm.client.read(deals, id))['urgency']).toBe('Low');

  await page.goto(`${firm.url}/deals/${id}`);
  await page.getByRole('button', { name: 'Reopen' }).click();
  await seen(page.getByRole('button', { name: 'Edit Urgency' }));
});

test('a company that is made along with a deal begins as the firm has said, and says so (EP-SET-30, EP-SET-38)', async () => {
  const page = await open(firm, `${firm.url}/settings/fields?open=company`);
  for (const [name, value] of [
    ['Type', 'Account'],
    ['Industry', 'Energy'],
  ] as const) {
    await page.getByRole('button', { name, exact: true }).click();
    const form = page.getByRole('dialog', { name });
    const along = form.getByRole('textbox', { name: 'For records made along with another one' });
    await along.click();
    await page.getByRole('option', { name: value, exact: true }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await gone(form);
  }
  const { data: lead } = await ask('POST', '/leads', { lastName: 'Verde', companyName: 'Sole' });
  await ask('POST', `/leads/${lead.id}/qualify`, {});
  const made = (await firm.client.list(companies, { filter: { name: { eq: 'Sole' } } })).data[0];
  await page.goto(`${firm.url}/companies/${made?.id}`);
  await seen(field(page, 'Type').getByText('Account'));
  await seen(field(page, 'Industry').getByText('Energy'));
  expect(made).toMatchObject({ type: 'account', industry: 'energy' });
});

test('a type of account that is in use is called, coloured and ordered anew, and another one takes its place (OO-SET-15)', async () => {
  const { data } = await ask('POST', '/companies', { name: 'Reseller Ltd', type: 'account' });
  const page = await open(firm, `${firm.url}/settings/choices?open=company.type`);
  const entry = page.getByRole('textbox', { name: 'Choice 3', exact: true });
  await soon(() => entry.inputValue()).toBe('Account');
  await entry.fill('Key account');
  await page.getByRole('button', { name: 'Colour of Key account' }).click();
  await page.getByRole('menuitem', { name: 'Teal' }).click();
  await page.getByRole('button', { name: 'Move Key account up' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page.getByText('List saved'));
  await page.goto(`${firm.url}/companies/${data.id}`);
  await seen(field(page, 'Type').getByText('Key account'));

  await page.goto(`${firm.url}/settings/choices?open=company.type`);
  await soon(() => page.getByRole('textbox', { name: 'Choice 2', exact: true }).inputValue()).toBe(
    'Key account',
  );
  await page.getByRole('button', { name: 'Remove Key account' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Key account?' });
  await seen(question.getByText(/uses? it: .*Companies: \d/));
  await choose(question, 'Put in its place', 'Company');
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await gone(question);
  await soon(async () => (await firm.client.read(companies, data.id))['type']).toBe('company');
  const hidden = page.getByRole('button', { name: 'No longer offer Key account' });
  await soon(() => hidden.getAttribute('aria-pressed')).toBe('true');
  expect((await firm.client.read(companies, data.id))['type']).toBe('company');
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(async () => (await firm.client.read(companies, data.id))['type']).toBe('account');
});

test('a tag that is made while a record is edited is offered from then on (OO-SET-16)', async () => {
  const { data: one } = await ask('POST', '/companies', { name: 'First Yard' });
  const { data: other } = await ask('POST', '/people', { lastName: 'Nobre' });
  const page = await open(firm, `${firm.url}/companies/${one.id}`);
  await page.getByRole('button', { name: 'Edit Tags' }).click();
  const box = field(page, 'Tags').getByRole('combobox').first();
  await box.fill('Boat show');
  await box.press('Enter');
  await seen(field(page, 'Tags').getByText('Boat show'));
  await page.getByRole('heading', { level: 1 }).click();
  await soon(async () => (await firm.client.read(companies, one.id))['tags']).toEqual([
    'Boat show',
  ]);
  await page.goto(`${firm.url}/people/${other.id}`);
  await page.getByRole('button', { name: 'Edit Tags' }).click();
  await field(page, 'Tags').getByRole('combobox').first().fill('boat');
  await page.getByRole('option', { name: 'Boat show' }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await soon(async () => (await firm.client.read({ plural: 'people' }, other.id))['tags']).toEqual([
    'Boat show',
  ]);
  const tags = (await firm.client.list({ plural: 'tags' }, {})).data.map((tag) => tag.title);
  expect(tags.filter((tag) => tag === 'Boat show')).toEqual(['Boat show']);
});
