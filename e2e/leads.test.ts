import { activity, company as firms, lead } from '@relata/model';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import { rows } from './list.ts';
import type { Firm } from './server.ts';

const { open, firm, server } = aFirm();
let rui: Firm & { id: string };

beforeAll(async () => {
  rui = await hire(firm, 'Rui Costa', 'salesperson');
});

const make = async (values: Parameters<typeof firm.client.create<typeof lead>>[1]) =>
  (await firm.client.create(lead, values)).data;
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true });

test('a salesperson opens the inbox, takes the most urgent lead and makes a deal of it', async () => {
  const urgent = await make({
    firstName: 'Marta',
    lastName: 'Lima',
    companyName: 'Velas do Sul',
    topic: 'Storm sails',
    emails: [{ value: 'marta@velas.example' }],
    priority: 'urgent',
    owner: rui.id,
  });
  await make({ lastName: 'Later', owner: rui.id });
  const page = await open(rui, `${server.url}/leads`);
  await soon(() => rows(page).count()).toBe(2);
  const first = rows(page).first();
  await seen(first.getByText('Marta Lima'));
  await seen(first.getByRole('img', { name: 'Not opened yet' }));
  await first.getByRole('link', { name: 'Marta Lima' }).click();
  await page.getByRole('button', { name: 'Qualify', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Qualify: Marta Lima' });
  const name = dialog
    .getByRole('group', { name: 'Company' })
    .getByRole('textbox', { name: 'Name' });
  await soon(() => name.inputValue()).toBe('Velas do Sul');
  expect(await dialog.getByText('Description').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Qualify', exact: true }).click();
  await gone(dialog);
  await seen(page.getByText('Qualified: Marta Lima'));
  // One goes on with the deal; the way back stays in reach, also when its notice is gone.
  await seen(page.getByRole('heading', { name: 'Storm sails', level: 1 }));
  await seen(page.getByRole('button', { name: 'Mark as won' }));
  expect((await firm.client.read(lead, urgent.id)).state).toBe('qualified');
  await page.keyboard.press('Control+z');
  await seen(page.getByRole('heading', { name: 'Marta Lima', level: 1 }));
  await soon(() => page.url()).toContain(`/leads/${urgent.id}`);
  await seen(page.getByRole('button', { name: 'Qualify', exact: true }));
  expect((await firm.client.read(lead, urgent.id)).state).not.toBe('qualified');
});

test('Undo leads from the deal back to its lead, whatever one has looked at there; a deal that somebody else deletes does not', async () => {
  const company = `Mastros ${Date.now()}`;
  const qualify = async (lastName: string) => {
    const { id } = await make({ lastName, companyName: company, topic: lastName, owner: rui.id });
    const page = await open(rui, `${server.url}/leads/${id}`);
    await page.getByRole('button', { name: 'Qualify', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `Qualify: ${lastName}` });
    await dialog.getByRole('button', { name: 'Qualify', exact: true }).click();
    await gone(dialog);
    await seen(page.getByRole('button', { name: 'Mark as won' }));
    return page;
  };
  const page = await qualify('Serra');
  await page.getByRole('tab', { name: 'History' }).click();
  await soon(() => page.url()).toContain('tab=history');
  await page.keyboard.press('ControlOrMeta+z');
  await seen(page.getByRole('heading', { name: 'Serra', level: 1 }));
  await soon(() => page.url()).toContain('/leads/');

  const other = await qualify('Nunes');
  await soon(() => other.url()).toContain('/deals/');
  const id = new URL(other.url()).pathname.split('/').at(-1) ?? '';
  await firm.client.remove({ plural: 'deals' }, id);
  await seen(other.getByText('This record is not here'));
  expect(other.url()).toContain(`/deals/${id}`);
});

test('a salesperson writes a lead down by name and address; its status is there already', async () => {
  const page = await open(rui, `${server.url}/leads`);
  await page.getByRole('button', { name: 'New lead' }).click();
  const dialog = page.getByRole('dialog', { name: 'New lead' });
  await soon(() => dialog.getByRole('textbox', { name: 'Status' }).inputValue()).toBe('New');
  const last = `Żak ${Date.now()}`;
  await dialog.getByRole('textbox', { name: 'Last name' }).fill(last);
  await dialog.getByRole('textbox', { name: /E-mail/ }).fill('zak@zak.example');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await gone(dialog);
  await seen(page.getByText(`New lead: ${last}`));
  expect((await firm.client.list(lead, { q: last })).data).toMatchObject([
    { state: 'new', emails: [{ value: 'zak@zak.example' }], owner: rui.id },
  ]);
});

test('a lead is turned away with a reason, and Undo brings it back', async () => {
  const { id } = await make({ lastName: 'Spammer', owner: rui.id });
  const page = await open(rui, `${server.url}/leads/${id}`);
  await page.getByRole('button', { name: 'Disqualify' }).click();
  const dialog = page.getByRole('dialog', { name: 'Disqualify: Spammer' });
  await dialog.getByRole('textbox', { name: 'Status' }).click();
  await soon(() => page.getByRole('option').allTextContents()).toEqual([
    'Disqualified: no interest',
    'Disqualified: bad data',
    'Disqualified: duplicate',
  ]);
  await page.getByRole('option', { name: 'Disqualified: bad data' }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('spa');
  await page.getByRole('option', { name: 'Spam' }).click();
  await dialog.getByRole('button', { name: 'Disqualify' }).click();
  await gone(dialog);
  await seen(page.getByRole('button', { name: 'Reopen' }));
  await page.getByRole('button', { name: 'Undo' }).click();
  await seen(page.getByRole('button', { name: 'Disqualify' }));
  expect(await firm.client.read(lead, id)).toMatchObject({
    state: 'new',
    disqualificationReason: null,
  });
});

test('of two who look at the same free lead one takes it, and the other is told who', async () => {
  const { id } = await make({ lastName: 'Nobody', owner: null });
  const theirs = await open(rui, `${server.url}/leads`);
  await theirs
    .getByRole('navigation', { name: 'Leads' })
    .getByRole('link', { name: 'Free pool' })
    .click();
  await soon(() => tab(theirs, 'Free pool').getAttribute('aria-current')).toBe('page');
  await soon(() => rows(theirs).count()).toBe(1);
  await rows(theirs).first().getByRole('link', { name: 'Nobody' }).click();
  const mine = await open(firm, `${server.url}/leads/${id}`);
  await seen(mine.getByRole('button', { name: 'Take' }));
  await theirs.getByRole('button', { name: 'Take' }).click();
  await gone(theirs.getByRole('button', { name: 'Take' }));
  const late = await firm.client.action(lead, id, 'take').catch((error: unknown) => error);
  expect(String(late)).toContain('Rui Costa has taken this lead already.');
});

test('a manager sees what came in today and what became of it', async () => {
  const source = { source: 'webForm' } as const;
  const one = await make({ lastName: 'Figure', ...source, owner: rui.id });
  await make({ lastName: 'Figure too', ...source, owner: rui.id });
  await firm.client.create(activity, {
    subject: 'Call',
    done: true,
    about: [{ object: 'lead', id: one.id }],
  });
  await firm.client.action(lead, one.id, 'qualify');
  const page = await open(firm, `${server.url}/leads/figures/conversions`);
  const row = page.getByRole('row', { name: /^Web form/ });
  await soon(() => row.getByRole('cell').allTextContents()).toEqual(['2', '1', '0', '50%']);
  const menu = page.getByRole('navigation', { name: 'Leads' });
  await menu.getByRole('link', { name: 'Statistics' }).click();
  await seen(page.getByRole('row', { name: /^In progress|^New/ }).first());
  await menu.getByRole('link', { name: 'Intraday' }).click();
  const person = page.getByRole('row', { name: /^Rui Costa/ });
  await seen(person);
  expect(await person.getByRole('cell').count()).toBe(3);
});

test('what is personal of a lead goes for good once somebody has said so twice', async () => {
  const { id } = await make({ firstName: 'Zenobia', lastName: 'Quark', source: 'call' });
  const page = await open(firm, `${server.url}/leads/${id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Anonymise' }).click();
  const dialog = page.getByRole('dialog', { name: 'Anonymise: Zenobia Quark' });
  await seen(dialog.getByText('Nobody can bring the data back.'));
  await dialog.getByRole('button', { name: 'Anonymise' }).click();
  await gone(dialog);
  await seen(page.getByRole('heading', { name: 'Anonymised', level: 1 }));
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  await soon(() => page.getByText('Zenobia').count()).toBe(0);
});

test('a lead is added to a partner: of all companies those are offered that are partners (EP-LEAD-14)', async () => {
  const makeCompany = async (name: string, relationship: 'client' | 'partner') =>
    (await firm.client.create(firms, { name, relationship })).data.id;
  await makeCompany('Regata Client', 'client');
  const partner = await makeCompany('Regata Partner', 'partner');
  const { data } = await firm.client.create(lead, { topic: 'Sails through others' });
  const page = await open(firm, `${firm.url}/leads/${data.id}`);
  await seen(page.getByRole('heading', { name: 'Sails through others' }));
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add to partner' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to partner' });
  const whom = dialog.getByRole('textbox', { name: 'Partner' });
  await whom.fill('Regata');
  await seen(page.getByRole('option', { name: 'Regata Partner' }));
  await gone(page.getByRole('option', { name: 'Regata Client' }));
  await seen(page.getByText('Only with Relationship: Partner'));
  await page.getByRole('option', { name: 'Regata Partner' }).click();
  await dialog.getByRole('button', { name: 'Add to partner' }).click();
  await gone(dialog);
  await soon(async () => (await firm.client.read(lead, data.id)).partner).toBe(partner);
  expect((await firm.client.read(firms, partner)).relationship).toBe('partner');
});

test('a lead that is put aside leaves the open ones', async () => {
  const { id } = await make({ lastName: 'Dormant', owner: rui.id });
  const page = await open(rui, `${server.url}/leads/${id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Archive', exact: true }).click();
  await seen(page.getByRole('button', { name: 'Undo' }));
  await page.goto(`${server.url}/leads`);
  await seen(tab(page, 'Open leads'));
  await soon(() => rows(page).filter({ hasText: 'Dormant' }).count()).toBe(0);
  await tab(page, 'Archived').click();
  await soon(() => rows(page).filter({ hasText: 'Dormant' }).count()).toBe(1);
  expect((await firm.client.read(lead, id)).state).toBe('new');
});

test('a salesperson reaches the figures and the settings only as far as their role goes', async () => {
  const page = await open(rui, `${server.url}/settings/qualification`);
  await seen(page.getByRole('heading', { name: 'Qualifying leads', level: 2 }));
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
});

test('a deal that turned out not to be one goes back to the lead, and Undo brings it into the pipeline again', async () => {
  const { id } = await make({ lastName: 'Early', topic: 'Too early', owner: rui.id });
  const { deal } = (await rui.client.action(lead, id, 'qualify')).data;
  const page = await open(rui, `${server.url}/deals/${deal}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Back to a lead' }).click();
  await seen(page.getByRole('heading', { name: 'Early', level: 1, exact: true }));
  expect(page.url()).toContain(`/leads/${id}`);
  await seen(page.getByRole('button', { name: 'Qualify', exact: true }));
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(async () => (await firm.client.read(lead, id)).state).toBe('qualified');
  await page.goto(`${server.url}/deals/${deal}`);
  await seen(page.getByRole('heading', { name: 'Too early', level: 1 }));
});

test('a firm says where touched leads go, takes that back by a click, and a status goes only where another takes its place', async () => {
  const page = await open(firm, `${server.url}/settings/qualification`);
  const status = page.getByRole('combobox', { name: 'Status after the first touch' });
  await soon(() => status.inputValue()).toBe('In progress');
  await status.click();
  await page.getByRole('option', { name: 'New', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await soon(() => status.inputValue()).toBe('In progress');

  await make({ lastName: `In the way ${Date.now()}` });
  await page.goto(`${server.url}/settings/choices?open=leadStatus`);
  await page.getByRole('button', { name: 'Remove New', exact: true }).click();
  const question = page.getByRole('dialog');
  await seen(question.getByText(/Leads/));
  expect(await question.getByRole('button', { name: 'Remove', exact: true }).isDisabled()).toBe(
    true,
  );
});

test('a call with a lead is planned, put right, ticked off and deleted (EP-LEAD-17)', async () => {
  const { id } = await make({ lastName: 'Callable', owner: rui.id });
  const page = await open(rui, `${server.url}/leads/${id}`);
  await page.getByRole('tab', { name: 'Activity', exact: true }).click();
  await page.getByRole('textbox', { name: 'Subject' }).fill('Ask for the budget');
  await page.getByRole('button', { name: 'Plan an activity' }).click();
  await page.getByRole('link', { name: 'Ask for the budget' }).first().click();
  await seen(page.getByRole('heading', { name: 'Ask for the budget', level: 1 }));
  const call = page.url().split('/').at(-1) ?? '';
  await rui.client.update(activity, call, { subject: 'Ask for the date' });
  await seen(page.getByRole('heading', { name: 'Ask for the date', level: 1 }));
  await page.goBack();
  const tick = page.getByRole('checkbox', { name: /Ask for the date/ });
  await tick.click();
  await soon(async () => (await firm.client.read(activity, call)).done).toBe(true);
  // That was the first thing that somebody did about the lead.
  await soon(async () => (await firm.client.read(lead, id)).state).toBe('working');
  await page.getByRole('button', { name: 'More for Ask for the date' }).click();
  await page.getByRole('menuitem', { name: 'Delete', exact: true }).click();
  await gone(page.getByRole('link', { name: 'Ask for the date' }));
  await seen(page.getByText('Ask for the date deleted'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await seen(page.getByRole('link', { name: 'Ask for the date' }).first());
  expect((await firm.client.read(activity, call)).done).toBe(true);
});
