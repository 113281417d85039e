import axe from 'axe-core';
import { createClient } from '@relata/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browsing, seen } from './browser.ts';
import { choose, grid, openPanel } from './list.ts';
import { makeSample, type Place, placesOf, settled, visit } from './places.ts';
import { type Firm, type Server, setUpFirm, startServer } from './server.ts';

const { open } = browsing();
let server: Server;
let firm: Firm;
let places: Place[];

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

/** What axe finds that keeps somebody from using the page, in words that lead to it. */
async function barriers(
  page: Page,
  within: string,
  rules: readonly string[] | null,
): Promise<string[]> {
  const options = {
    resultTypes: ['violations'],
    ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
  };
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)})`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !isOfInput(id, html))
        .map((node) => {
          const why = node.failureSummary?.split('\n')[1]?.trim();
          return `${id}: ${node.target.join(' ')} ${node.html.slice(0, 200)} (${why})`;
        }),
    );
}

/** The list of a drop-down needs no focus of its own: the arrow keys of its input scroll it. */
const isOfInput = (rule: string, html: string): boolean =>
  rule === 'scrollable-region-focusable' && html.includes('role="listbox"');

/** All that the colours decide. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** What lies over the page: menus, panels, dialogs. */
const above = '[data-portal=true]';

/** In light and in dark; the page is the same in both but for its colours. */
async function inBothSchemes(
  page: Page,
  what: string,
  within = 'html',
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    // Colours change by transition, from the next frame on; half-way they have no contrast that counts.
    await page.evaluate(
      'new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))',
    );
    await page.evaluate(
      'Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))',
    );
    const problems = await barriers(page, within, colorScheme === 'dark' ? ofColours : null);
    if (problems.length) found[`${what}, ${colorScheme}`] = problems;
  }
  return found;
}

test('set-up and sign-in', async () => {
  const page = await open(null, `${server.url}/setup`);
  await seen(page.getByRole('heading', { name: 'Set up Relata' }));
  const found = await inBothSchemes(page, 'set-up, the company');
  await page.getByRole('textbox', { name: 'Name of your company' }).fill('Sails');
  await page.getByRole('button', { name: 'Next' }).click();
  await seen(page.getByRole('textbox', { name: 'Your name' }));
  Object.assign(found, await inBothSchemes(page, 'set-up, the person'));

  firm = await setUpFirm(server);
  await makeSample(firm);
  places = await placesOf(firm);

  const door = await open(null, `${server.url}/sign-in`);
  await door.getByRole('textbox', { name: 'E-mail' }).fill('somebody@else.example');
  await door.getByRole('textbox', { name: 'Password' }).fill('not the right one');
  await door.getByRole('button', { name: 'Sign in' }).click();
  await seen(door.getByRole('alert'));
  Object.assign(found, await inBothSchemes(door, 'sign-in, refused'));
  expect(found).toEqual({});
});

test('every page', async () => {
  const found: Record<string, string[]> = {};
  const page = await open(firm, firm.url);
  for (const place of places) {
    await visit(page, firm.url, place);
    Object.assign(found, await inBothSchemes(page, place.name));
  }
  expect(found).toEqual({});
}, 300_000);

test('pages on a telephone', async () => {
  const found: Record<string, string[]> = {};
  const page = await open(firm, firm.url, { viewport: { width: 360, height: 740 } });
  for (const place of places.filter(({ name }) =>
    ['people', 'deals', 'person', 'import-check'].includes(name),
  )) {
    await visit(page, firm.url, place);
    Object.assign(found, await inBothSchemes(page, `${place.name}, narrow`));
  }
  await page.getByRole('button', { name: 'Open the navigation' }).click();
  await seen(page.getByRole('navigation', { name: 'Main navigation' }));
  Object.assign(found, await inBothSchemes(page, 'navigation, narrow'));
  expect(found).toEqual({});
});

test('what opens over a list', async () => {
  const found: Record<string, string[]> = {};
  const page = await open(firm, `${firm.url}/people?filter={"jobTitle":{"empty":false}}`);
  const row = { ready: '[role=grid] [role=rowgroup] a' };
  await settled(page, row);
  const look = async (what: string) => Object.assign(found, await inBothSchemes(page, what, above));

  const filter = await openPanel(page, 'Filter');
  await filter.getByRole('button', { name: 'Add condition' }).click();
  await seen(page.getByRole('option').first());
  await look('filter, choosing a field');
  await page.keyboard.press('Escape');
  await look('filter');
  await page.keyboard.press('Escape');
  await openPanel(page, 'Columns');
  await look('columns');
  await page.keyboard.press('Escape');

  await grid(page).getByRole('button', { name: 'Column Job title' }).click();
  await seen(page.getByRole('menu', { name: 'Column Job title' }));
  await look('menu of a column');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Import, export and more' }).click();
  await seen(page.getByRole('menu', { name: 'Import, export and more' }));
  await look('more');
  await page.keyboard.press('Escape');

  await grid(page).getByRole('checkbox', { name: 'Select this page' }).check();
  await openPanel(page, 'Edit field');
  await look('bulk edit');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save as new view' }).click();
  await seen(page.getByRole('dialog', { name: 'Save as new view' }));
  await look('saving a view');
  await page.keyboard.press('Escape');

  const jobs = grid(page).locator('[data-field=jobTitle]').first();
  await jobs.dblclick();
  await seen(jobs.getByRole('textbox'));
  Object.assign(found, await inBothSchemes(page, 'editing a cell', '[role=grid]'));
  expect(found).toEqual({});
});

test('palette, dialogs and what hangs from the top bar', async () => {
  const found: Record<string, string[]> = {};
  const page = await open(firm, `${firm.url}/recycle-bin`);
  await settled(page, { ready: 'h2' });
  const look = async (what: string) => Object.assign(found, await inBothSchemes(page, what, above));

  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Go to, search, do' }).fill('an');
  await seen(page.getByRole('dialog').getByText('Person', { exact: true }).first());
  await look('palette');
  await page.keyboard.press('Escape');

  for (const name of ['Deal', 'Person', 'Company', 'Activity']) {
    await page.getByRole('button', { name: 'Create new…' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `New ${name.toLowerCase()}` });
    await dialog.getByRole('button', { name: 'More fields' }).click();
    await look(`new ${name}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }

  await page.getByRole('button', { name: /^Notifications/ }).click();
  await look('notifications');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'You and your settings' }).click();
  await seen(page.getByRole('menu', { name: 'You and your settings' }));
  await look('person menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await seen(page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
  await look('shortcuts');
  await page.keyboard.press('Escape');

  await page.goto(`${firm.url}/deals?filter={"value":{"gte":"150000"}}`);
  await page
    .locator('[data-card]')
    .getByRole('button', { name: /^More for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Mark as lost' }).click();
  await seen(page.getByRole('dialog', { name: /^Mark as lost/ }));
  await look('asking for a reason');
  expect(found).toEqual({});
});

test('who may do what with a record, and the app as somebody else sees it', async () => {
  const found: Record<string, string[]> = {};
  const { link } = await firm.client.invite({ email: 'seen@firm.example', role: 'viewer' });
  const token = new URL(link).searchParams.get('token') ?? '';
  const acceptance = { token, name: 'Seen Often', password: firm.password };
  await createClient({ baseUrl: server.url }).acceptInvitation(acceptance);

  const page = await open(firm, firm.url);
  const place = places.find(({ name }) => name === 'deal');
  if (!place) throw new Error('there is a deal');
  await visit(page, firm.url, place);
  // With the keyboard alone, as it must be possible.
  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Why can I see this?' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /who may do what/ });
  await seen(dialog.getByRole('row', { name: /^Delete/ }));
  Object.assign(found, await inBothSchemes(page, 'who may do what', above));
  await dialog.getByRole('textbox', { name: 'Person', exact: true }).fill('Seen');
  await seen(page.getByRole('option', { name: 'Seen Often' }));
  await page.keyboard.press('Enter');
  await seen(dialog.getByRole('row', { name: /^Delete No/ }));
  Object.assign(found, await inBothSchemes(page, 'who may do what, of another', above));
  // What is loaded anew begins in the colours in which it is looked at first.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await dialog.getByRole('button', { name: 'View as this person' }).click();
  await seen(page.getByRole('region', { name: 'Viewing as somebody else' }));
  await settled(page, place);
  Object.assign(found, await inBothSchemes(page, 'viewing as somebody else'));
  expect(found).toEqual({});
});

test('shaping objects, and arranging their pages', async () => {
  const found: Record<string, string[]> = {};
  const page = await open(firm, `${firm.url}/settings/objects`);
  const look = async (what: string) => Object.assign(found, await inBothSchemes(page, what, above));
  await page.getByRole('button', { name: 'New object' }).click();
  await seen(page.getByRole('button', { name: 'building estate' }));
  await page.getByRole('button', { name: 'Names in other languages' }).click();
  await look('new object');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Deals', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Deals' });
  await seen(form.getByRole('switch', { name: 'In use' }));
  await look('an object of ours');
  await form.getByRole('button', { name: 'Page layout' }).click();
  const layout = page.getByRole('dialog', { name: /^Page layout/ });
  await layout.getByRole('button', { name: 'Hide Source', exact: true }).click();
  await look('page layout');

  await page.goto(`${firm.url}/settings/fields`);
  await page.getByRole('button', { name: 'Add a field' }).click();
  const field = page.getByRole('dialog', { name: 'Add a field' });
  await choose(field, 'Kind', 'Formula');
  await field.getByRole('textbox', { name: 'Formula' }).fill('value * name');
  await seen(field.locator('mark'));
  await field.getByText('What a formula can do').click();
  await look('a formula that is wrong');
  await field.getByRole('textbox', { name: 'Formula' }).fill('value * 2');
  await seen(field.getByRole('table'));
  await look('a formula with what it gives');
  expect(found).toEqual({});
});
