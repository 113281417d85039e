import { deal, person } from '@relata/model';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { cell } from './list.ts';
import { makeCompanies, makeDeal, makePeople } from './make.ts';

const { open, firm } = aFirm();

beforeAll(async () => {
  await makePeople(firm, 200, await makeCompanies(firm));
});

test('an e-mail address that is none is refused where it is typed, and the right one is kept', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title&columns=title,emails`);
  const emails = await cell(page, 'Ana N00001', 'E-mail');
  await emails.dblclick();
  const input = page.getByRole('textbox', { name: /E-mail/ });
  await input.fill('ana at firm.example');
  await page.keyboard.press('Control+Enter');
  await seen(page.getByText('“ana at firm.example” is not an e-mail address. Check its spelling.'));
  await input.fill('ana@new.example');
  await page.keyboard.press('Control+Enter');
  await seen(emails.getByText('ana@new.example'));
  await soon(async () => (await firm.client.list(person, { q: 'N00001' })).data[0]?.emails).toEqual(
    [expect.objectContaining({ value: 'ana@new.example' })],
  );
});

test('what the server refuses goes back to what it was, and says why', async () => {
  const name = `Solar roof ${Date.now()}`;
  const { id } = await makeDeal(firm, { name });
  const page = await open(firm, `${firm.url}/deals?layout=table&columns=title,stage`);
  const stage = await cell(page, name, 'Stage');
  await stage.dblclick();
  await page.getByRole('option', { name: 'Lost', exact: true }).click();
  await seen(stage.getByText('Say why it was lost: choose a reason.'));
  await seen(stage.getByText('Qualified'));
  expect((await firm.client.read(deal, id)).status).toBe('open');
});

test('Tab saves a cell and goes on in the next one, Enter in the next row, Escape leaves', async () => {
  const names = ['Row one', 'Row two'].map((name) => `${name} ${Date.now()}`);
  const [one = '', two = ''] = names;
  const made = await Promise.all(names.map((name) => makeDeal(firm, { name })));
  const columns = 'columns=title,value,stage,expectedClose,company';
  const page = await open(firm, `${firm.url}/deals?layout=table&sort=title&q=Row&${columns}`);
  const value = await cell(page, one, 'Value');
  await value.dblclick();
  await seen(page.getByRole('textbox', { name: 'Value' }));
  // Nothing is waited for, but for what is chosen of a list: one has to see it.
  await page.keyboard.type('1200');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('contact');
  await seen(page.getByRole('option', { name: 'Contact made' }));
  await page.keyboard.press('Tab');
  await page.keyboard.type('31/12/2030');
  await page.keyboard.press('Enter');
  await page.keyboard.type('800');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await seen(value.getByText('1,200'));
  await seen((await cell(page, one, 'Stage')).getByText('Contact made'));
  await seen((await cell(page, two, 'Value')).getByText('800'));
  await soon(async () => {
    const deals = await Promise.all(made.map(({ id }) => firm.client.read(deal, id)));
    return deals.map((each) => [each.value?.amount, each.expectedClose]);
  }).toEqual([
    ['1200.00', '2030-12-31'],
    ['800.00', null],
  ]);
  expect(await page.getByRole('grid').getByRole('textbox').count()).toBe(0);
});

test('Tab chooses what is found for what was typed, however late it is found, and nothing else', async () => {
  const name = `Late ${Date.now()}`;
  const made = await makeDeal(firm, { name });
  const page = await open(
    firm,
    `${firm.url}/deals?layout=table&q=Late&columns=title,company,value`,
  );
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/search\?/, async (route) => {
    await held;
    await route.continue();
  });
  const companyCell = await cell(page, name, 'Company');
  await companyCell.dblclick();
  const input = page.getByRole('textbox', { name: 'Company' });
  await seen(input);
  // Those changed last, of which none is meant.
  await seen(page.getByRole('option', { name: 'Company 50' }));
  await page.keyboard.type('Company 07');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await input.inputValue()).toBe('Company 07');
  expect(await page.getByRole('dialog').count()).toBe(0);
  release();
  await seen(page.getByRole('option', { name: 'Company 07' }));
  await soon(() => page.getByRole('option').count()).toBe(1);
  await page.keyboard.press('Tab');
  await seen(companyCell.getByText('Company 07'));
  await seen(page.getByRole('textbox', { name: 'Value' }));
  await page.keyboard.press('Escape');
  await soon(
    async () => (await firm.client.read(deal, made.id, ['company.title'])).company,
  ).toEqual(expect.objectContaining({ title: 'Company 07' }));
});

test('who types keeps what they have typed, and stays with that record, where another comes in above', async () => {
  const family = `Moved${Date.now()}`;
  await makeDeal(firm, { name: `${family} older` });
  const mine = await makeDeal(firm, { name: `${family} mine` });
  const page = await open(
    firm,
    `${firm.url}/deals?layout=table&q=${family}&sort=-createdAt&columns=title,value,company`,
  );
  await (await cell(page, `${family} mine`, 'Value')).dblclick();
  const input = page.getByRole('textbox', { name: 'Value' });
  await seen(input);
  await page.keyboard.type('12');
  const other = await makeDeal(firm, { name: `${family} other` });
  await seen(page.getByRole('row', { name: `${family} other` }));
  expect(await input.inputValue()).toBe('12');
  await page.keyboard.type('34');
  // Past the currency.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await seen(
    page.getByRole('row', { name: `${family} mine` }).getByRole('textbox', { name: 'Company' }),
  );
  await page.keyboard.press('Escape');
  await soon(async () => (await firm.client.read(deal, mine.id)).value?.amount).toBe('1234.00');
  expect((await firm.client.read(deal, other.id)).value ?? null).toBe(null);
});

test('who types in the last row of a list keeps what they have typed where another record comes in above it', async () => {
  const family = `Last${Date.now()}`;
  const mine = await makeDeal(firm, { name: `${family} mine` });
  await makeDeal(firm, { name: `${family} newer` });
  const page = await open(
    firm,
    `${firm.url}/deals?layout=table&q=${family}&sort=-createdAt&columns=title,value`,
  );
  await (await cell(page, `${family} mine`, 'Value')).dblclick();
  const input = page.getByRole('textbox', { name: 'Value' });
  await seen(input);
  await page.keyboard.type('12');
  await makeDeal(firm, { name: `${family} other` });
  await seen(page.getByRole('row', { name: `${family} other` }));
  expect(await input.inputValue()).toBe('12');
  await page.keyboard.type('34');
  await page.keyboard.press('Enter');
  await soon(async () => (await firm.client.read(deal, mine.id)).value?.amount).toBe('1234.00');
});

test('who looks elsewhere in a long list while they type comes back to what they have typed', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title&columns=title,jobTitle`);
  const job = await cell(page, 'Bruno N00002', 'Job title');
  await job.dblclick();
  const input = page.getByRole('textbox', { name: 'Job title' });
  await seen(input);
  await input.fill('Half of a');
  const grid = page.getByRole('grid');
  await grid.evaluate((element) => element.scrollTo({ top: 1_000_000 }));
  await seen(page.getByRole('row', { name: 'Jakub N00200' }));
  await gone(page.getByRole('row', { name: 'Ana N00001' }));
  await grid.evaluate((element) => element.scrollTo({ top: 0 }));
  await seen(page.getByRole('row', { name: 'Ana N00001' }));
  expect(await input.inputValue()).toBe('Half of a');
  await page.keyboard.press('Escape');
  await gone(input);
});

test('what does not fit where it is typed stays behind with its list', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title&columns=title,emails`);
  await (await cell(page, 'Ana N00001', 'E-mail')).dblclick();
  const input = page.getByRole('textbox', { name: /E-mail/ });
  await input.fill('ana at firm.example');
  await page.keyboard.press('Control+Enter');
  await seen(page.getByText('“ana at firm.example” is not an e-mail address. Check its spelling.'));
  await page.getByRole('searchbox').first().fill('Jakub N00200');
  await seen(page.getByRole('row', { name: 'Jakub N00200' }));
  await gone(page.getByRole('row', { name: 'Bruno N00002' }));
  await gone(page.getByRole('row', { name: 'Ana N00001' }));
  expect(await input.count()).toBe(0);
});

test('rows are as high as fingers need once the mouse is gone, and stand below each other', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title&columns=title`);
  /** How high the first one is, and how far below it the next. */
  const measured = () =>
    page
      .getByRole('row', { name: /N000\d\d$/ })
      .evaluateAll((rows) => rows.slice(0, 2).map((row) => row.getBoundingClientRect()))
      .then(([first, second]) => first && second && [first.height, second.top - first.top]);
  await seen(page.getByRole('row', { name: 'Ana N00001' }));
  expect(await measured()).toEqual([36, 36]);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await soon(measured).toEqual([44, 44]);
});

test('Shift+Tab goes back, and names of several parts are one cell', async () => {
  const page = await open(firm, `${firm.url}/people?sort=title&columns=title,jobTitle`);
  const job = await cell(page, 'Bruno N00002', 'Job title');
  await job.dblclick();
  await seen(page.getByRole('textbox', { name: 'Job title' }));
  await page.keyboard.type('Head of wind');
  await page.keyboard.press('Shift+Tab');
  const first = page.getByRole('textbox', { name: 'First name' });
  await seen(first);
  await soon(() => first.evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await seen(job.getByText('Head of wind'));
  expect(await page.getByRole('dialog').count()).toBe(0);
  await soon(async () => (await firm.client.list(person, { q: 'N00002' })).data[0]?.jobTitle).toBe(
    'Head of wind',
  );
});
