import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import { choose } from './list.ts';
import type { Firm } from './server.ts';

const { open, firm } = aFirm();

interface Made {
  data: { id: string } & Record<string, unknown>;
}
const make = async (path: string, body: object): Promise<Made['data']> =>
  (await firm.client.ask<Made>(path, { method: 'POST', body })).data;
const navigation = (page: Page) => page.getByRole('navigation').first();
const names = async (of: Firm, plural: string) =>
  (await of.client.list({ plural }, { limit: 50 })).data.map((one) => one.title);
const main = (page: Page) => page.getByRole('main');

/** What the palette finds for a word. */
async function lookFor(page: Page, word: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill(word);
}

test('roles of the firm’s own are made from ours, named, given and taken away (EP-SET-41, OO-PERM-07)', async () => {
  await make('/leads', { lastName: 'Rossi', companyName: 'Velamar' });
  const page = await open(firm, `${firm.url}/settings/roles`);
  await choose(main(page), 'Role', 'Salesperson');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  const name = page.getByRole('textbox', { name: 'Name of the role' });
  await soon(() => name.inputValue()).toBe('Copy of Salesperson');
  await name.fill('Sales director');
  await page.getByRole('combobox', { name: /^Leads: See/ }).selectOption('none');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await seen(page.getByText('Saved. It counts from now on.'));
  await soon(() => names(firm, 'roles')).toEqual(['Sales director']);

  const [made] = (await firm.client.list({ plural: 'roles' }, {})).data;
  const rui = await hire(firm, 'Rui Costa', made?.id ?? '');
  const his = await open(rui, `${firm.url}/deals`);
  await seen(navigation(his).getByRole('link', { name: 'Companies' }));
  expect(await navigation(his).getByRole('link', { name: 'Leads' }).count()).toBe(0);
  await lookFor(his, 'Velamar');
  await seen(his.getByRole('dialog').getByText(/Nothing/));
  await expect(rui.client.list({ plural: 'leads' }, {})).rejects.toMatchObject({ status: 403 });

  // As long as somebody has it, it stays.
  await page.getByRole('button', { name: 'Delete Sales director' }).click();
  await seen(page.getByRole('alert'));
  expect(await names(firm, 'roles')).toEqual(['Sales director']);
  await firm.client.ask(`/users/${rui.id}`, { method: 'PATCH', body: { role: 'salesperson' } });
  await his.reload();
  await seen(navigation(his).getByRole('link', { name: 'Leads' }));
  await page.getByRole('button', { name: 'Delete Sales director' }).click();
  await soon(() => names(firm, 'roles')).toEqual([]);
  await soon(() => main(page).getByRole('combobox', { name: 'Role' }).inputValue()).toBe(
    'Administrator',
  );
});

test('leads that nobody works with are gone from navigation, search and API, and the form on the website says so (OO-PERM-08)', async () => {
  const form = await make('/forms', {
    name: 'Kontakt',
    language: 'pl',
    fields: [{ field: 'lastName', required: true }, { field: 'emails' }],
  });
  const address = `${firm.url}/api/v1/forms/${String(form['key'])}`;
  const visitor = await open(null, address);
  await seen(visitor.getByRole('textbox', { name: 'Nazwisko' }));

  await firm.client.changeMe({ language: 'pl' });
  const page = await open(firm, `${firm.url}/settings/objects`);
  await page.getByRole('button', { name: 'Leady', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: 'Leady' });
  await drawer.getByRole('switch', { name: 'W użyciu' }).click({ force: true });
  await drawer.getByRole('button', { name: 'Zapisz' }).click();
  await gone(drawer);
  await gone(navigation(page).getByRole('link', { name: 'Leady' }));
  await lookFor(page, 'Velamar');
  await seen(page.getByRole('dialog').getByText(/Nic nie/));
  await page.keyboard.press('Escape');
  await expect(firm.client.list({ plural: 'leads' }, {})).rejects.toMatchObject({ status: 403 });
  await visitor.reload();
  await seen(visitor.getByText('Ten formularz jest zamknięty').first());

  await firm.client.changeObject('lead', { off: false });
  await seen(navigation(page).getByRole('link', { name: 'Leady' }));
  await visitor.reload();
  await seen(visitor.getByRole('textbox', { name: 'Nazwisko' }));
  await firm.client.changeMe({ language: 'en' });
});

test('a field is for one person and a role, and does not exist for the others (EP-ACC-22)', async () => {
  const eva = await hire(firm, 'Eva Lind', 'salesperson');
  const otto = await hire(firm, 'Otto Berg', 'salesperson');
  const parent = await make('/companies', { name: 'Holding' });
  const { id } = await make('/companies', { name: 'Daughter', parent: parent.id });
  const page = await open(firm, `${firm.url}/settings/fields?open=company`);
  await page.getByRole('button', { name: 'Parent company', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: 'Parent company' });
  await drawer.getByRole('combobox', { name: 'Seen by' }).click();
  await page.getByRole('option', { name: 'Sales manager' }).click();
  await page.getByRole('option', { name: 'Eva Lind' }).click();
  await page.keyboard.press('Escape');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await gone(drawer);
  await seen(page.getByRole('row', { name: /Parent company.*manager and Eva Lind/ }));

  const hers = await open(eva, `${firm.url}/companies/${id}`);
  await seen(hers.getByText('Parent company', { exact: true }).first());
  await seen(hers.getByRole('link', { name: 'Holding' }).first());
  const his = await open(otto, `${firm.url}/companies/${id}`);
  await seen(his.getByRole('heading', { name: 'Daughter' }));
  await seen(his.getByText('Industry', { exact: true }).first());
  expect(await his.getByText('Parent company', { exact: true }).count()).toBe(0);
});

test('what is typed and not saved is not lost on the way to the settings (OO-CON-06)', async () => {
  const page = await open(firm, `${firm.url}/settings/choices?open=company.type`);
  await seen(page.getByRole('textbox', { name: 'Choice 1', exact: true }));
  await navigation(page).getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: 'New person' }).first().click();
  const form = page.getByRole('dialog', { name: 'New person' });
  await form.getByRole('textbox', { name: 'Last name' }).fill('Tavares');
  await page.goBack();
  await seen(page.getByRole('heading', { name: 'Lists', level: 2 }));
  expect(await form.getByRole('textbox', { name: 'Last name' }).inputValue()).toBe('Tavares');
  await page.keyboard.press('Escape');
  const leaving = page.getByRole('dialog', { name: 'Discard what you entered?' });
  await leaving.getByRole('button', { name: 'Keep editing' }).click();
  await gone(leaving);
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(form);
  await soon(() => names(firm, 'people')).toContain('Tavares');

  // In the settings themselves it is the same.
  const entry = page.getByRole('textbox', { name: 'Choice 1', exact: true });
  await entry.fill('Counterparty');
  await navigation(page).getByRole('link', { name: 'People' }).click();
  await leaving.getByRole('button', { name: 'Keep editing' }).click();
  await gone(leaving);
  expect(await entry.inputValue()).toBe('Counterparty');
  await choose(main(page), 'List', 'Tags');
  await leaving.getByRole('button', { name: 'Keep editing' }).click();
  await gone(leaving);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page.getByText('List saved'));
  await navigation(page).getByRole('link', { name: 'People' }).click();
  await seen(page.getByRole('link', { name: 'Tavares' }).first());

  // What is kept otherwise than it was typed is saved all the same.
  await page.goto(`${firm.url}/settings/workspace`);
  const name = main(page).getByRole('textbox', { name: 'Name', exact: true });
  const said = await name.inputValue();
  await name.fill(`${said} `);
  await main(page).getByRole('button', { name: 'Save', exact: true }).click();
  await soon(() => name.inputValue()).toBe(said);
  await navigation(page).getByRole('link', { name: 'People' }).click();
  await seen(page.getByRole('link', { name: 'Tavares' }).first());
});
