import { company, deal, person } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { choose, grid } from './list.ts';
import { makeDeal } from './make.ts';

const { open, firm } = aFirm();

async function makePerson(lastName: string): Promise<{ id: string; address: string }> {
  const { data } = await firm.client.create(person, { firstName: 'Clara', lastName });
  return { id: data.id, address: `${firm.url}/people/${data.id}` };
}

/** A field of the record, by its label. */
const field = (page: Page, label: string): Locator =>
  page.locator('[data-field]').filter({ has: page.getByText(label, { exact: true }) });

/** Opens a field by its pencil. */
async function edit(page: Page, label: string): Promise<Locator> {
  const row = field(page, label);
  await row.hover();
  await row.getByRole('button', { name: `Edit ${label}` }).click();
  return row;
}

test('fields are edited where they stand, and the page says who changed what', async () => {
  const { id, address } = await makePerson('Prado');
  await firm.client.create(company, { name: 'Tall Ships' });
  const page = await open(firm, address);
  await seen(page.getByRole('heading', { name: 'Clara Prado' }));

  const job = await edit(page, 'Job title');
  await job.getByRole('textbox').fill('Navigator');
  await page.keyboard.press('Enter');
  await seen(job.getByText('Navigator'));

  const employer = await edit(page, 'Company');
  await page.keyboard.type('Tall');
  await page
    .getByRole('option', { name: /Tall Ships/ })
    .first()
    .click();
  await seen(employer.getByRole('link', { name: 'Tall Ships' }));

  const emails = await edit(page, 'E-mail');
  await emails.getByRole('textbox', { name: /E-mail/ }).fill('clara at sea');
  await page.keyboard.press('Control+Enter');
  await seen(emails.getByText('“clara at sea” is not an e-mail address. Check its spelling.'));
  await emails.getByRole('textbox', { name: /E-mail/ }).fill('clara@sea.example');
  await page.keyboard.press('Control+Enter');
  await seen(emails.getByRole('link', { name: 'clara@sea.example' }));

  await page.reload();
  await seen(field(page, 'Job title').getByText('Navigator'));
  const saved = await firm.client.read(person, id, ['company.title']);
  expect(saved).toMatchObject({
    jobTitle: 'Navigator',
    company: { title: 'Tall Ships' },
    emails: [{ value: 'clara@sea.example' }],
  });
});

test('a note is written, a call planned and ticked off, a file put on the record', async () => {
  const { id, address } = await makePerson('Moraes');
  const page = await open(firm, address);
  const composer = page.getByRole('region', { name: 'Add to the timeline' });
  await composer.getByRole('textbox', { name: 'Note' }).fill('Likes blue sails.');
  const pick = async (within: Locator, name: string) => {
    await within.getByRole('textbox', { name: 'Kind' }).fill(name);
    await page.getByRole('option', { name, exact: true }).click();
  };
  await pick(composer, 'Meeting');
  await composer.getByRole('button', { name: 'Save' }).click();
  const note = page.getByRole('article').filter({ hasText: 'Likes blue sails.' });
  await seen(note.getByText('Meeting'));
  await note.getByRole('button', { name: 'More for this note' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await pick(note, 'Phone call');
  await note.getByRole('button', { name: 'Save' }).click();
  await seen(note.getByText('Phone call'));

  await composer.getByRole('tab', { name: 'Activity' }).click();
  await composer.getByRole('textbox', { name: 'Subject' }).fill('Call about the mast');
  await composer.getByRole('button', { name: 'Plan an activity' }).click();
  const planned = page.getByRole('article').filter({ hasText: 'Call about the mast' });
  await seen(planned);
  await seen(page.getByRole('heading', { name: 'Planned' }));
  // An answer on its way may untick it for a moment.
  await planned.getByRole('checkbox', { name: 'Done: Call about the mast' }).click();
  await gone(page.getByRole('heading', { name: 'Planned' }));
  await seen(planned);
  await soon(() => firm.client.read(person, id)).toMatchObject({
    nextActivityAt: null,
  });

  await composer.getByRole('tab', { name: 'Files' }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    composer.getByRole('button', { name: 'Choose files' }).click(),
  ]);
  const offer = Buffer.from('%PDF-1.4 an offer for sails');
  await chooser.setFiles({
    name: 'offer for sails.pdf',
    mimeType: 'application/pdf',
    buffer: offer,
  });
  const link = page.getByRole('article').getByRole('link', { name: 'offer for sails.pdf' });
  await seen(link);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('offer for sails.pdf');

  await page.reload();
  await seen(page.getByRole('article').getByText('Likes blue sails.'));
  const { data } = await firm.client.timeline(person, id, { kinds: ['note', 'activity', 'file'] });
  expect(data.map((entry) => entry.kind).toSorted()).toEqual(['activity', 'file', 'note']);
});

test('undoing names what somebody deleted meanwhile, and why it stays as it is', async () => {
  const kept = await makePerson('Maré');
  const deleted = await makePerson('Marola');
  const page = await open(firm, `${firm.url}/people?q=Mar&sort=title&columns=title,jobTitle`);
  await seen(grid(page).getByText('Clara Marola'));
  await grid(page).getByRole('checkbox', { name: 'Select this page' }).check();
  await page
    .getByRole('region', { name: 'What to do with the selection' })
    .getByRole('button', { name: 'Edit field' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Edit field' });
  await choose(dialog, 'Field', 'Job title');
  await dialog.getByRole('textbox', { name: 'Job title' }).fill('Pilot');
  await dialog.getByRole('button', { name: 'Change 2', exact: true }).click();
  await gone(dialog);
  await seen(page.getByText('Job title changed in 2 records'));
  await firm.client.remove(person, deleted.id);
  await page.keyboard.press('Control+z');
  await seen(
    page.getByText('Undone, except for 1 record. Clara Marola: It has been deleted since.'),
  );
  expect((await firm.client.read(person, kept.id)).jobTitle).toBeNull();
});

test('each change can be taken back from the history, also later', async () => {
  const { id, address } = await makePerson('Lobo');
  await firm.client.update(person, id, { jobTitle: 'Cook' });
  await firm.client.update(person, id, { department: 'Galley' });
  const page = await open(firm, address);
  await page.getByRole('tab', { name: 'History' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'Cook' });
  await entry.getByRole('button', { name: 'Undo' }).click();
  await seen(entry.getByText('Undone', { exact: true }));
  await gone(field(page, 'Job title').getByText('Cook'));
  // Only this one: what came after it stays.
  expect(await firm.client.read(person, id)).toMatchObject({
    jobTitle: null,
    department: 'Galley',
  });
});

test('two people who edit the same field are not overwritten: the second one chooses', async () => {
  const { id, address } = await makePerson('Duarte');
  const mine = await open(firm, address);
  await seen(field(mine, 'Job title'));
  const row = await edit(mine, 'Job title');
  await row.getByRole('textbox').fill('Captain');
  // Meanwhile somebody else, in another browser.
  const theirs = await open(firm, address);
  const other = await edit(theirs, 'Job title');
  await other.getByRole('textbox').fill('Admiral');
  await theirs.keyboard.press('Enter');
  await soon(async () => (await firm.client.read(person, id)).jobTitle).toBe('Admiral');

  await mine.bringToFront();
  // Also once the page itself has heard of it.
  await seen(mine.getByText('Admiral').first());
  await row.getByRole('textbox').press('Enter');
  const conflict = row.getByRole('alert');
  await seen(conflict.getByText('Somebody else changed this field in the meantime.'));
  expect(await conflict.innerText()).toMatch(/Now there\s+Admiral\s+Yours\s+Captain/);
  expect((await firm.client.read(person, id)).jobTitle).toBe('Admiral');
  await conflict.getByRole('button', { name: 'Use mine' }).click();
  await gone(conflict);
  await soon(async () => (await firm.client.read(person, id)).jobTitle).toBe('Captain');
  // The other browser shows it by itself.
  await seen(field(theirs, 'Job title').getByText('Captain'));
});

const tag = (id: string, tags: string[]) =>
  fetch(`${firm.url}/api/v1/people/${id}`, {
    method: 'PATCH',
    headers: { cookie: firm.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ tags }),
  });

test('of two who change the tags of a record at once neither takes away what the other has added', async () => {
  const { id, address } = await makePerson('Tavares');
  await tag(id, ['crew']);
  const page = await open(firm, address);
  await seen(field(page, 'Tags').getByText('crew'));
  const row = await edit(page, 'Tags');
  const box = row.getByRole('combobox').first();
  await box.fill('mine');
  await box.press('Enter');
  await seen(row.getByText('mine'));
  await tag(id, ['crew', 'theirs']);
  await seen(page.getByText('theirs').first());
  await page.getByRole('heading', { level: 1 }).click();
  await seen(field(page, 'Tags').getByText('theirs'));
  await soon(async () => (await firm.client.read(person, id)).version).toBe(4);
  expect((await firm.client.read(person, id)).tags).toEqual(['crew', 'theirs', 'mine']);
});

test('two people who edit different fields do not hinder each other', async () => {
  const { id, address } = await makePerson('Nobre');
  const mine = await open(firm, address);
  await seen(field(mine, 'Job title'));
  const row = await edit(mine, 'Job title');
  await row.getByRole('textbox').fill('Captain');
  await firm.client.update(person, id, { emails: [{ value: 'nobre@sea.example' }] });
  await row.getByRole('textbox').press('Enter');
  await seen(field(mine, 'E-mail').getByText('nobre@sea.example'));
  await soon(async () => (await firm.client.read(person, id)).jobTitle).toBe('Captain');
  expect(await mine.getByRole('alert').count()).toBe(0);
});

test('a deal goes along its stage path, is won and opened again', async () => {
  const { id } = await makeDeal(firm, { name: 'Regatta' });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  await seen(page.getByRole('heading', { name: 'Regatta' }));
  const step = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
  await step('Proposal made').click();
  await soon(() => step('Proposal made').getAttribute('aria-current')).toBe('step');
  await page.getByRole('button', { name: 'Mark as won' }).click();
  await soon(async () => (await firm.client.read(deal, id)).status).toBe('won');
  await page.getByRole('button', { name: 'Reopen' }).click();
  await seen(page.getByRole('button', { name: 'Mark as won' }));
  await soon(() => step('Proposal made').getAttribute('aria-current')).toBe('step');
  expect((await firm.client.read(deal, id)).status).toBe('open');
});

test('a deleted record leaves its page, waits in the recycle bin and comes back', async () => {
  const { id, address } = await makePerson('Sumida');
  const page = await open(firm, address);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await soon(() => new URL(page.url()).pathname).toBe('/people');
  await gone(page.getByRole('link', { name: 'Clara Sumida' }));
  await page.goto(`${firm.url}/recycle-bin?object=person`);
  await page.getByRole('button', { name: 'Restore Clara Sumida' }).click();
  await gone(page.getByText('Clara Sumida', { exact: true }));
  await page.goto(address);
  await seen(page.getByRole('heading', { name: 'Clara Sumida' }));
  expect((await firm.client.read(person, id)).title).toBe('Clara Sumida');
});

test('a section folds under its heading, by key and by finger, and stays so on other records and machines', async () => {
  const first = await makePerson('Fold');
  const second = await makePerson('Crease');
  await firm.client.changeMe({ preferences: { 'folded:person': [] } });
  const page = await open(firm, first.address);
  const job = field(page, 'Job title');
  const heading = page.locator('section', { has: job }).getByRole('heading').getByRole('button');
  await seen(job);
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await heading.focus();
  await page.keyboard.press('Enter');
  await gone(job);
  expect(await heading.getAttribute('aria-expanded')).toBe('false');
  await kept;

  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const small = await open(firm, second.address, phone);
  const there = field(small, 'Job title');
  const title = small.locator('section', { has: there }).getByRole('heading').getByRole('button');
  await seen(title);
  await gone(there);
  expect(await title.getAttribute('aria-expanded')).toBe('false');
  await title.tap();
  await seen(there);
});
