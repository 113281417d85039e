import axe from 'axe-core';
import { company, deal, note, person } from '@relata/model';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { makeDeal } from './make.ts';

const { open, firm } = aFirm();

/** Somebody with one of our roles comes by an invitation. */
async function comes(name: string, role: string): Promise<Page> {
  const email = `${name.toLowerCase()}@northwind.example`;
  const { link } = await firm.client.invite({ email, role });
  const page = await open(null, link);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(firm.password);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await seen(page.getByRole('navigation').first());
  return page;
}

/** What keeps somebody from using the page, in light and in dark. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await page.waitForTimeout(300);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run("html")');
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(
          `${colorScheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join('; ')}`,
        );
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return found;
}

test('a salesperson is warned while typing, merges what is there twice, and takes it back', async () => {
  const page = await comes('Rui', 'salesperson');
  await page.goto(`${firm.url}/people`);
  const make = async (first: string, email: string, birthday: string): Promise<void> => {
    await page
      .getByRole('button', { name: /New person/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'First name' }).fill(first);
    await dialog.getByRole('textbox', { name: 'Last name' }).fill('Moreira');
    await dialog
      .getByRole('textbox', { name: /E-mail/ })
      .first()
      .fill(email);
    if (birthday) {
      await seen(dialog.getByText(/same e-mail ana@moreira.example/));
      await seen(dialog.getByText('This may be there already'));
    }
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await gone(dialog);
  };
  await make('Ana', 'ana@moreira.example', '');
  await make('Anna', 'ana@moreira.example', 'twice');

  await page.getByRole('button', { name: 'Import, export and more' }).click();
  await page.getByRole('menuitem', { name: 'Duplicates…' }).click();
  await seen(page.getByRole('heading', { name: 'Duplicates: People' }));
  const group = page.getByRole('listitem').filter({ hasText: 'same e-mail ana@moreira.example' });
  await seen(group.getByText('Very probable'));
  expect(await barriers(page)).toEqual([]);
  await group.getByRole('button', { name: /^Merge “/ }).click();
  const dialog = page.getByRole('dialog');
  await seen(dialog.getByRole('radiogroup', { name: 'Which one stays?' }));
  const names = dialog.getByRole('radiogroup', { name: 'First name' });
  await names.getByRole('radio', { name: 'Anna' }).click();
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await gone(dialog);
  await seen(page.getByText('2 records became “Anna Moreira”'));
  const merged = await firm.client.list(person, { q: 'Moreira' });
  expect(merged.data).toMatchObject([{ firstName: 'Anna', lastName: 'Moreira' }]);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await seen(page.getByText('Undone', { exact: false }));
  expect((await firm.client.list(person, { q: 'Moreira' })).data).toHaveLength(2);
});

test('a manager merges companies from the list; the old address leads to the one that stays', async () => {
  const { data: stays } = await firm.client.create(company, {
    name: 'Norte Bombas',
    employees: 10,
  });
  const { data: goes } = await firm.client.create(company, {
    name: 'Bombas Norte Ltda',
    employees: 12,
  });
  await makeDeal(firm, { name: 'Pumps', company: goes.id });
  await firm.client.create(note, { body: 'Called', about: [{ object: 'company', id: goes.id }] });
  const page = await comes('Marta', 'manager');
  await page.goto(`${firm.url}/companies`);
  for (const title of ['Norte Bombas', 'Bombas Norte Ltda'])
    await page.getByRole('row').filter({ hasText: title }).getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog');
  await seen(dialog.getByText(/Comes along:.*Deals \(1\)/));
  await dialog
    .getByRole('radiogroup', { name: 'Which one stays?' })
    .getByRole('radio', { name: /^Norte Bombas/ })
    .click();
  await dialog
    .getByRole('radiogroup', { name: 'Employees' })
    .getByRole('radio', { name: '12' })
    .press('Space');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await gone(dialog);
  await seen(page.getByText('2 records became “Norte Bombas”'));
  expect(await firm.client.read(company, stays.id)).toMatchObject({ employees: 12 });
  const { data: deals } = await firm.client.list(deal, { q: 'Pumps' });
  expect(deals[0]?.company).toBe(stays.id);

  await page.goto(`${firm.url}/companies/${goes.id}`);
  await page.waitForURL(new RegExp(stays.id));
  await seen(page.getByRole('heading', { name: 'Norte Bombas' }));
  await page.getByRole('tab', { name: 'History' }).click();
  await seen(page.getByText(/from Bombas Norte Ltda/).first());
});

test('what somebody has told apart is not shown again, unless they take it back', async () => {
  const emails = [{ value: 'office@cais.example' }];
  await firm.client.create(company, { name: 'Cais Sul', emails });
  await firm.client.create(company, { name: 'Cais Sul Filial', emails });
  // They are found in the background.
  await soon(
    async () => (await firm.client.duplicates({ object: 'company' })).data.length,
  ).toBeGreaterThan(0);
  const narrow = { viewport: { width: 360, height: 740 } };
  const page = await open(firm, `${firm.url}/companies/duplicates`, narrow);
  const group = page.getByRole('listitem').filter({ hasText: 'office@cais.example' });
  await seen(group.first());
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await group.first().getByRole('button', { name: 'Not duplicates' }).click();
  await seen(page.getByText('They will not be shown as duplicates again.'));
  await gone(group.first());
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await seen(group.first());
});
