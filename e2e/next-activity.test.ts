import { activity, deal } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { makeDeal, planActivity, stagesOf } from './make.ts';

const { open, firm } = aFirm();
let stages: Map<string, string>;

beforeAll(async () => {
  stages = await stagesOf(firm);
});

const asks = (page: Page, title: string): Locator =>
  page.getByRole('dialog', { name: `What is next for ${title}?` });
const move = (page: Page, stage: string) =>
  page.getByRole('list', { name: 'Stage' }).getByRole('button', { name: stage }).click();
const plans = async (id: string) =>
  (await firm.client.list(activity, { filter: { about: { has: id } } })).data.length;

test('a deal that moves on without a plan asks what is next; won, it asks nothing', async () => {
  const { id } = await makeDeal(firm, { name: 'Sails', stage: stages.get('Qualified') });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  await move(page, 'Contact made');
  await asks(page, 'Sails').getByRole('button', { name: 'Plan it' }).click();
  await gone(asks(page, 'Sails'));
  await soon(() => plans(id)).toBe(1);
  await move(page, 'Demo scheduled');
  await soon(async () => (await firm.client.read(deal, id)).stage).toBe(
    stages.get('Demo scheduled'),
  );
  expect(await asks(page, 'Sails').count()).toBe(0);

  const hull = await makeDeal(firm, { name: 'Hull', stage: stages.get('Qualified') });
  await page.goto(`${firm.url}/deals/${hull.id}`);
  await move(page, 'Won');
  await soon(async () => (await firm.client.read(deal, hull.id)).status).toBe('won');
  expect(await asks(page, 'Hull').count()).toBe(0);
});

test('when the last thing to do is done, it asks as well, until somebody would rather not be asked', async () => {
  await firm.client.changeMe({ preferences: { asksForNext: null } });
  const { id } = await makeDeal(firm, { name: 'Rigging', stage: stages.get('Qualified') });
  const due = new Date(Date.now() + 86_400_000).toISOString();
  await planActivity(firm, 'deal', id, { subject: 'Call them', due });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  await page
    .getByRole('checkbox', { name: /Call them/ })
    .first()
    .check();
  const asking = asks(page, 'Rigging');
  await seen(asking);
  await asking.getByRole('button', { name: 'Don’t ask again' }).click();
  await gone(asking);
  await move(page, 'Contact made');
  await seen(
    page
      .getByText('Stage of Rigging changed')
      .or(page.getByText(/Rigging/))
      .first(),
  );
  await soon(async () => (await firm.client.read(deal, id)).stage).toBe(stages.get('Contact made'));
  expect(await asking.count()).toBe(0);
  await page.goto(`${firm.url}/settings/profile`);
  await page.getByRole('checkbox', { name: 'Ask what is next' }).check();
  await soon(async () => (await firm.client.me()).user.preferences?.['asksForNext']).toBe(true);
  expect((await firm.client.list(activity, { filter: { about: { has: id } } })).data).toHaveLength(
    1,
  );
});
