import { deal, lead } from '@relata/model';
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { makeDeal, stagesOf } from './make.ts';

const { open, firm, server } = aFirm();

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const swipes = 200;

/** A finger comes down, moves and goes, as a browser gets it from a touch screen. */
async function swipe(finger: CDPSession, from: [number, number], by: [number, number]) {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    });
  const [x, y] = from;
  await send('touchStart', x, y);
  for (const part of [0.25, 0.6, 1]) await send('touchMove', x + by[0] * part, y + by[1] * part);
  await send('touchEnd', 0, 0);
}

const isScrolled = (page: Page): Promise<boolean> =>
  page.evaluate(`[...document.querySelectorAll('*')].some((one) => one.scrollLeft > 0)`);

/** How much of the page is beyond the screen's edge. */
const beyond = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth');

test('on a telephone two hundred swipes over a board scroll it and move no card (pain 18)', async () => {
  const stages = await stagesOf(firm);
  const names = [...stages.keys()].slice(0, 3);
  for (let n = 0; n < 24; n++)
    await makeDeal(firm, { name: `Deal ${n}`, stage: stages.get(names[n % 3] ?? '') });
  const state = async () => {
    const { data } = await firm.client.list(deal, { sort: 'name', limit: 200 });
    return data.map((one) => `${one.name} ${one.stage} ${one.version}`);
  };
  const before = await state();
  const page = await open(firm, `${server.url}/deals?layout=board`, phone);
  await seen(page.getByRole('button', { name: 'Deal 0', exact: true }));
  const finger = await page.context().newCDPSession(page);
  await swipe(finger, [320, 420], [-250, 0]);
  await soon(() => isScrolled(page)).toBe(true);
  for (let n = 0; n < swipes; n++) {
    const up = n % 4 < 2 ? -1 : 1;
    // Up and down, to both sides, and askew; quickly, and a hand's breadth far.
    const by: [number, number] = n % 3 ? [(n % 5) * 8, up * 180] : [up * 150, n % 7];
    await swipe(finger, [180 - (n % 3 === 0 ? up * 70 : 0), 420 - up * 80], by);
  }
  // Whatever the swipes have set off is known once a later change has come to the board.
  const late = await makeDeal(firm, { name: 'Later than all', stage: stages.get(names[0] ?? '') });
  const marker = page.getByRole('button', { name: 'Later than all', exact: true });
  await marker.waitFor({ state: 'attached' });
  await firm.client.batch(deal, { where: { id: { eq: late.id } }, delete: true });
  await gone(marker);
  expect(await state()).toEqual(before);
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await beyond(page)).toBeLessThanOrEqual(0);

  // Back at the first column, a tap still opens what it is on.
  for (let n = 0; n < 12; n++) await swipe(finger, [40, 420], [300, 0]);
  const card = page.getByRole('button', { name: /^Deal \d+$/ }).first();
  await card.tap();
  await soon(() => page.url()).toContain('&open=');
});

/** What can be tapped, and is smaller than a finger needs: references within a text and handles of columns apart. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const taps = 'a[href], button, input, [role=tab], [role=button]';
    const found = new Set();
    for (const one of document.querySelectorAll(taps)) {
      const box = one.getBoundingClientRect();
      if (!box.width || !box.height || one.closest('[aria-hidden=true], [inert], dd, [role=gridcell] span')) continue;
      const around = getComputedStyle(one, '::after');
      const grown = around.content !== 'none' && around.position === 'absolute' ? around : null;
      const width = Math.max(box.width, grown ? parseFloat(grown.width) : 0);
      const height = Math.max(box.height, grown ? parseFloat(grown.height) : 0);
      if (width < 43 || height < 43)
        found.add((one.getAttribute('aria-label') || one.textContent || one.type) + ' ' + Math.round(width) + 'x' + Math.round(height));
    }
    return [...found];
  })()`);

test('what a finger taps on a record, a list, a board and in the inbox is 44 pixels wide and high (pain 18)', async () => {
  const made = await makeDeal(firm, { name: 'Tapped' });
  await firm.client.create(lead, { lastName: 'Finger' });
  const page = await open(firm, `${server.url}/deals/${made.id}`, phone);
  await seen(page.getByRole('button', { name: 'Mark as won' }));
  expect(await tooSmall(page)).toEqual([]);
  await page.goto(`${server.url}/deals?layout=table`);
  await seen(page.getByRole('link', { name: 'Tapped' }).first());
  expect(await tooSmall(page)).toEqual([]);
  await page.goto(`${server.url}/deals?layout=board`);
  await seen(page.getByRole('button', { name: 'Tapped', exact: true }));
  expect(await tooSmall(page)).toEqual([]);
  await page.goto(`${server.url}/leads`);
  await seen(page.getByRole('link', { name: 'Finger' }).first());
  expect(await tooSmall(page)).toEqual([]);
});
