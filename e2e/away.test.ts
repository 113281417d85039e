import { activity, deal, person } from '@relata/model';
import { afterEach, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { cell } from './list.ts';
import { makeDeal } from './make.ts';

const { open, firm, server } = aFirm();

// A journey that broke off leaves a server to the next.
afterEach(() => server.comeBack());

const away = 'The server cannot be reached. Trying again…';

test('what is changed while the server is away is kept, and saved when it is back', async () => {
  const ana = (await firm.client.create(person, { firstName: 'Ana', jobTitle: 'Buyer' })).data;
  const { id } = await makeDeal(firm, { name: 'Masts' });
  const page = await open(firm, `${firm.url}/people?columns=title,jobTitle`);
  const board = await open(firm, `${firm.url}/deals`);
  const job = await cell(page, 'Ana', 'Job title');
  await job.dblclick();
  await page.getByRole('textbox', { name: 'Job title' }).fill('Head of purchasing');
  const card = board.getByRole('button', { name: 'Masts', exact: true });
  await seen(card);

  await server.goAway();
  await page.keyboard.press('Enter');
  await seen(page.getByText(away));
  await seen(job.getByText('Head of purchasing'));
  await card.focus();
  await board.keyboard.press('Space');
  await board.keyboard.press('ArrowRight');
  await board.keyboard.press('Enter');
  await seen(board.getByText(away));

  await server.comeBack();
  await soon(async () => (await firm.client.read(person, ana.id)).jobTitle).toBe(
    'Head of purchasing',
  );
  await soon(async () => (await firm.client.read(deal, id)).probability).toBe(20);
  await gone(page.getByText(away));
  await expect.poll(() => job.innerText()).toBe('Head of purchasing');
  await seen(
    board
      .getByRole('region', { name: 'Contact made' })
      .getByRole('button', { name: 'Masts', exact: true }),
  );
});

test('a page of which a part had not come yet stays as it is while the server is away', async () => {
  await makeDeal(firm, { name: 'Rudder' });
  const page = await open(firm, `${firm.url}/people`);
  // The words of the menus above a board's columns.
  const ended = Promise.withResolvers<void>();
  await page.route(
    '**/assets/arrange-*',
    async (route) => {
      await server.goAway();
      ended.resolve();
      return route.abort();
    },
    { times: 1 },
  );
  await page.getByRole('link', { name: 'Deals', exact: true }).click();
  const card = page.getByRole('button', { name: 'Rudder', exact: true });
  await seen(card);
  await ended.promise;
  await seen(page.getByText(away));
  expect(await card.isVisible()).toBe(true);
  await server.comeBack();
  await gone(page.getByText(away));
  await seen(page.getByRole('button', { name: 'More for Contact made' }));
});

test('a record that cannot be saved stays in its form until the server is back', async () => {
  const page = await open(firm, `${firm.url}/people`);
  await page.getByRole('button', { name: 'Create new…' }).click();
  await page.getByRole('menuitem', { name: 'Company' }).click();
  const dialog = page.getByRole('dialog', { name: 'New company' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Sails & Sons');
  await server.goAway();
  const save = dialog.getByRole('button', { name: 'Save', exact: true });
  await save.click();
  await seen(dialog.getByText('The server cannot be reached. Nothing is lost'));
  await server.comeBack();
  await gone(page.getByText(away));
  await save.click();
  await gone(dialog);
  expect((await firm.client.list({ plural: 'companies' }, {})).data[0]?.title).toBe('Sails & Sons');
});

test('a note that is written while the server is away is saved once, by itself, when it is back', async () => {
  const { id } = (await firm.client.create(person, { firstName: 'Bea' })).data;
  const other = (await firm.client.create(person, { firstName: 'Carla' })).data;
  const page = await open(firm, `${firm.url}/people/${id}`);
  const note = page.getByRole('textbox', { name: 'Note', exact: true });
  const waits = page.getByText('It is saved as soon as the server can be reached.');
  await note.fill('She wants the red ones');
  // All that the page needs has come by then.
  await seen(page.getByRole('textbox', { name: 'Kind' }));
  await server.goAway();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(waits);
  // Who thinks better of it has the text back, and may save it again.
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await gone(waits);
  await note.fill('She wants the blue ones');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(waits);

  await server.comeBack();
  await seen(page.getByText('She wants the blue ones').last());
  await soon(() => note.inputValue()).toBe('');
  const notes = await firm.client.timeline(person, id, { kinds: ['note'] });
  expect(notes.data).toHaveLength(1);

  // Also from another page than the one on which it was written.
  await page.goto(`${firm.url}/people`);
  await page.getByRole('link', { name: 'Bea', exact: true }).click();
  await note.fill('She called');
  await seen(page.getByRole('textbox', { name: 'Kind' }));
  await server.goAway();
  await page.keyboard.press('Control+Enter');
  await seen(waits);
  await page.goBack();
  await seen(page.getByText(away));
  await server.comeBack();
  await seen(page.getByText(/She called|Note created/).first());
  await soon(
    async () => (await firm.client.timeline(person, id, { kinds: ['note'] })).data,
  ).toHaveLength(2);
  expect((await firm.client.timeline(person, other.id, { kinds: ['note'] })).data).toHaveLength(0);
});

test('a note that the server had saved before it went away is not made again by who gives up and saves it once more', async () => {
  const { id } = (await firm.client.create(person, { firstName: 'Dora' })).data;
  const page = await open(firm, `${firm.url}/people/${id}`);
  const note = page.getByRole('textbox', { name: 'Note', exact: true });
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  const save = page.getByRole('button', { name: 'Save', exact: true });
  const looked = Promise.withResolvers<void>();
  let asked = 0;
  await page.route('**/api/v1/notes*', async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    await looked.promise;
    await route.fetch();
    await server.goAway();
    return route.abort();
  });
  await note.fill('She wants the red ones');
  await seen(page.getByRole('textbox', { name: 'Kind' }));
  await save.click();
  // What is only slow cannot be called back.
  await soon(() => cancel.isDisabled()).toBe(true);
  looked.resolve();
  const waits = page.getByText('It is saved as soon as the server can be reached.');
  await seen(waits);
  await cancel.click();
  await gone(waits);
  await server.comeBack();
  await gone(page.getByText(away));
  await save.click();
  await soon(() => note.inputValue()).toBe('');
  expect(asked).toBeGreaterThan(1);
  const notes = await firm.client.timeline(person, id, { kinds: ['note'] });
  expect(notes.data).toHaveLength(1);
});

test('given up after it was saved, a note for which more had to be filled in is the same when it is saved once more', async () => {
  const topic = { object: 'note', name: 'topic', kind: 'text', label: { en: 'Topic' } };
  await firm.client.ask('/fields', { method: 'POST', body: { ...topic, required: true } });
  const { id } = (await firm.client.create(person, { firstName: 'Fausto' })).data;
  const page = await open(firm, `${firm.url}/people/${id}`);
  const note = page.getByRole('textbox', { name: 'Note', exact: true });
  const save = page.getByRole('button', { name: 'Save', exact: true });
  let asked = 0;
  await page.route('**/api/v1/notes*', async (route) => {
    asked += 1;
    // The first is refused, for want of a topic; of the second the answer is lost.
    if (asked !== 2) return route.continue();
    await route.fetch();
    await server.goAway();
    return route.abort();
  });
  await note.fill('He wants the white ones');
  await seen(page.getByRole('textbox', { name: 'Kind' }));
  await save.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Topic' }).fill('Sails');
  await dialog.getByRole('button', { name: 'Go on', exact: true }).click();
  const waits = page.getByText('It is saved as soon as the server can be reached.');
  await seen(waits);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await gone(waits);
  await server.comeBack();
  await gone(page.getByText(away));
  await save.click();
  await soon(() => note.inputValue()).toBe('');
  const notes = await firm.client.timeline(person, id, { kinds: ['note'] });
  expect(notes.data).toHaveLength(1);
  await firm.client.ask('/fields/note.topic', { method: 'DELETE' });
});

test('an activity that cannot be planned stays in its form, and is planned once when the server is back', async () => {
  const { id } = (await firm.client.create(person, { firstName: 'Emil' })).data;
  const page = await open(firm, `${firm.url}/people/${id}`);
  const composer = page.getByRole('region', { name: 'Add to the timeline' });
  await composer.getByRole('tab', { name: 'Activity' }).click();
  const subject = composer.getByRole('textbox', { name: 'Subject' });
  const plan = composer.getByRole('button', { name: 'Plan an activity' });
  await subject.fill('Call Emil');
  await server.goAway();
  await plan.click();
  await seen(composer.getByText('The server cannot be reached. Nothing is lost'));
  await server.comeBack();
  await gone(page.getByText(away));
  expect(await subject.inputValue()).toBe('Call Emil');
  await plan.click();
  await seen(page.getByRole('article').filter({ hasText: 'Call Emil' }));
  await soon(() => subject.inputValue()).toBe('');
  const planned = await firm.client.list(activity, { filter: { about: { has: id } } });
  expect(planned.data).toHaveLength(1);
});
