import { company, note, person } from '@relata/model';
import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';

const { open, firm } = aFirm();

beforeAll(async () => {
  const names = ['Beatriz Alves', 'Carlo Bianchi', 'Dorota Czarnecka', 'Edward Drake'];
  for (const name of names) {
    const [firstName, lastName] = name.split(' ');
    await firm.client.create(person, { firstName, lastName, jobTitle: 'Buyer' });
  }
  await firm.client.create(company, { name: 'Quixote Windmills' });
});

const people = () => `${firm.url}/people?sort=title`;

test('Ctrl+K goes to a record by a few letters of its name', async () => {
  const page = await open(firm, people());
  await seen(page.getByRole('link', { name: 'Beatriz Alves' }));
  await page.keyboard.press('Control+k');
  const box = page.getByRole('textbox', { name: 'Go to, search, do' });
  await seen(box);
  await page.keyboard.type('quix');
  await seen(page.getByRole('button', { name: /Quixote Windmills/ }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Quixote Windmills' }));
  expect(page.url()).toContain('/companies/');
});

test('Ctrl+K finds what was mistyped, and says that it is only similar', async () => {
  const page = await open(firm, people());
  await seen(page.getByRole('link', { name: 'Beatriz Alves' }));
  const palette = page.getByRole('dialog', { name: 'Go to, search, do' });
  await page.keyboard.press('Control+k');
  await seen(page.getByRole('textbox', { name: 'Go to, search, do' }));
  await page.keyboard.type('beatirz');
  await seen(page.getByText('No records for “beatirz”. Similar ones:'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('quixoet windmils');
  await seen(page.getByText('No records for “quixoet windmils”. Similar ones:'));
  await gone(page.getByText(/beatirz/));
  await seen(palette.getByRole('button', { name: /Quixote Windmills/ }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Quixote Windmills' }));
  expect(page.url()).toContain('/companies/');
  await page.keyboard.press('Control+k');
  await seen(page.getByRole('textbox', { name: 'Go to, search, do' }));
  await page.keyboard.type('quix');
  await seen(palette.getByRole('button', { name: /Quixote Windmills/ }));
  await gone(palette.getByText(/Similar ones/));
});

test('Ctrl+K finds a note by any word in it, and leads to where it stands among the others', async () => {
  const { id } = (await firm.client.create(person, { firstName: 'Noa' })).data;
  const about = [{ object: 'person', id }];
  await firm.client.create(note, { body: 'Dreams of a catamaran', about });
  for (let n = 1; n <= 40; n++) await firm.client.create(note, { body: `Called, ${n}`, about });
  const page = await open(firm, people());
  await seen(page.getByRole('grid'));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('catamaran');
  const found = page.getByRole('button', { name: /Dreams of a catamaran/ });
  await seen(found.getByText('Noa'));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Noa' }));
  expect(page.url()).toContain(`/people/${id}?`);
  const words = page.getByRole('listitem').getByText('Dreams of a catamaran');
  await seen(words);
  await soon(() => words.evaluate((one) => one.getBoundingClientRect().bottom)).toBeLessThan(800);
});

test('Ctrl+K goes to a page and runs a command', async () => {
  const page = await open(firm, people());
  await seen(page.getByRole('grid'));
  // Typed without waiting for the box.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('recycle', { delay: 20 });
  await seen(page.getByRole('button', { name: 'Recycle bin', exact: true }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Recycle bin' }));
  expect(new URL(page.url()).pathname).toBe('/recycle-bin');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('new deal', { delay: 20 });
  await gone(page.getByRole('button', { name: 'New person', exact: true }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('dialog', { name: 'New deal' }));
});

test('c creates what the list is about, and the new record is in it', async () => {
  const page = await open(firm, people());
  await seen(page.getByRole('link', { name: 'Beatriz Alves' }));
  const lastName = `Abbott${Date.now()}`;
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New person' });
  await dialog.getByLabel('First name').fill('Aaron');
  await dialog.getByLabel('Last name').fill(lastName);
  await page.keyboard.press('Control+Enter');
  await gone(dialog);
  await seen(page.getByRole('link', { name: `Aaron ${lastName}` }));
  expect((await firm.client.list(person, { q: lastName })).data).toHaveLength(1);
});

test('/ leads to the search of the list, Escape out of it', async () => {
  const page = await open(firm, people());
  await seen(page.getByRole('link', { name: 'Beatriz Alves' }));
  await page.keyboard.press('/');
  await page.keyboard.type('czarn');
  await gone(page.getByRole('link', { name: 'Beatriz Alves' }));
  await seen(page.getByRole('link', { name: 'Dorota Czarnecka' }));
  await soon(() => new URL(page.url()).searchParams.get('q')).toBe('czarn');
  // Letters are text while somebody types.
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('j and k walk over the rows, x selects, Escape lets go, Enter opens', async () => {
  const page = await open(firm, `${people()}&q=buyer`);
  await seen(page.getByRole('link', { name: 'Beatriz Alves' }));
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  // Wherever the focus is: the keys of the list work on the whole page.
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await soon(() => row('Carlo Bianchi').getAttribute('aria-selected')).toBe('true');
  expect(await row('Beatriz Alves').getAttribute('aria-selected')).toBe('false');
  await page.keyboard.press('Shift+ArrowDown');
  await seen(page.getByText('2 selected'));
  await page.keyboard.press('Escape');
  await gone(page.getByText('2 selected'));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Dorota Czarnecka' }));
});

test('e edits the cell under the cursor, Enter keeps it, Escape does not', async () => {
  const page = await open(firm, `${people()}&columns=title,jobTitle`);
  const cell = page
    .getByRole('row', { name: /Carlo Bianchi/ })
    .getByRole('gridcell')
    .nth(2);
  await seen(cell.getByText('Buyer'));
  await cell.click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('e');
  const input = cell.getByRole('textbox');
  await seen(input);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Head of purchasing');
  await page.keyboard.press('Enter');
  await seen(cell.getByText('Head of purchasing'));
  await page.keyboard.press('e');
  await seen(input);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Nobody');
  await page.keyboard.press('Escape');
  await seen(cell.getByText('Head of purchasing'));
  const saved = async () => (await firm.client.list(person, { q: 'Bianchi' })).data[0]?.jobTitle;
  await soon(saved).toBe('Head of purchasing');
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('Ctrl+Z takes the last change back', async () => {
  const page = await open(firm, `${people()}&columns=title,jobTitle`);
  const cell = page
    .getByRole('row', { name: /Edward Drake/ })
    .getByRole('gridcell')
    .nth(2);
  await cell.dblclick({ position: { x: 60, y: 18 } });
  await cell.getByRole('textbox').fill('Pirate');
  await page.keyboard.press('Enter');
  await seen(page.getByRole('button', { name: 'Undo' }));
  await page.keyboard.press('Control+z');
  await seen(cell.getByText('Buyer'));
  expect((await firm.client.list(person, { q: 'Drake' })).data[0]?.jobTitle).toBe('Buyer');
});

test('? lists the shortcuts', async () => {
  const page = await open(firm, people());
  await seen(page.getByRole('link', { name: 'Beatriz Alves' }));
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await seen(dialog.getByText('Command palette'));
  await page.keyboard.press('Escape');
  await gone(dialog);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('whoever saves with the button keeps the keyboard there while it saves, and afterwards where it was before', async () => {
  const page = await open(firm, `${firm.url}/companies`);
  const button = page.getByRole('button', { name: 'New company', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New company' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`Sancho ${Date.now()}`);
  let answer = () => {};
  let posts = 0;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/api\/v1\/companies(\?.*)?$/, async (route) => {
    if (route.request().method() === 'POST') {
      posts++;
      await held;
    }
    await route.continue();
  });
  const save = dialog.getByRole('button', { name: 'Save', exact: true });
  const hasFocus = (one: Locator) => one.evaluate((it) => it === it.ownerDocument.activeElement);
  await save.click();
  await soon(() => save.getAttribute('aria-disabled')).toBe('true');
  expect(await hasFocus(save)).toBe(true);
  await page.keyboard.press('Enter');
  answer();
  await gone(dialog);
  await soon(() => hasFocus(button)).toBe(true);
  expect(posts).toBe(1);

  // And where a dialog is left without saving.
  await page.keyboard.press('Enter');
  await seen(dialog);
  await page.keyboard.press('Escape');
  await gone(dialog);
  await soon(() => hasFocus(button)).toBe(true);
});

test('a settings page keeps the keyboard on its button, which has nothing more to save', async () => {
  const page = await open(firm, `${firm.url}/settings/organisation`);
  await page
    .getByRole('textbox', { name: 'Phone' })
    .fill(`+351 21 ${String(Date.now()).slice(-7)}`);
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await save.focus();
  await page.keyboard.press('Enter');
  await seen(page.getByText('Organisation saved'));
  await soon(() => save.getAttribute('data-disabled')).toBe('true');
  expect(await save.evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true);
  // Left, it is passed over as any other that cannot be pressed.
  await page.keyboard.press('Shift+Tab');
  await soon(() => save.isDisabled()).toBe(true);
  expect(await save.getAttribute('aria-disabled')).toBeNull();
});
