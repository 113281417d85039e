import { readFile } from 'node:fs/promises';
import { createClient } from '@relata/client';
import { company, person } from '@relata/model';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browsing, seen, soon } from './browser.ts';
import { type ContactsFile, contactsFile } from './contacts-file.ts';
import { choose, grid } from './list.ts';
import { type Server, setUpFirm, startServer } from './server.ts';

const { open } = browsing();
let server: Server;

// Set-up happens once in the life of a server.
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

/** Drops a file onto the page, as from the desktop. */
async function drop(page: Page, { name, text }: ContactsFile): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    `(() => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: 'text/csv' }));
      return data;
    })()`,
  );
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.locator('main').dispatchEvent(type, { dataTransfer });
}

/** The API with the session of the page. */
async function clientOf(page: Page) {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return createClient({ baseUrl: server.url, headers: { cookie } });
}

test('somebody new sets up, imports two thousand contacts with all their faults, and undoes it', async () => {
  const file = contactsFile();
  const page = await open(null, server.url);

  // Set-up, in the person's own words.
  await seen(page.getByRole('heading', { name: 'Set up Relata' }));
  expect(new URL(page.url()).pathname).toBe('/setup');
  await page.getByRole('textbox', { name: 'Name of your company' }).fill('Alves & Filhas');
  // Guessed from where the browser is, and changed by typing.
  await soon(() => page.getByRole('combobox', { name: 'Main currency' }).inputValue()).toBe(
    'EUR · Euro',
  );
  await soon(() => page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toMatch(
    /Lisbon/,
  );
  await choose(page.locator('form'), 'Main currency', 'BRL · Brazilian Real');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Beatriz Alves');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('beatriz@alves.example');
  const password = page.getByRole('textbox', { name: 'Password' });
  await password.fill('short');
  await page.getByRole('button', { name: 'Start' }).click();
  expect(new URL(page.url()).pathname).toBe('/setup');
  await password.fill('três palavras e um gato');
  await page.getByRole('button', { name: 'Start' }).click();

  await seen(page.getByRole('heading', { name: 'Welcome, Beatriz' }));
  await page.getByRole('button', { name: 'Import your contacts' }).click();

  // The file.
  await seen(page.getByRole('heading', { name: 'Drop a file here' }));
  await drop(page, file);

  // Its columns are recognised by their names.
  const columns = page.getByRole('region', { name: 'What becomes of each column' });
  await seen(columns);
  await seen(page.getByText('6 of 6 columns will be imported'));
  await seen(page.getByText('2,000 rows'));
  await page.getByRole('button', { name: 'Check', exact: true }).click();

  // Nothing has been written, and what is not clear is asked.
  const client = await clientOf(page);
  expect((await client.list(person, { total: 'exact' })).page.total).toBe(0);
  await seen(page.getByText('Which order do the dates in “Birthday” have?'));
  await page.getByRole('radio', { name: /Day first/ }).check();
  await page.getByRole('radio', { name: 'Skip the row' }).check();
  const start = page.getByRole('button', { name: 'Import 2,000 rows' });
  await seen(start);
  await start.click();

  // What came of it.
  await seen(page.getByRole('heading', { name: 'The file has been imported' }));
  const result = page.getByRole('region', { name: 'The file has been imported' });
  const figures = async () =>
    Object.fromEntries(
      await Promise.all(
        (await result.locator('dl > div').all()).map(async (one) => [
          await one.locator('dt').innerText(),
          Number((await one.locator('dd').innerText()).replaceAll(',', '')),
        ]),
      ),
    );
  expect(await figures()).toEqual({
    New: file.expected.people,
    Updated: 0,
    'Skipped, there already': file.expected.skipped,
    Refused: file.expected.refused,
  });
  const made = page.getByRole('region', { name: 'Made along the way' });
  expect(await made.innerText()).toMatch(new RegExp(`Companies\\s+${file.expected.companies}`));

  // The refused rows come back as they were, with the reason beside them.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download refused rows', exact: true }).click(),
  ]);
  const refused = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
  expect(refused).toHaveLength(1 + file.expected.refused);

  // The list shows them, with their companies.
  await page.getByRole('link', { name: 'Go to: People' }).click();
  const total = file.expected.people.toLocaleString('en');
  await seen(grid(page).getByText(`${total} records`));
  await page.getByRole('searchbox').fill('contact.1879@example.org');
  const row = grid(page).getByRole('row', { name: /Wiśniewska 1878|Gonçalves 1879|1879/ });
  await seen(row.getByText('Studio 40, Sons & Co.'));
  const [known] = (await client.list(person, { q: 'contact.0@example.org' })).data;
  expect(known).toMatchObject({ birthday: '1960-01-01', jobTitle: 'Owner, "the boss"' });
  expect((await client.list(company, { total: 'exact' })).page.total).toBe(file.expected.companies);
  expect((await client.me()).workspace).toMatchObject({ name: 'Alves & Filhas', currency: 'BRL' });

  // And all of it goes again with one press.
  await page.goBack();
  await soon(async () => {
    if (!page.url().includes('/import')) await page.goBack();
    return page.url();
  }).toContain('/import');
  await page.getByRole('button', { name: 'Undo import' }).click();
  await seen(page.getByRole('heading', { name: 'The import has been undone' }));
  await page.getByRole('link', { name: 'Go to: People' }).click();
  await seen(page.getByText('No people yet'));
  expect((await client.list(person, { total: 'exact' })).page.total).toBe(0);
  expect((await client.list(company, { total: 'exact' })).page.total).toBe(0);
});

test('set-up happens once: a second visitor is asked to sign in', async () => {
  const { email, password } = await setUpFirm(server);
  const page = await open(null, `${server.url}/setup`);
  await seen(page.getByRole('heading', { name: 'Sign in to Relata' }));
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('not this one at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await seen(page.getByText('This e-mail address and password do not belong together.'));
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await seen(page.getByRole('navigation', { name: 'Main navigation' }));
  expect(new URL(page.url()).pathname).toBe('/deals');
  // The server goes with the test: not while the page is still fetching its parts.
  await page.waitForLoadState('networkidle');
});
