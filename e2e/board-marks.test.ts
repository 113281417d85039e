import { activity, deal, stage } from '@relata/model';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { hire } from './hire.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm } = aFirm();
let stages: Map<string, string>;

beforeAll(async () => {
  stages = await stagesOf(firm);
});

/** How a card says what is to be done with its record. */
const mark = (page: Page, text: string) => page.getByRole('img', { name: text, exact: true });

/** In colour are one's own. */
const isMine = async (page: Page, text: string) =>
  (await mark(page, text).getAttribute('data-mine')) !== null;

test('a card counts what came in and waits for an answer, beside what is late; answered, it says so no more (plug §3.1)', async () => {
  const { id } = await makeDeal(firm, { name: 'Anchors', stage: stages.get('Qualified') });
  const call = (subject: string, more: object) =>
    firm.client.create(activity, {
      ...{ subject, category: 'call', about: [{ object: 'deal', id }] },
      ...more,
    });
  const first = (await call('They ask for a price', { direction: 'incoming' })).data;
  // Whoever looks sees that it waits today, though nobody has given it a date.
  expect(first.due).not.toBeNull();
  const late = new Date(Date.now() - 3 * 86_400_000).toISOString();
  await call('Send the drawing', { due: late });

  const page = await open(firm, `${firm.url}/deals`);
  await seen(mark(page, '1 incoming to answer · 1 activity overdue'));
  expect(await isMine(page, '1 incoming to answer · 1 activity overdue')).toBe(true);

  // What comes in while one looks is counted at once.
  const second = (await call('They ask again', { direction: 'incoming' })).data;
  await seen(mark(page, '2 incoming to answer · 1 activity overdue'));

  await firm.client.update(activity, first.id, { done: true });
  await firm.client.update(activity, second.id, { done: true });
  await seen(mark(page, '1 activity overdue'));

  // Of a deal that is somebody else's it stands in grey.
  const rui = await hire(firm, 'Rui Costa', 'salesperson');
  await firm.client.update(deal, id, { owner: rui.id });
  await call('They ask a third time', { direction: 'incoming' });
  await seen(mark(page, '1 incoming to answer · 1 activity overdue'));
  await soon(() => isMine(page, '1 incoming to answer · 1 activity overdue')).toBe(false);
});

test('where there is little room, stages are called by their short names, and by their whole names to whoever cannot see them', async () => {
  await firm.client.update(stage, stages.get('Demo scheduled') ?? '', { nickname: 'DS' });
  const { id } = await makeDeal(firm, { name: 'Halyards', stage: stages.get('Qualified') });
  const page = await open(firm, `${firm.url}/deals/${id}`);
  const path = page.getByRole('list', { name: 'Stage' });
  await seen(path.getByText('Demo scheduled'));
  await gone(path.getByText('DS', { exact: true }));

  await page.setViewportSize({ width: 360, height: 800 });
  const step = path.getByRole('button', { name: 'Demo scheduled' });
  await seen(step.getByText('DS', { exact: true }));
  await soon(async () => (await step.getByText('Demo scheduled').boundingBox())?.width ?? 0).toBe(
    1,
  );
  await step.click();
  // Where one is, is said in full.
  await seen(path.locator('[aria-current="step"]').getByText('Demo scheduled'));
  await soon(async () => (await firm.client.read(deal, id)).stage).toBe(
    stages.get('Demo scheduled'),
  );
  expect(await path.locator('[aria-current="step"]').count()).toBe(1);
  await gone(path.getByText('DS', { exact: true }));
});
