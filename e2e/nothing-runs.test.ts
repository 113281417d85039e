import { createClient, type DescribedCatalog } from '@relata/client';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { launch, openContext, seen, soon } from './browser.ts';
import { openPanel } from './list.ts';
import { everyField, makeWith, payloads, short } from './payloads.ts';
import { settled } from './places.ts';

const { open, firm, server } = aFirm();
let objects: DescribedCatalog['objects'];
/** Ids of what was made, by object; the n-th with the n-th payload. */
const made: Record<string, string[]> = {};

/** Many pages, one after another. */
const patience = 400_000;

const [first = ''] = payloads;
const own = 'site';

beforeAll(async () => {
  await shape();
  ({ objects } = await firm.client.catalog());
  for (const [n, text] of payloads.entries()) await fill(text, n);
  await meet();
}, patience);

/** Names of objects, fields, options and sections, and of the firm itself. */
async function shape(): Promise<void> {
  const { client } = firm;
  const post = (path: string, body: object) => client.ask(path, { method: 'POST', body });
  await client.changeWorkspace({ name: first });
  await client.changeMe({ name: first, signature: payloads.join('\n') });
  const label = { en: { one: short(first, 60), many: short(payloads[1] ?? '', 60) } };
  await post('/objects', { name: own, plural: 'sites', label });
  for (const object of ['person', own])
    for (const [n, text] of payloads.entries()) {
      const words = { label: { en: short(text, 100) }, help: { en: text } };
      await post('/fields', { object, name: `text${n}`, kind: 'text', ...words });
      const options = [{ value: short(text, 100), label: words.label }];
      await post('/fields', { object, name: `choice${n}`, kind: 'select', options, ...words });
    }
  const sections = payloads.map((text, n) => ({
    ...{ name: `part${n}`, label: { en: short(text, 60) } },
    fields: n ? [`text${n}`] : ['name', 'text0'],
  }));
  await client.ask(`/objects/${own}`, {
    method: 'PATCH',
    body: { layouts: { '*': { sections } } },
  });
}

/** Made otherwise, or below. */
const special = new Set(['tag', 'role', 'view', 'file', 'user']);

/** One record of every object with the text in all of its fields, about each other. */
async function fill(text: string, n: number): Promise<void> {
  const make = async (name: string, more: object = {}) => {
    const object = objects.find((one) => one.name === name);
    if (!object) throw new Error(`there is no ${name}`);
    const choice = { [`choice${n}`]: short(text, 100) };
    const body = {
      ...everyField(object, text),
      ...(`choice${n}` in object.fields && choice),
      ...more,
    };
    (made[name] ??= []).push(await makeWith(firm, `/${object.plural}`, body));
    return made[name]?.at(-1) ?? '';
  };
  const company = await make('company');
  const about = [{ object: 'company', id: company }];
  const person = await make('person', { company });
  const deal = await make('deal', { company, people: [person] });
  await make(own);
  await make('activity', { about: [...about, { object: 'deal', id: deal }] });
  await make('note', { about: [...about, { object: 'person', id: person }] });
  // Two goals of one person never share a day.
  const day = new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
  await make('goal', { startsOn: day, endsOn: day });
  // Whatever else there is: leads, pipelines, stages, lists, teams. Tags are there already, each record brought its own.
  const others = objects.filter(
    ({ name, place, can }) =>
      place !== 'none' && can.create && !made[name]?.[n] && !special.has(name),
  );
  for (const { name } of others) await make(name);
  await make('role', { objects: { '*': { read: 'all' } } });
  const filter = { name: { ne: text } };
  await make('view', {
    ...{
      object: 'deal',
      filter,
      sort: null,
      groupBy: null,
      sharedWith: 'everyone',
      audience: null,
      roles: null,
    },
    settings: { colours: [{ name: text, colour: 'red', filter }] },
  });
  const form = new FormData();
  form.set('about', JSON.stringify([{ object: 'person', id: person }, ...about]));
  form.set('file', new Blob([text], { type: 'text/html' }), `${text.replaceAll('/', '-')}.html`);
  await firm.client.ask('/files', { method: 'POST', body: form });
  await makeWith(firm, '/api-keys', { name: short(text, 100) });
  const gone = await make('company', { name: `${text} gone` });
  await firm.client.remove({ plural: 'companies' }, gone);
  made['company']?.pop();
}

/** A colleague of such a name hands something over; browsers of such names sign in. */
async function meet(): Promise<void> {
  const { link } = await firm.client.invite({ email: 'guest@firm.example', role: 'administrator' });
  await firm.client.invite({ email: 'later@firm.example', role: made['role']?.[0] ?? '' });
  const token = new URL(link).searchParams.get('token') ?? '';
  const guest = { email: 'guest@firm.example', password: firm.password };
  const acceptance = { token, name: payloads[1] ?? '', password: guest.password };
  await createClient({ baseUrl: server.url }).acceptInvitation(acceptance);
  const me = await firm.client.me();
  for (const { email, password } of [guest, firm])
    for (const agent of email === firm.email ? payloads : payloads.slice(0, 2)) {
      const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': agent },
        body: JSON.stringify({ email, password }),
      });
      const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
      if (email === firm.email) continue;
      const theirs = createClient({ baseUrl: server.url, headers: { cookie } });
      const owner = me.user.id;
      await theirs.ask('/deals', { method: 'POST', body: { name: agent, owner } });
    }
}

/** Where a text became an element, or an address that would run if it were followed. What ran, `browsing` hears of. */
const harm: string[] = [];

async function inspect(page: Page, what: string): Promise<void> {
  const found = await page.evaluate<string[]>(`[
    ...document.querySelectorAll('script:not([src]), iframe, object, embed, math, base, img[src=x], [srcdoc], [formaction]'),
    ...[...document.querySelectorAll('*')].filter((one) => [...one.attributes].some(({ name }) => name.startsWith('on'))),
    ...[...document.querySelectorAll('[href], [src], [action]')].filter((one) =>
      ['href', 'src', 'action'].some((name) => /^\\s*(javascript|vbscript|data:text)/i.test(one.getAttribute(name) ?? ''))),
  ].map((one) => one.outerHTML.slice(0, 200))`);
  harm.push(...found.map((one) => `${what}: ${one}`));
  // What `{{7*7}}` would have become.
  if (await page.getByText('49', { exact: true }).count()) harm.push(`${what}: 49`);
}

/** Goes there, waits until it is drawn, and looks. */
async function look(page: Page, address: string, ready: string): Promise<void> {
  await page.goto(`${firm.url}${address}`);
  await settled(page, { ready });
  await inspect(page, address);
}

const row = '[role=grid] [role=rowgroup] a';

const forecast = '/deals?layout=board&group=expectedClose:month';

test(
  'T18 lists, boards and calendars of every object',
  async () => {
    const page = await open(firm, firm.url);
    for (const { plural, board } of objects.filter(({ place }) => place === 'main')) {
      await look(page, `/${plural}?layout=table`, row);
      if (board) await look(page, `/${plural}?layout=board`, '[data-card]');
      await look(page, `/${plural}?layout=calendar`, 'main h2, main h1');
    }
    await look(page, forecast, '[data-card]');
    expect(harm.splice(0)).toEqual([]);
  },
  patience,
);

test(
  'T18 pages of records with everything in them',
  async () => {
    const page = await open(firm, firm.url);
    // Every text on people; where the parts of a page are the same, fewer.
    for (const [name, many] of Object.entries({
      person: 8,
      deal: 3,
      company: 1,
      activity: 1,
      [own]: 2,
    })) {
      const object = objects.find((one) => one.name === name);
      for (const [n, id] of (made[name] ?? []).slice(0, many).entries()) {
        await look(page, `/${object?.plural}/${id}`, 'h1');
        // It stands there as it was typed.
        const title = short(payloads[n] ?? '', 30);
        await soon(() => page.locator('h1').first().innerText()).toContain(title);
      }
      await look(page, `/${object?.plural}?open=${made[name]?.[0]}`, 'aside h1');
    }
    expect(harm.splice(0)).toEqual([]);
  },
  patience,
);

test(
  'T18 every page of the settings',
  async () => {
    const page = await open(firm, `${firm.url}/settings/profile`);
    await settled(page, { ready: 'h1' });
    const pages = await page
      .locator('a[href^="/settings/"]')
      .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('href') ?? ''))]);
    expect(pages.length).toBeGreaterThan(12);
    for (const address of pages) await look(page, address, 'h2');
    await look(page, `/settings/roles?open=${made['role']?.[0]}`, 'h1');
    for (const object of ['person', own])
      await look(page, `/settings/fields?open=${object}`, 'table td');
    await page
      .getByRole('button', { name: short(first, 40) })
      .first()
      .click();
    await seen(page.getByRole('dialog'));
    await inspect(page, 'a field');
    expect(harm.splice(0)).toEqual([]);
  },
  patience,
);

test(
  'T18 what is searched, told, imported and taken out of the recycle bin',
  async () => {
    const page = await open(firm, `${firm.url}/people`);
    await settled(page, { ready: row });
    for (const text of ['alert', first, 'javascript']) {
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Go to, search, do' }).fill(text);
      await seen(page.getByRole('dialog').getByText(/alert/).first());
      await inspect(page, `palette, ${text}`);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await seen(page.getByText(/alert/).last());
    await inspect(page, 'notifications');
    await page.keyboard.press('Escape');
    await openPanel(page, 'Filter');
    await inspect(page, 'filter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Create new…' }).click();
    await page.getByRole('menuitem', { name: 'Person', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'More fields' }).click();
    await inspect(page, 'new person');
    await page.keyboard.press('Escape');
    await look(page, '/recycle-bin', 'button:has-text("Restore")');
    const form = new FormData();
    const cells = payloads.map((text) => `"${text.replaceAll('"', '""')}"`);
    form.set(
      'file',
      new Blob([`${cells.join()}\n${cells.join()}\n`], { type: 'text/csv' }),
      `${first.replaceAll('/', '-')}.csv`,
    );
    form.set('object', 'person');
    const { data: draft } = await firm.client.ask<{ data: { id: string } }>('/imports', {
      method: 'POST',
      body: form,
    });
    const [column = ''] = payloads;
    await firm.client.changeImport(draft.id, { mapping: [{ column, field: 'lastName' }] });
    await look(page, '/people/import', 'h2');
    await look(page, `/people/import?id=${draft.id}`, 'footer button');
    await look(page, `/people/import?id=${draft.id}&step=check`, 'table td');
    expect(harm.splice(0)).toEqual([]);
  },
  patience,
);

test('T18 a file of a set-up, an invitation, and what the API says of itself', async () => {
  const page = await open(firm, `${firm.url}/settings/set-up`);
  const file = await firm.client.ask<{ records: Record<string, object[]> }>('/set-up/export');
  file.records['tag'] = payloads.map((text) => ({ name: short(`${text} new`, 80) }));
  await page.locator('input[type=file]').setInputFiles({
    name: 'theirs.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  });
  await seen(page.getByRole('button', { name: 'Apply', exact: true }));
  await inspect(page, 'a set-up to apply');
  const { link } = await firm.client.invite({ email: 'new@firm.example', role: 'viewer' });
  const stranger = await open(null, link.replace(/^https?:\/\/[^/]+/, firm.url));
  await seen(stranger.locator('form input').first());
  await inspect(stranger, 'invitation');
  await page.goto(`${firm.url}/api/docs`);
  await seen(page.getByRole('heading', { name: 'Relata API' }));
  await inspect(page, 'the API');
  expect(harm.splice(0)).toEqual([]);
});

test('T18 whatever reaches a page, text becomes neither HTML nor code', async () => {
  // Not by `open`, which takes what is forbidden for a failure.
  const browser = await launch();
  const page = await (await openContext(browser, firm)).newPage();
  await page.goto(`${firm.url}/people`);
  await settled(page, { ready: row });
  const refused = await page.evaluate<string[]>(`[
    () => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>'),
    () => { document.createElement('div').innerHTML = '<b>bold</b>'; },
    () => { document.createElement('script').src = 'https://elsewhere.example/x.js'; },
    () => { document.createElement('script').text = 'alert(1)'; },
    () => trustedTypes.createPolicy('another', { createHTML: (text) => text }),
    () => trustedTypes.createPolicy('default', { createHTML: (text) => text }),
    () => new DOMParser().parseFromString('<p>x', 'text/html'),
  ].map((run) => { try { run(); return 'done'; } catch (error) { return error.name; } })`);
  expect(new Set(refused)).toEqual(new Set(['TypeError']));
  await browser.close();
});
