import { lead } from '@relata/model';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import { choose, rows } from './list.ts';
import type { Firm } from './server.ts';

const { open, firm, server } = aFirm();
let rui: Firm & { id: string };
let eva: Firm & { id: string };

beforeAll(async () => {
  rui = await hire(firm, 'Rui Costa', 'salesperson');
  eva = await hire(firm, 'Eva Lind', 'manager');
});

const send = (address: string, key: string, body: object) =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify(body),
  });

/** Adds somebody to a rule's targets. */
async function addTarget(form: ReturnType<Page['getByRole']>, kind: string, name: string) {
  await form.getByRole('button', { name: kind, exact: true }).click();
  const picker = form.getByRole('textbox', { name: new RegExp(`^${kind} \\d`) }).last();
  await picker.fill(name);
  await form
    .page()
    .getByRole('option', { name: new RegExp(name) })
    .click();
}

test('an administrator opens a source, splits what comes in by rules, tries it out, executes it and reads why', async () => {
  const page = await open(firm, `${firm.url}/settings/lead-processor?open=sources`);
  await page.getByRole('button', { name: 'Add a source' }).click();
  const making = page.getByRole('dialog', { name: 'Add a source' });
  await making.getByRole('textbox', { name: 'Name', exact: true }).fill('Spring campaign');
  await making.getByRole('textbox', { name: 'Priority' }).click();
  await page.getByRole('option', { name: 'High' }).click();
  await making.getByRole('button', { name: 'Add a name' }).click();
  await making.getByRole('textbox', { name: 'Name 1 in what is sent' }).fill('q7');
  await choose(making, 'Field for name 1', 'What they want');
  await making.getByRole('button', { name: 'Save' }).click();
  await gone(making);

  const access = page.getByRole('dialog', { name: 'Address and key: Spring campaign' });
  await access.getByRole('button', { name: 'Make a key' }).click();
  const key = (await access.getByLabel('Key', { exact: true }).textContent()) ?? '';
  const address = (await access.getByLabel('Address', { exact: true }).textContent()) ?? '';
  expect(key).toMatch(/^in_/);
  await access.getByRole('button', { name: 'Close' }).last().click();
  await gone(access);
  const taken = await send(address, key, {
    ...{ name: 'Rosa Prado', email: 'rosa@acme.example', country: 'IT', q7: 'Sails' },
  });
  expect(taken.status).toBe(201);
  expect((await send(address, key, { colour: 'green' })).status).toBe(422);
  await page.reload();
  await seen(page.getByText(/^1 lead taken/));
  await seen(page.getByText(/^1 refused, on .*: There is no lead in this. Send at least a/));

  const [ana, bea] = [
    await hire(firm, 'Ana Melo', 'salesperson'),
    await hire(firm, 'Bea Nunes', 'salesperson'),
  ];
  expect(ana.id).not.toBe(bea.id);
  await page.goto(`${firm.url}/settings/lead-processor`);
  for (const name of ['Everybody else', 'Italy']) {
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const form = page.getByRole('dialog', { name: 'Add a rule' });
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    if (name === 'Italy') {
      await form.getByRole('switch', { name: 'Only leads that match' }).click({ force: true });
      await page.getByRole('option', { name: 'Country', exact: true }).first().click();
      await form.getByRole('textbox', { name: /^Value/ }).fill('IT');
      await addTarget(form, 'User', 'Rui Costa');
    } else
      for (const one of ['Rui Costa', 'Ana Melo', 'Bea Nunes']) await addTarget(form, 'User', one);
    await seen(form.getByText('Together 100%'));
    await form.getByRole('button', { name: 'Save' }).click();
    await gone(form);
  }
  const list = page.getByRole('list', { name: 'Rules in their order' });
  const names = () => list.locator('b:first-child').allTextContents();
  await soon(async () => (await names()).filter((one) => /^[EI]/.test(one))).toEqual([
    ...['Everybody else', 'Italy'],
  ]);
  await seen(list.getByText(/Ana Melo 33/));
  await list.getByRole('button', { name: 'Italy', exact: false }).first().press('Alt+ArrowUp');
  await soon(async () => (await names()).filter((one) => /^[EI]/.test(one))).toEqual([
    ...['Italy', 'Everybody else'],
  ]);

  await page.getByRole('button', { name: 'Dry run' }).click();
  const dry = page.getByRole('dialog', { name: 'What would happen: all active rules' });
  const row = dry.getByRole('row', { name: /Rosa Prado/ });
  await seen(row.getByText('Rule “Italy”.'));
  await seen(row.getByText('Rui Costa'));
  const unprocessed = await firm.client.list(lead, { filter: { owner: { empty: true } } });
  expect(unprocessed.data.map((one) => one.title)).toEqual(['Rosa Prado']);
  await dry.getByRole('button', { name: 'Execute' }).click();
  const done = page.getByRole('dialog', { name: 'Executed: all active rules' });
  await seen(done);
  await done.getByRole('button', { name: 'Close' }).last().click();
  await soon(async () => (await firm.client.list(lead)).data[0]?.owner).toBe(rui.id);

  await page.getByRole('tab', { name: 'Log' }).click();
  await choose(page.locator('body'), 'Lead source', 'Spring campaign');
  const log = page.getByRole('table', { name: 'Log' });
  await seen(log.getByRole('row', { name: /Rosa Prado.*Rui Costa.*Rule “Italy”/ }));

  await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      send(address, key, { email: `p${n}@firm${n}.example`, country: 'PL' }),
    ),
  );
  await soon(async () => {
    const filter = { owner: { empty: false } };
    return (await firm.client.list(lead, { filter })).data.length;
  }).toBe(7);
});

test('a salesperson sees on the lead which rule gave it to them, and whose it was first', async () => {
  const { data } = await firm.client.list(lead, { filter: { country: { eq: 'IT' } } });
  const id = data[0]?.id ?? '';
  const page = await open(rui, `${server.url}/leads/${id}`);
  await seen(page.getByRole('heading', { name: 'Why it is here' }));
  await seen(page.getByText('Rule “Italy”.'));
  expect(await page.getByText('First given to').count()).toBe(0);
  await firm.client.update(lead, id, { owner: eva.id });
  const theirs = await open(eva, `${server.url}/leads/${id}`);
  await seen(theirs.getByText('First given to Rui Costa'));
  await page.goto(`${server.url}/settings/lead-processor`);
  await soon(() => page.getByRole('button', { name: 'Add a rule' }).count()).toBe(0);
});

test('a manager compares what each was to get with what they got', async () => {
  const page = await open(eva, `${server.url}/leads`);
  await page
    .getByRole('navigation', { name: 'Leads' })
    .getByRole('link', { name: 'Split check' })
    .click();
  const table = page.getByRole('table', { name: 'Everybody else' });
  await soon(() =>
    table
      .getByRole('row', { name: /^Rui Costa/ })
      .getByRole('cell')
      .allTextContents(),
  ).toEqual(['34%', '33.33%', '2', '0']);
  await seen(page.getByRole('table', { name: 'Italy' }));
  expect(await rows(page).count()).toBe(0);
});
