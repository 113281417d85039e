import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { choose } from './list.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm } = aFirm();

const deals = { plural: 'deals' };

test('a pipeline begins with a template, its stages are put in order, and one goes while its deals stay', async () => {
  const page = await open(firm, `${firm.url}/settings/pipelines`);
  await seen(page.getByRole('heading', { name: 'Pipelines', level: 2 }));
  await page.getByRole('button', { name: 'Add a pipeline' }).click();
  const asking = page.getByRole('dialog', { name: 'Add a pipeline' });
  await choose(asking, 'Begin with', 'Real estate');
  await asking.getByRole('textbox', { name: 'Name' }).fill('Flats');
  await asking.getByRole('button', { name: 'Add a pipeline' }).click();
  await gone(asking);

  const stages = page.getByRole('list', { name: 'Stages of Flats' });
  const names = () => stages.getByRole('button', { name: /^Edit / }).allTextContents();
  await soon(names).toEqual([
    ...['Enquiry', 'Viewing', 'Offer', 'Reserved', 'Contract', 'Sold', 'Lost'],
  ]);
  await stages.getByRole('button', { name: 'Move Offer one place forward' }).click();
  await soon(names).toEqual([
    ...['Enquiry', 'Offer', 'Viewing', 'Reserved', 'Contract', 'Sold', 'Lost'],
  ]);
  const line = (name: string) => stages.getByRole('listitem').filter({ hasText: name });
  await line('Reserved').locator('[draggable]').dragTo(line('Viewing'));
  await soon(names).toEqual([
    ...['Enquiry', 'Offer', 'Reserved', 'Viewing', 'Contract', 'Sold', 'Lost'],
  ]);
  await seen(page.getByText('Stages put in order'));

  await page.getByRole('button', { name: 'Add a stage' }).click();
  const form = page.getByRole('dialog', { name: 'Add a stage' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Notary');
  await form.getByRole('button', { name: 'Save' }).click();
  await gone(form);
  await soon(names).toEqual([
    ...['Enquiry', 'Offer', 'Reserved', 'Viewing', 'Contract', 'Notary', 'Sold', 'Lost'],
  ]);

  const known = await stagesOf(firm);
  expect(known.has('Notary')).toBe(true);
  const { id } = await makeDeal(firm, { name: 'Attic', stage: known.get('Viewing') });
  await stages.getByRole('button', { name: 'Delete Viewing' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Viewing?' });
  await seen(question.getByText('1 record uses it: Deals: 1.'));
  await choose(question, 'Put in its place', 'Reserved');
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await gone(question);
  await soon(async () => (await firm.client.read(deals, id))['stage']).toBe(known.get('Reserved'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(async () => (await firm.client.read(deals, id))['stage']).toBe(known.get('Viewing'));
  await soon(async () => (await names()).includes('Viewing')).toBe(true);

  await stages.getByRole('button', { name: 'Delete Enquiry' }).click();
  const refused = page.getByRole('dialog', { name: 'Remove Enquiry?' });
  await refused.getByRole('button', { name: 'Remove', exact: true }).click();
  await seen(refused.getByText(/cannot be deleted/));
});

test('an entry of a list is added, and another one takes the place of one that goes', async () => {
  const page = await open(firm, `${firm.url}/settings/choices?open=activity.category`);
  await seen(page.getByRole('heading', { name: 'Lists', level: 2 }));
  await page.getByRole('button', { name: 'Add a choice' }).click();
  await page.getByRole('textbox', { name: 'Choice 10', exact: true }).fill('Site visit');
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page.getByText('List saved'));
  const activities = { plural: 'activities' };
  const made = await firm.client.ask<{ data: { id: string } }>('/activities', {
    method: 'POST',
    body: { subject: 'Roof', category: 'Site visit' },
  });
  await page.getByRole('button', { name: 'Remove Site visit' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Site visit?' });
  await seen(question.getByText('1 record uses it: Activities: 1.'));
  await choose(question, 'Put in its place', 'Visit');
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await gone(question);
  const category = async () => (await firm.client.read(activities, made.data.id))['category'];
  await soon(category).toBe('visit');
  expect(await page.getByRole('textbox', { name: 'Choice 10', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(category).toBe('Site visit');
  await seen(page.getByRole('textbox', { name: 'Choice 10', exact: true }));
});

test('tags that nothing carries go together, once their names were seen, and come back', async () => {
  const ask = (path: string, method: 'POST' | 'PATCH', body: object) =>
    firm.client.ask<{ data: { id: string } }>(path, { method, body });
  const made = await ask('/people', 'POST', { lastName: 'Rossi', tags: ['VIP', 'Fair'] });
  await ask(`/people/${made.data.id}`, 'PATCH', { tags: ['VIP'] });
  const page = await open(firm, `${firm.url}/settings/choices?open=tag`);
  const entry = (name: string) => page.getByRole('button', { name: `Remove ${name}` });
  await seen(entry('Fair'));
  await page.getByRole('button', { name: 'Delete unused tags' }).click();
  const question = page.getByRole('dialog', { name: 'Delete 1 unused tag?' });
  await seen(question.getByText('Fair'));
  await question.getByRole('button', { name: 'Delete', exact: true }).click();
  await gone(entry('Fair'));
  expect(await entry('VIP').count()).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await seen(entry('Fair'));
});
