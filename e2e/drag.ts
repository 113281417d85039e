import type { Locator, Page } from 'playwright-core';
import { seen } from './browser.ts';

/** Takes the card with the mouse, and leaves it in the hand over the target. */
export async function dragOver(page: Page, title: string, target: () => Locator): Promise<void> {
  const from = await page.getByRole('button', { name: title, exact: true }).boundingBox();
  if (!from) throw new Error(`There is no card ${title}`);
  await page.mouse.move(from.x + 20, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
  await seen(target());
  const to = await target().boundingBox();
  if (!to) throw new Error('There is nothing to drop on');
  await page.mouse.move(to.x + to.width / 2, to.y + Math.min(to.height / 2, 120), { steps: 8 });
}
