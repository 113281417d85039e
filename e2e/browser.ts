import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Firm } from './server.ts';

export const shots = join(import.meta.dirname, 'shots');

/** How long something may take to appear. Generous: other work may keep the machine busy. */
const patience = 30_000;

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium with an empty profile: the one named in CHROMIUM, else Debian's. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] || '/usr/bin/chromium', args: flags });

/** Opens a page of the app for somebody who is signed in, in a session that shares nothing with others. */
export async function openContext(
  browser: Browser,
  firm: Pick<Firm, 'url' | 'cookie'> | null,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(patience);
  const [, name, value] = /^([^=]+)=(.*)$/.exec(firm?.cookie ?? '') ?? [];
  if (firm && name && value) await context.addCookies([{ name, value, url: firm.url }]);
  return context;
}

const forbidden = 'the policy forbids';
const tellOfViolations = `addEventListener('securitypolicyviolation', (one) =>
  console.error('${forbidden}', one.effectiveDirective, one.blockedURI, one.sample, one.sourceFile, one.lineNumber))`;

export interface Browsing {
  /** A page at an address of the app, for the firm's administrator or (null) a stranger. */
  open: (
    firm: Pick<Firm, 'url' | 'cookie'> | null,
    address: string,
    options?: BrowserContextOptions,
  ) => Promise<Page>;
}

/**
 * A browser for the journeys of a file. Pages are closed after each of them; of one that failed, pictures
 * are left in `shots`. An error that a page did not catch fails the journey, and so does a window that a script
 * opened, and whatever the security policy had to forbid (T18).
 */
export function browsing(): Browsing {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => browser?.close());
  afterEach(async ({ task }) => {
    const pages = contexts.flatMap((context) => context.pages());
    if (task.result?.state === 'fail') await photograph(pages, task.name);
    // Closing a page breaks off what it is still loading.
    const uncaught = errors.splice(0);
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    errors.length = 0;
    expect(uncaught, 'errors that the page did not catch').toEqual([]);
  });

  return {
    async open(firm, address, options) {
      if (!browser) throw new Error('The browser is not running yet');
      const context = await openContext(browser, firm, options);
      contexts.push(context);
      await context.addInitScript({ content: tellOfViolations });
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
      page.on('dialog', (dialog) => {
        errors.push(`${dialog.type()}: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('console', (message) => {
        if (message.text().startsWith(forbidden)) errors.push(message.text());
      });
      await page.goto(address);
      return page;
    },
  };
}

async function photograph(pages: readonly Page[], name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  const file = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
  for (const [number, page] of pages.entries())
    await page
      .screenshot({ path: join(shots, `failed-${file}-${number}.png`) })
      .catch(() => undefined);
}

/** `expect`, asked again until it holds. */
export function soon<T>(ask: () => T | Promise<T>, message?: string) {
  return expect.poll(ask, { timeout: patience, interval: 50, ...(message ? { message } : {}) });
}

export const seen = (locator: Locator): Promise<void> => locator.waitFor({ state: 'visible' });

export const gone = (locator: Locator): Promise<void> => locator.waitFor({ state: 'hidden' });
