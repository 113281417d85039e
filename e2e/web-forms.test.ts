import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deal, form, lead } from '@relata/model';
import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import { choose, rows } from './list.ts';
import type { Firm } from './server.ts';

const { open, firm, server } = aFirm({ PUBLIC_URL: 'http://127.0.0.1:PORT' });
let rui: Firm & { id: string };
/** Another site, whose pages hold what somebody has copied into them. */
let site: { url: string; pages: Map<string, string>; stop: () => void };

beforeAll(async () => {
  rui = await hire(firm, 'Rui Costa', 'salesperson');
  site = await openSite();
});
afterAll(() => {
  site?.stop();
});

async function openSite() {
  const pages = new Map<string, string>();
  const http = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const code = pages.get(decodeURI(path)) ?? '';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>Pumps</title><h1>Pumps</h1>${code}</html>`);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  // Another name, so that it is another site.
  return { url: `http://localhost:${port}`, pages, stop: () => http.close() };
}

async function fillIn(page: Page | FrameLocator, name: string): Promise<void> {
  await page.getByLabel('Your surname *').fill(name);
  await page.getByLabel('E-mail *').fill(`${name.toLowerCase()}@acme.example`);
}

test('an administrator builds a form, visitors of another site fill it in by script, frame and plain HTML, and the salesperson has the leads', async () => {
  const admin = await open(firm, `${server.url}/settings/forms`);
  await admin.getByRole('link', { name: 'New web form' }).click();
  await admin.getByRole('textbox', { name: 'Name', exact: true }).fill('Contact');
  await admin.getByLabel('Heading').fill('Talk to us');
  await admin
    .getByRole('textbox', { name: 'Last name: as the form asks for it' })
    .fill('Your surname');
  await admin.getByRole('button', { name: 'Remove First name' }).click();
  await admin.getByRole('button', { name: 'Move E-mail up' }).focus();
  await admin.keyboard.press('Enter');
  await choose(admin.locator('body'), 'Add a field', 'Phone');
  await admin.getByRole('textbox', { name: 'Consent', exact: true }).fill('You may write to me.');
  await admin.getByRole('textbox', { name: 'Thank-you text' }).fill('Talk soon!');
  await admin.getByRole('textbox', { name: 'Owner', exact: true }).click();
  await admin.getByRole('option', { name: 'Rui Costa' }).click();
  const preview = admin.getByRole('region', { name: 'Preview' });
  await seen(preview.getByText('Talk to us'));
  expect((await preview.locator('label').allTextContents()).slice(0, 2)).toEqual([
    'E-mail *',
    'Your surname *',
  ]);
  await admin.getByRole('button', { name: 'Save', exact: true }).click();
  for (const kind of ['Script', 'Frame', 'Plain HTML'])
    site.pages.set(`/${kind}`, (await admin.getByLabel(kind, { exact: true }).textContent()) ?? '');

  const byScript = await open(null, `${site.url}/Script?utm_source=fair`);
  const inScript = byScript.frameLocator('iframe');
  await inScript.getByRole('button', { name: 'Send' }).click();
  await fillIn(inScript, 'Uno');
  await inScript.getByRole('button', { name: 'Send' }).click();
  await soon(async () => inScript.locator('body').innerText()).toContain('tick');
  await inScript.getByLabel('You may write to me.').check();
  await inScript.getByRole('button', { name: 'Send' }).click();
  await seen(inScript.getByText('Talk soon!'));

  const byFrame = await open(null, `${site.url}/Frame`);
  const inFrame = byFrame.frameLocator('iframe');
  await fillIn(inFrame, 'Due');
  await inFrame.getByLabel('You may write to me.').check();
  await inFrame.getByRole('button', { name: 'Send' }).click();
  await seen(inFrame.getByText('Talk soon!'));

  const plain = await open(null, `${site.url}/Plain%20HTML`);
  await fillIn(plain, 'Tre');
  await plain.getByLabel('You may write to me.').check();
  await plain.getByRole('button', { name: 'Send' }).click();
  await seen(plain.getByText('Please check what you have entered'));
  expect(new URL(plain.url()).origin).toBe(server.url);
  expect(await plain.getByLabel('Your surname *').inputValue()).toBe('Tre');
  await plain.getByRole('button', { name: 'Send' }).click();
  await seen(plain.getByText('Talk soon!'));

  const sales = await open(rui, `${server.url}/leads`);
  await soon(() => rows(sales).count()).toBe(3);
  for (const name of ['Uno', 'Due', 'Tre']) await seen(rows(sales).getByText(name).first());
  const [made] = (await firm.client.list(lead, { filter: { lastName: { eq: 'Uno' } } })).data;
  expect(made).toMatchObject({
    ...{ owner: rui.id, consent: 'given', consentText: 'You may write to me.', utmSource: 'fair' },
    landingPage: `${site.url}/Script`,
  });
  await admin.getByRole('button', { name: /^Notifications/ }).click();
  const news = admin.getByRole('dialog', { name: 'Notifications' });
  await seen(news.getByText('New lead by “Contact”: Uno'));
  await seen(news.getByText('uno@acme.example'));
});

test('on a telephone the form, its preview and its codes are tabs beside each other', async () => {
  const { data } = await firm.client.create(form, { name: `Stand ${Date.now()}` });
  const page = await open(firm, `${server.url}/settings/forms/${data.id}`, {
    viewport: { width: 360, height: 740 },
  });
  await seen(page.getByRole('textbox', { name: 'Name', exact: true }));
  await page.getByRole('tab', { name: 'Embed' }).click();
  await seen(page.getByLabel('Script', { exact: true }));
  expect((await page.getByLabel('Script', { exact: true }).boundingBox())?.y).toBeLessThan(740);
  await page.getByRole('tab', { name: 'Form', exact: true }).click();
  await seen(page.getByRole('textbox', { name: 'Name', exact: true }));
});

test('a form of another language speaks it, and one that is off says so where it stood', async () => {
  const { data } = await firm.client.create(form, { name: 'Kontakt', language: 'pl' });
  const address = `${server.url}/api/v1/forms/${data.key}`;
  const page = await open(null, address);
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await seen(page.getByText('Uzupełnij to pole.').first());
  await firm.client.update(form, data.id, { active: false });
  await page.goto(address);
  await seen(page.getByRole('heading', { name: 'Ten formularz jest zamknięty' }));
  expect(await page.getByRole('button').count()).toBe(0);
});

test('a form makes deals in the stage that somebody has chosen, and the salesperson finds them on the board', async () => {
  const admin = await open(firm, `${server.url}/settings/forms/new`);
  await admin.getByRole('textbox', { name: 'Name', exact: true }).fill('Quote');
  for (const [name, option] of [
    ['What it makes', 'Deal'],
    ['Pipeline', 'Sales'],
    ['Stage', 'Contact made'],
    ['Owner', 'Rui Costa'],
  ] as const) {
    await admin.getByRole('textbox', { name }).click();
    await admin.getByRole('option', { name: option, exact: true }).click();
  }
  await choose(admin.locator('body'), 'Add a field', 'Expected close');
  await admin.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(admin.getByRole('heading', { name: 'Quote', level: 2 }));
  const [made] = (await firm.client.list(form, { filter: { name: { eq: 'Quote' } } })).data;

  const visitor = await open(null, `${server.url}/api/v1/forms/${made?.key}`);
  await visitor.getByLabel('Last name *').fill('Prado');
  await visitor.getByLabel('E-mail *').fill('rosa@quotes.example');
  await visitor.getByLabel('Company').fill('Pousada Azul');
  await visitor.getByLabel('Expected close').fill('2027-05-31');
  await visitor.getByRole('button', { name: 'Send' }).click();
  await seen(visitor.getByText('Thank you. We have received your message.'));

  const sales = await open(rui, `${server.url}/deals?layout=board`);
  const column = sales.getByRole('region', { name: /^Contact made/ });
  await seen(column.getByText('Pousada Azul').first());
  const { data } = await firm.client.list(deal, {
    filter: { 'company.name': { eq: 'Pousada Azul' } },
  });
  expect(data).toMatchObject([{ owner: rui.id, expectedClose: '2027-05-31', source: 'webForm' }]);
});

test('of two administrators who change one form nobody writes over what the other has said', async () => {
  const { data } = await firm.client.list(form, { limit: 1 });
  const id = data[0]?.id ?? '';
  const page = await open(firm, `${server.url}/settings/forms/${id}`);
  const heading = page.getByLabel('Heading');
  await heading.fill('Ask us anything');
  await firm.client.update(form, id, { heading: 'Write to us', button: 'Off it goes' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(page.getByText('Look at the new values, then make your change again.'));
  const kept = await firm.client.read(form, id);
  expect([kept.heading, kept.button]).toEqual(['Write to us', 'Off it goes']);
});
