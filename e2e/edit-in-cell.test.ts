import { deal, person } from '@relata/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browsing, seen, soon } from './browser.ts';
import { cell } from './list.ts';
import { makeCompanies, makeDeal, makePeople } from './make.ts';
import { type Firm, type Server, setUpFirm, startServer } from './server.ts';

const { open } = browsing();
let server: Server;
let firm: Firm;

beforeAll(async () => {
  server = await startServer();
  firm = await setUpFirm(server);
  await makePeople(firm, 20, await makeCompanies(firm));
});
afterAll(() => server?.stop());

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
  await seen(stage.getByText('Say why the deal was lost: choose a reason.'));
  await seen(stage.getByText('Qualified'));
  expect((await firm.client.read(deal, id)).status).toBe('open');
});
